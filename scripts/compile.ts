/**
 * Makes `dist/bin/trading-simulator`: one file with the program, the worker, the dashboard, the playground and the
 * strategies inside.
 *
 * The program is bundled first, so that what only development needs (esbuild, the test libraries)
 * is not even looked at. `DENORT_BIN` names the runtime to use where none can be downloaded; it has
 * to fit the Deno that runs this.
 */
import * as esbuild from "esbuild";
import { build } from "./build.ts";
import { ROOT } from "./build/paths.ts";
import { BACKTEST_V8_FLAGS } from "./build/v8_flags.ts";

/** Looks like the project's folder to the program: the bundle stands where `main.ts` does. */
const STAGE = `${ROOT}dist/compile/`;
const OUT = `${ROOT}dist/bin/trading-simulator`;
/** What the program finds by its own place. */
const RESOURCES = [
  "dist/worker.js",
  "dist/backtest_worker.js",
  "dist/pool_worker.js",
  "dist/ui",
  "dist/report",
  "lua-strategies",
];

async function bundleProgram(): Promise<void> {
  await esbuild.build({
    entryPoints: [`${ROOT}main.ts`],
    outfile: `${STAGE}main.js`,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "es2023",
    legalComments: "none",
    logLevel: "error",
    // Packages in CommonJS ask for Node's built-in modules by `require`.
    banner: {
      js:
        'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
    },
  });
  await esbuild.stop();
}

async function copy(from: string, to: string): Promise<void> {
  if (!(await Deno.stat(from)).isDirectory) {
    await Deno.mkdir(to.slice(0, to.lastIndexOf("/")), { recursive: true });
    return await Deno.copyFile(from, to);
  }
  for await (const { name } of Deno.readDir(from)) await copy(`${from}/${name}`, `${to}/${name}`);
}

async function compileProgram(): Promise<boolean> {
  const { success } = await new Deno.Command(Deno.execPath(), {
    args: [
      "compile",
      "--quiet",
      "--no-check",
      BACKTEST_V8_FLAGS,
      "--no-config",
      "--no-lock",
      "--unstable-no-legacy-abort",
      "--unstable-worker-options",
      "--no-prompt",
      "--allow-net",
      "--allow-read",
      "--allow-write",
      "--allow-env",
      "--allow-sys",
      ...RESOURCES.map((path) => `--include=${path}`),
      `--output=${OUT}`,
      "main.js",
    ],
    cwd: STAGE,
  }).spawn().status;
  return success;
}

await build();
await Deno.remove(STAGE, { recursive: true }).catch(() => {});
await bundleProgram();
for (const path of RESOURCES) await copy(ROOT + path, STAGE + path);
if (!await compileProgram()) Deno.exit(1);
const { size } = await Deno.stat(OUT);
console.log(`Made ${OUT} (${(size / 1e6).toFixed(0)} MB)`);
