/**
 * The running service under load: `deno run -A scripts/bench/live.ts [--json]`.
 *
 * Runners with the Lua `ema_crossover` on all symbols, each symbol with ten ticks a second and a bar
 * a second; a store in a file; snapshots asked for over HTTP from another process meanwhile.
 */
import { loadavg } from "node:os";
import { parseArgs } from "node:util";
import { measureFloor } from "./floor.ts";
import { type LiveResult, measureLoad } from "./measure_load.ts";
import type { Spread } from "./messages.ts";
import { report } from "./report.ts";
import { measureStartup, type Startup } from "./startup.ts";

/**
 * Runners, each with the seconds of its measurement: the load that has targets is looked at longest,
 * and none so short that a runner sees fewer than a hundred ticks.
 */
const LOADS = [[1, 12], [10, 12], [100, 20], [1_000, 12]] as const;
const HOSTILE = { runners: 1, hostile: 24, seconds: 15 };
const STARTS = 5;
const FLOOR_TICKS = 100;

export interface LiveReport {
  readonly cpu: string;
  readonly cores: number;
  readonly deno: string;
  readonly date: string;
  /** Load average of the last minute, before and after. */
  readonly loadAverage: readonly [before: number, after: number];
  /** A message to a worker that does nothing. */
  readonly floor: Spread;
  readonly loads: readonly LiveResult[];
  /** A good runner while hostile scripts arrive, and once they have. */
  readonly hostile: { readonly arriving: LiveResult; readonly settled: LiveResult };
  readonly startup: Startup;
}

async function measureAll(say: (text: string) => void): Promise<LiveReport> {
  const before = loadavg()[0] ?? NaN;
  say("a message to an idle worker …");
  const floor = await measureFloor(FLOOR_TICKS);
  const loads: LiveResult[] = [];
  for (const [runners, seconds] of LOADS) {
    say(`${runners} runners …`);
    loads.push(await measureLoad({ runners, hostile: 0, hostileArrive: false, seconds }));
  }
  say(`${HOSTILE.hostile} hostile scripts beside a good one …`);
  const hostile = {
    arriving: await measureLoad({ ...HOSTILE, hostileArrive: true }),
    settled: await measureLoad({ ...HOSTILE, hostileArrive: false }),
  };
  say("starting …");
  const startup = await measureStartup(STARTS);
  return {
    cpu: cpuModel(),
    cores: navigator.hardwareConcurrency,
    deno: Deno.version.deno,
    date: new Date().toISOString(),
    loadAverage: [before, loadavg()[0] ?? NaN],
    floor,
    loads,
    hostile,
    startup,
  };
}

function cpuModel(): string {
  try {
    return /model name\s*:\s*(.+)/.exec(Deno.readTextFileSync("/proc/cpuinfo"))?.[1] ?? "unknown";
  } catch {
    return "unknown";
  }
}

const { values } = parseArgs({ options: { json: { type: "boolean", default: false } } });
const result = await measureAll((text) => console.error(text));
console.log(values.json ? JSON.stringify(result, null, 2) : report(result));
