import * as esbuild from "esbuild";
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { ROOT } from "./paths.ts";

const SOURCE = `${ROOT}ui/`;
/** Files of the page in the order it loads them; their built names have a hash of their content. */
const ENTRY_POINTS = {
  theme: `${SOURCE}theme_boot.ts`,
  main: `${SOURCE}main.tsx`,
  styles: `${SOURCE}styles/main.css`,
};

/**
 * Builds the dashboard into `outDir`: `index.html`, `favicon.svg`, `main-*.js`, `main-*.css` and the
 * script that sets the theme before anything is painted. What was in the folder is replaced.
 */
export async function bundleUi(outDir: string): Promise<void> {
  rmSync(outDir, { recursive: true, force: true });
  mkdirSync(outDir, { recursive: true });
  const [scripts, styles] = await Promise.all([
    bundle(outDir, { main: ENTRY_POINTS.main, theme: ENTRY_POINTS.theme }),
    bundle(outDir, { main: ENTRY_POINTS.styles }),
  ]);
  const page = readFileSync(`${SOURCE}index.html`, "utf8")
    .replace("%THEME%", builtName(scripts, ENTRY_POINTS.theme))
    .replace("%MAIN%", builtName(scripts, ENTRY_POINTS.main))
    .replace("%STYLES%", builtName(styles, ENTRY_POINTS.styles));
  writeFileSync(`${outDir}/index.html`, page);
  copyFileSync(`${SOURCE}favicon.svg`, `${outDir}/favicon.svg`);
}

async function bundle(outDir: string, entryPoints: Record<string, string>) {
  const { metafile } = await esbuild.build({
    entryPoints,
    outdir: outDir,
    absWorkingDir: ROOT,
    entryNames: "[name]-[hash]",
    bundle: true,
    minify: true,
    format: "iife",
    platform: "browser",
    target: ["chrome120", "firefox120", "safari17"],
    jsx: "automatic",
    jsxImportSource: "preact",
    define: { "process.env.NODE_ENV": '"production"' },
    legalComments: "none",
    logLevel: "error",
    metafile: true,
  });
  return metafile;
}

function builtName(metafile: esbuild.Metafile, entryPoint: string): string {
  for (const [file, { entryPoint: from }] of Object.entries(metafile.outputs)) {
    if (from !== undefined && ROOT + from === entryPoint) return file.replace(/^.*\//, "");
  }
  throw new Error(`Invariant: nothing was built from ${entryPoint}`);
}

if (import.meta.main) {
  await bundleUi(`${ROOT}dist/ui`);
  await esbuild.stop();
}
