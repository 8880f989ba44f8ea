import type { SweepRun } from "./sweep.ts";
import { markdownTable } from "./table.ts";

/** The runs for `docs/performance.md`. */
export function sweepText(runs: readonly SweepRun[]): string {
  const rows = runs.map((run) => {
    const alone = runs.find(({ strategy, workers }) => strategy === run.strategy && workers === 1);
    const steps = run.combinations * run.bars;
    return [
      run.strategy,
      String(run.combinations),
      String(run.workers),
      `${(run.ms / 1_000).toFixed(1)} s`,
      `${(steps / run.ms / 1_000).toFixed(2)} M/s`,
      alone ? `${(alone.ms / run.ms).toFixed(2)} ×` : "",
      `${run.cpuSeconds.toFixed(1)} s`,
      `${run.memoryMb.toFixed(0)} MB`,
    ];
  });
  const title = `Over ${runs[0]?.bars ?? 0} bars each; crossings of two averages.`;
  const head = [
    "strategy",
    "combinations",
    "workers",
    "time",
    "bars",
    "scales",
    "CPU time",
    "memory",
  ];
  return `${title}\n\n${markdownTable(head, rows)}`;
}
