/**
 * The running service under load: runners with the Lua `ema_crossover` on all symbols, each symbol
 * with ten ticks a second and a bar a second; a store in a file; snapshots asked for over HTTP from
 * another process meanwhile.
 */
import { type LiveResult, measureLoad } from "./measure_load.ts";
import { measureStartup, type Startup } from "./startup.ts";

/**
 * Runners, each with the seconds of its measurement: the load that has targets is looked at longest,
 * and none so short that a runner sees fewer than a hundred ticks.
 */
const LOADS = [[1, 12], [10, 12], [100, 20], [1_000, 12]] as const;
const ALONE = { hostile: 0, hostileArrive: false, backtests: false, liveFirst: true };
const HOSTILE = { ...ALONE, runners: 1, hostile: 24, seconds: 15 };
/** The load that has targets, with a backtest beside it. */
const BACKTESTED = { ...ALONE, runners: 100, backtests: true, seconds: 20 };
const STARTS = 5;

export interface LiveReport {
  readonly loads: readonly LiveResult[];
  /** A good runner while hostile scripts arrive, and once they have. */
  readonly hostile: { readonly arriving: LiveResult; readonly settled: LiveResult };
  /** Runners while the service runs backtests, one after another; and where those do not let them go first. */
  readonly backtested: LiveResult;
  readonly unguarded: LiveResult;
  readonly startup: Startup;
}

export async function measureLive(say: (text: string) => void): Promise<LiveReport> {
  const loads: LiveResult[] = [];
  for (const [runners, seconds] of LOADS) {
    say(`${runners} runners …`);
    loads.push(await measureLoad({ runners, ...ALONE, seconds }));
  }
  say(`${HOSTILE.hostile} hostile scripts beside a good one …`);
  const hostile = {
    arriving: await measureLoad({ ...HOSTILE, hostileArrive: true }),
    settled: await measureLoad({ ...HOSTILE, hostileArrive: false }),
  };
  say(`${BACKTESTED.runners} runners beside backtests …`);
  const backtested = await measureLoad(BACKTESTED);
  const unguarded = await measureLoad({ ...BACKTESTED, liveFirst: false });
  say("starting …");
  const startup = await measureStartup(STARTS);
  return { loads, hostile, backtested, unguarded, startup };
}
