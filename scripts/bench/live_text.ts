import type { LiveReport } from "./live.ts";
import type { LiveResult } from "./measure_load.ts";
import type { Spread } from "./messages.ts";
import { markdownTable } from "./table.ts";

/** What 100 runners may take (see `docs/performance.md`). */
const TARGETS = {
  runners: 100,
  decisionMs: 2,
  coreShare: 0.01,
  bytes: 5e6,
  snapshotMs: 20,
  startupSeconds: 1.5,
};

/** More than this in other programs, or for a message to an idle worker, and latencies are the machine's, too. */
const QUIET_CORES = 0.2;
const QUIET_IDLE_MS = 1;

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
  ["a message to an idle worker p50, ms", (r) => ms(r.idle.p50)],
  ["a message to an idle worker p99, ms", (r) => ms(r.idle.p99)],
  ["tick to commit p50, ms", (r) => ms(r.committed.p50)],
  ["tick to commit p99, ms", (r) => ms(r.committed.p99)],
  ["snapshot query p50, ms", (r) => ms(r.snapshot.p50)],
  ["snapshot query p99, ms", (r) => ms(r.snapshot.p99)],
  ["snapshots answered, stale", (r) => `${r.snapshot.queries}, ${r.snapshot.stale}`],
  ["longest turn of the main thread, ms", (r) => ms(r.turns.longest)],
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
export function liveText(live: LiveReport): string {
  return [
    markdownTable(
      ["runners", ...live.loads.map(({ plan }) => whole(plan.runners))],
      ROWS.map(([name, cell]) => [name, ...live.loads.map(cell)]),
    ),
    "",
    ...hostileTexts(live),
    ...backtestedTexts(live),
    ...startupTexts(live),
    ...noiseTexts(live),
    "",
    "Targets at 100 runners:",
    "",
    ...targetTexts(live),
  ].join("\n");
}

const told = ({ p50, p99 }: Spread): string => `p50 ${ms(p50)} ms, p99 ${ms(p99)} ms`;

function hostileTexts({ loads, hostile }: LiveReport): string[] {
  const { arriving, settled } = hostile;
  const alone = loads.find(({ plan }) => plan.runners === arriving.plan.runners);
  const scripts = `${arriving.plan.hostile} hostile scripts`;
  return [
    ...(alone ? [`- A good runner alone: ${told(alone.decision)}`] : []),
    `- A good runner while ${scripts} arrive: ${told(arriving.decision)}`,
    `- A good runner with ${scripts} there: ${told(settled.decision)}`,
  ];
}

function backtestedTexts({ loads, backtested, unguarded }: LiveReport): string[] {
  const { plan, decision, worstDecision, snapshot, turns, backtestBarsPerSecond } = backtested;
  const alone = loads.find((load) => load.plan.runners === plan.runners);
  return [
    ...(alone ? [`- ${plan.runners} runners alone: ${told(alone.decision)}`] : []),
    `- ${plan.runners} runners while the service runs backtests (${
      whole(backtestBarsPerSecond)
    } bars a second of a Lua strategy): ${told(decision)}, the slowest ${
      ms(worstDecision.p99)
    } ms; snapshot query ${told(snapshot)}; turns of the main thread p99 ${
      ms(turns.p99)
    } ms, the ` +
    `longest ${ms(turns.longest)} ms`,
    `- The same where backtests do not let them go first (${
      whole(unguarded.backtestBarsPerSecond)
    } bars a second): ${told(unguarded.decision)}, the slowest ${
      ms(unguarded.worstDecision.p99)
    } ms; snapshot query ${told(unguarded.snapshot)}`,
  ];
}

function startupTexts({ startup }: LiveReport): string[] {
  const { program, task, rounds } = startup;
  return [
    `- From the command to an answer on /health, median of ${rounds}: ` +
    `${program.toFixed(2)} s for main.ts, ${task.toFixed(2)} s for deno task start`,
  ];
}

function noiseTexts({ loads }: LiveReport): string[] {
  const cores = Math.max(...loads.map(({ otherCores }) => otherCores ?? 0));
  const idle = Math.max(...loads.map((load) => load.idle.p99));
  if (cores <= QUIET_CORES && idle <= QUIET_IDLE_MS) return [];
  return [
    `- **The machine was not quiet: other programs kept up to ${
      cores.toFixed(2)
    } cores busy, and ` +
    `a message to an idle worker took up to ${
      ms(idle)
    } ms (p99). The latencies above say as much ` +
    "of that as of the service.**",
  ];
}

function targetTexts({ loads, startup }: LiveReport): string[] {
  const load = loads.find(({ plan }) => plan.runners === TARGETS.runners);
  const of = (name: string, value: number, limit: number, unit: string) =>
    `- ${value < limit ? "met" : "MISSED"}: ${name} ${value.toFixed(2)} of ${limit} ${unit}`;
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
