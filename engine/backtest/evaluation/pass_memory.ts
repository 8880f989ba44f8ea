import { type Timeframe, timeframeMs } from "../../domain/mod.ts";
import { IndicatorShelf } from "../../indicators/mod.ts";
import type { BacktestMarket } from "../job.ts";
import { mostBars } from "../market_run.ts";
import type { TimeRange } from "./task.ts";

/** What indicators came to may take so much memory, in each worker. */
export const MAX_SHELF_BYTES = 96 * 2 ** 20;

/** What one pass leaves to the next over the same candles: its indicators. Goes with one job. */
export class PassMemory {
  #range: TimeRange | null = null;
  #shelves: readonly IndicatorShelf[] = [];

  /** One a market; new ones where the range is another than the last time. */
  shelves(
    range: TimeRange | null,
    markets: readonly BacktestMarket[],
    timeframe: Timeframe,
  ): readonly IndicatorShelf[] {
    if (this.#shelves.length === 0 || !isSame(range, this.#range)) {
      this.#range = range;
      const bytes = MAX_SHELF_BYTES / markets.length;
      const barMs = timeframeMs(timeframe);
      this.#shelves = markets.map(({ columns }) =>
        new IndicatorShelf(mostBars(columns.time, 0, barMs), bytes)
      );
    }
    return this.#shelves;
  }
}

function isSame(a: TimeRange | null, b: TimeRange | null): boolean {
  return a?.from === b?.from && a?.to === b?.to;
}
