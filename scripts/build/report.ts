import * as esbuild from "esbuild";

/**
 * Bundles what a backtest's report has in its page into `dist/report/`: `report.js` and `report.css`,
 * with the chart library inside, each small enough to be part of every report.
 */
export async function bundleReport(root: string): Promise<void> {
  await esbuild.build({
    entryPoints: {
      report: `${root}ui/report/main.ts`,
      style: `${root}ui/report/report.css`,
    },
    outdir: `${root}dist/report`,
    absWorkingDir: root,
    bundle: true,
    minify: true,
    format: "iife",
    platform: "browser",
    target: ["chrome123", "firefox120", "safari17.5"],
    legalComments: "none",
    logLevel: "error",
    charset: "utf8",
  });
}
