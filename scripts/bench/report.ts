import type { LiveReport } from "./live.ts";
import type { LiveResult } from "./measure_load.ts";

/** What 100 runners may take (see `docs/performance.md`). */
const TARGETS = {
  runners: 100,
  decisionMs: 2,
  coreShare: 0.01,
  bytes: 5e6,
  snapshotMs: 20,
  startupSeconds: 1.5,
};

type Row = readonly [name: string, cell: (load: LiveResult) => string];

const ms = (value: number): string => value.toFixed(2);
const percent = (share: number): string => `${(share * 100).toFixed(share < 0.01 ? 3 : 1)} %`;
const mb = (bytes: number): string => (bytes / 1e6).toFixed(1);
const whole = (value: number): string => Math.round(value).toLocaleString("en");

const ROWS: readonly Row[] = [
  ["symbols", (r) => whole(r.symbols)],
  ["tick to decision p50, ms", (r) => ms(r.decision.p50)],
  ["tick to decision p99, ms", (r) => ms(r.decision.p99)],
  ["  of the slowest runner", (r) => ms(r.worstDecision.p99)],
  ["tick to commit p50, ms", (r) => ms(r.committed.p50)],
  ["tick to commit p99, ms", (r) => ms(r.committed.p99)],
  ["snapshot query p50, ms", (r) => ms(r.snapshot.p50)],
  ["snapshot query p99, ms", (r) => ms(r.snapshot.p99)],
  ["snapshots answered, stale", (r) => `${r.snapshot.queries}, ${r.snapshot.stale}`],
  ["CPU in all, of a core", (r) => percent(r.cores)],
  ["CPU a runner, of a core", (r) => percent(r.cores / r.plan.runners)],
  ["memory in all, MB", (r) => mb(r.rssBytes)],
  ["memory a runner, MB", (r) => mb(r.bytesPerRunner)],
  ["rows to shards a second", (r) => whole(r.rowsPerSecond)],
  ["events a second", (r) => whole(r.eventsPerSecond)],
  ["commits a second", (r) => r.commitsPerSecond.toFixed(1)],
  ["ticks each runner saw", (r) => whole(r.ticks)],
  ["strategy errors", (r) => whole(r.errors)],
  ["cores busy with others", (r) => r.otherCores === null ? "n/a" : r.otherCores.toFixed(2)],
];

/** Markdown, to be read in a terminal and pasted into the page. */
export function report(live: LiveReport): string {
  const { cores, cpu, deno, date, loadAverage, floor } = live;
  const load = loadAverage.map((value) => value.toFixed(2)).join(" before, ");
  return [
    `${cores} cores, ${cpu}, Deno ${deno}, ${date}, load average ${load} after`,
    "",
    table(live.loads),
    "",
    `A message to an idle worker: p50 ${ms(floor.p50)} ms, p99 ${ms(floor.p99)} ms`,
    hostileText(live),
    startupText(live),
    "",
    ...targetTexts(live),
  ].join("\n");
}

function table(loads: readonly LiveResult[]): string {
  const header = ["runners", ...loads.map(({ plan }) => whole(plan.runners))];
  const rows = ROWS.map(([name, cell]) => [name, ...loads.map(cell)]);
  const widths = header.map((_, k) => Math.max(...[header, ...rows].map((row) => row[k]!.length)));
  const line = (row: readonly string[]) =>
    `| ${
      row.map((cell, k) => k === 0 ? cell.padEnd(widths[k]!) : cell.padStart(widths[k]!)).join(
        " | ",
      )
    } |`;
  const rule = `| ${
    widths.map((w, k) => k === 0 ? "-".repeat(w) : `${"-".repeat(w - 1)}:`).join(" | ")
  } |`;
  return [line(header), rule, ...rows.map(line)].join("\n");
}

function hostileText({ loads, hostile }: LiveReport): string {
  const { arriving, settled } = hostile;
  const alone = loads.find(({ plan }) => plan.runners === arriving.plan.runners);
  const told = (load: LiveResult) =>
    `p50 ${ms(load.decision.p50)} ms, p99 ${ms(load.decision.p99)} ms`;
  return `A good runner${alone ? ` alone: ${told(alone)}` : ""}; while ` +
    `${arriving.plan.hostile} hostile scripts arrive: ${told(arriving)}; ` +
    `with them there: ${told(settled)}`;
}

function startupText({ startup }: LiveReport): string {
  const { program, task, rounds } = startup;
  return `From the command to an answer on /health, median of ${rounds}: ` +
    `${program.toFixed(2)} s (main.ts), ${task.toFixed(2)} s (deno task start)`;
}

function targetTexts({ loads, startup }: LiveReport): string[] {
  const load = loads.find(({ plan }) => plan.runners === TARGETS.runners);
  const of = (name: string, value: number, limit: number, unit: string) =>
    `${value < limit ? "met   " : "MISSED"} ${name}: ${value.toFixed(2)} of ${limit} ${unit}`;
  return [
    ...(load
      ? [
        of("tick to decision p99", load.decision.p99, TARGETS.decisionMs, "ms"),
        of("CPU a runner", load.cores / load.plan.runners * 100, TARGETS.coreShare * 100, "%"),
        of("memory a runner", load.bytesPerRunner / 1e6, TARGETS.bytes / 1e6, "MB"),
        of("snapshot query p99", load.snapshot.p99, TARGETS.snapshotMs, "ms"),
      ]
      : []),
    of("start to first answer", startup.task, TARGETS.startupSeconds, "s"),
  ];
}
