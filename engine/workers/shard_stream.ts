import type { MarketSeries } from "../runner/mod.ts";
import { LatencyRing } from "./latency.ts";
import type { ShardRunner } from "./shard_runner.ts";

/** One stream inside a shard: its bars, who lives on it, and how long its rows took to be decided on. */
export class ShardStream {
  readonly series: MarketSeries;
  readonly runners = new Set<ShardRunner>();
  readonly latency = new LatencyRing();

  constructor(series: MarketSeries) {
    this.series = series;
  }
}
