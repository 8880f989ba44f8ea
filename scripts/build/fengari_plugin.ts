/** Bundles fengari with our changes: `dist/fengari.js`, an ES module that asks for nothing. */
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import { METER, type Patch, PATCHES } from "./fengari_patches.ts";

/** The only version the patches are written for. */
export const FENGARI_VERSION = "0.1.5";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const LUA = `${ROOT}engine/strategy/lua/`;
const OUT = `${ROOT}dist/fengari.js`;

/** What of fengari the host needs; no library that reaches outside is even in the bundle. */
const ENTRY = `
export * as lua from "fengari/src/lua.js";
export { luaL_error, luaL_newstate, luaL_tolstring } from "fengari/src/lauxlib.js";
export { luaopen_base } from "fengari/src/lbaselib.js";
export { luaopen_math } from "fengari/src/lmathlib.js";
export { luaopen_string } from "fengari/src/lstrlib.js";
export { luaopen_table } from "fengari/src/ltablib.js";
export { luaopen_utf8 } from "fengari/src/lutf8lib.js";
export { to_jsstring, to_luastring } from "fengari/src/defs.js";
export { CClosure, LClosure, TValue } from "fengari/src/lobject.js";
export { TString } from "fengari/src/lstring.js";
export { luaH_setfrom, Table } from "fengari/src/ltable.js";
export { COST, Exhausted, meter } from "${METER}";
`;

/**
 * Applies patches to one source file.
 *
 * @throws Error naming the file and the text when a patch is not found as often as it has to be
 */
export function applyPatches(file: string, source: string, patches: readonly Patch[]): string {
  let text = source;
  for (const patch of patches) {
    if (patch.file !== file) continue;
    const found = text.split(patch.find).length - 1;
    const count = typeof patch.find === "string" ? found : matches(text, patch.find);
    if (count !== patch.times) {
      throw new Error(
        `Cannot patch fengari's ${file}: found ${count} times instead of ${patch.times}: ${patch.find}`,
      );
    }
    const { put } = patch;
    // A function keeps `$` in the text from meaning anything; a pattern may mean its groups.
    if (typeof put === "function") text = text.replace(patch.find, put);
    else if (typeof patch.find === "string") text = text.replaceAll(patch.find, () => put);
    else text = text.replace(patch.find, put);
  }
  return text;
}

function matches(text: string, find: RegExp): number {
  return [...text.matchAll(new RegExp(find.source, find.flags.replace("g", "") + "g"))].length;
}

/** esbuild plugin: changes fengari's source as it is read, and resolves what the changes ask for. */
export function fengariPlugin(patches: readonly Patch[] = PATCHES): esbuild.Plugin {
  return {
    name: "fengari",
    setup(build) {
      const patched = new Set<string>();
      build.onResolve({ filter: /^trading-simulator:/ }, ({ path }) => ({
        path: LUA + (path === METER ? "meter.ts" : "format_number.ts"),
      }));
      build.onLoad({ filter: /[\\/]fengari[\\/]src[\\/]\w+\.js$/ }, async ({ path }) => {
        await checkVersion(path);
        const file = path.slice(path.search(/\w+\.js$/));
        patched.add(file);
        return { contents: applyPatches(file, await Deno.readTextFile(path), patches) };
      });
      build.onEnd(() => {
        const missed = patches.find((patch) => !patched.has(patch.file));
        return missed
          ? { errors: [{ text: `Cannot patch fengari's ${missed.file}: it was not read` }] }
          : {};
      });
    },
  };
}

async function checkVersion(path: string): Promise<void> {
  const folder = path.replace(/src[\\/]\w+\.js$/, "package.json");
  const { version } = JSON.parse(await Deno.readTextFile(folder));
  if (version !== FENGARI_VERSION) {
    throw new Error(`Cannot patch fengari ${version}: the patches are for ${FENGARI_VERSION}`);
  }
}

/** Writes the bundle. Leaves esbuild's process running for the caller's next build. */
export async function bundleFengari(outFile: string = OUT): Promise<void> {
  await esbuild.build({
    stdin: { contents: ENTRY, resolveDir: ROOT, sourcefile: "fengari_entry.js" },
    bundle: true,
    format: "esm",
    platform: "browser",
    target: "es2023",
    outfile: outFile,
    legalComments: "inline",
    logLevel: "error",
    define: { process: "undefined" },
    plugins: [fengariPlugin()],
    banner: {
      js:
        `// fengari ${FENGARI_VERSION}, MIT license, changed: see scripts/build/fengari_patches.ts`,
    },
  });
}
