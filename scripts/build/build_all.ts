import * as esbuild from "esbuild";
import { bundleFengari } from "./fengari_plugin.ts";
import { bundleReport } from "./report.ts";
import { bundleUi } from "./ui.ts";
import { bundleWorkers } from "./worker.ts";

/** Makes everything in `dist/` that running needs. @param root the project's folder */
export async function buildAll(root: string): Promise<void> {
  try {
    await bundleFengari(`${root}dist/fengari.js`);
    await bundleWorkers(root);
    await bundleUi(`${root}dist/ui`);
    await bundleReport(root);
  } finally {
    await esbuild.stop();
  }
}
