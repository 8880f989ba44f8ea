import * as esbuild from "esbuild";

/**
 * Bundles what runs without any permission into `dist/`, one file each: `worker.js`, a shard,
 * `backtest_worker.js` and, for many backtests at once, `pool_worker.js`. Nothing in them may reach for the environment or a built-in module.
 */
export async function bundleWorkers(root: string): Promise<void> {
  await esbuild.build({
    entryPoints: {
      worker: `${root}engine/workers/shard_worker.ts`,
      backtest_worker: `${root}engine/backtest/worker/backtest_worker.ts`,
      pool_worker: `${root}engine/backtest/pool/pool_worker.ts`,
    },
    outdir: `${root}dist`,
    bundle: true,
    format: "esm",
    platform: "browser",
    target: "es2023",
    define: { process: "undefined" },
    legalComments: "none",
    logLevel: "error",
  });
}
