import type { SweepReport, SweepRun } from "./sweep.ts";
import { markdownTable } from "./table.ts";

/** What a second core has to be worth (see `docs/performance.md`). */
const TARGET = 1.8;

/** The runs for `docs/performance.md`. */
export function sweepText({ runs, bareScaling }: SweepReport): string {
  const rows = runs.map((run) => {
    const steps = run.combinations * run.bars;
    return [
      run.strategy,
      String(run.combinations),
      String(run.workers),
      `${(run.ms / 1_000).toFixed(1)} s`,
      `${(steps / run.ms / 1_000).toFixed(2)} M/s`,
      `${scaling(runs, run).toFixed(2)} ×`,
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
  const bare = `A bare loop scales ${
    bareScaling.toFixed(2)
  } × on this machine: more cannot be had.`;
  return [title, markdownTable(head, rows), bare, ...targetLines(runs)].join("\n\n");
}

/** Only where there are two cores does the target say something. */
function targetLines(runs: readonly SweepRun[]): string[] {
  return runs.filter(({ workers }) => workers === 2).map((run) => {
    const times = scaling(runs, run);
    return `- ${times >= TARGET ? "met" : "MISSED"}: ${run.strategy} scales ${
      times.toFixed(2)
    } of ` +
      `${TARGET} ×`;
  });
}

function scaling(runs: readonly SweepRun[], { strategy, ms }: SweepRun): number {
  const alone = runs.find((run) => run.strategy === strategy && run.workers === 1);
  return alone ? alone.ms / ms : NaN;
}
