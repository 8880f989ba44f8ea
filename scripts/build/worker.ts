import * as esbuild from "esbuild";

/**
 * Bundles the shard into `dist/worker.js`: one file that runs without any permission, so nothing in
 * it may reach for the environment or a built-in module.
 */
export async function bundleWorker(root: string): Promise<void> {
  await esbuild.build({
    entryPoints: [`${root}engine/workers/shard_worker.ts`],
    outfile: `${root}dist/worker.js`,
    bundle: true,
    format: "esm",
    platform: "browser",
    target: "es2023",
    define: { process: "undefined" },
    legalComments: "none",
    logLevel: "error",
  });
}
