import type { Turns } from "./turn_watch.ts";

/** What a measured service is asked to do. */
export interface LoadPlan {
  /** Runners that trade and are measured. */
  readonly runners: number;
  /** Scripts of `tests/hostile` that run beside them. */
  readonly hostile: number;
  /** Whether those come when the measurement begins, and not before it. */
  readonly hostileArrive: boolean;
  /** Whether backtests run meanwhile, as the service runs them. */
  readonly backtests: boolean;
  /** Whether those let the runners go first, as in the service; false to see what it is good for. */
  readonly liveFirst: boolean;
  /** Length of the measurement. */
  readonly seconds: number;
}

/** Median and 99th percentile, in milliseconds. */
export interface Spread {
  readonly p50: number;
  readonly p99: number;
}

/** What a measured service saw. */
export interface LoadResult {
  readonly plan: LoadPlan;
  readonly symbols: number;
  readonly shards: number;
  /** Ticks that the latency of each runner counts. */
  readonly ticks: number;
  /** Tick to decision as the runners' health tells it: that of the runner in the middle. */
  readonly decision: Spread;
  /** The same, the largest of any runner. */
  readonly worstDecision: Spread;
  /** Rows into the engine until what they caused is committed and published. */
  readonly committed: Spread;
  /** Of the main thread, through which all prices and answers go. */
  readonly turns: Turns;
  /** CPU of all threads: 0.5 is half a core. */
  readonly cores: number;
  readonly bytesPerRunner: number;
  readonly rssBytes: number;
  readonly rowsPerSecond: number;
  /** Events published, fleeting ones included. */
  readonly eventsPerSecond: number;
  readonly commitsPerSecond: number;
  /** Bars that backtests worked off a second meanwhile. */
  readonly backtestBarsPerSecond: number;
  /** Errors of the measured strategies; anything above 0 spoils the measurement. */
  readonly errors: number;
}

/** A measured service says where it can be asked, when the measurement is over, and what it saw. */
export type FromLoad =
  | { readonly ready: { readonly url: string; readonly ids: readonly string[] } }
  | { readonly over: true }
  | { readonly result: LoadResult };
