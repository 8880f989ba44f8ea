import { barOpenTime, type Timeframe, timeframeMs } from "../../domain/mod.ts";
import type { TimeRange } from "../market_store.ts";
import { CHUNK_BARS } from "./candle_chunk.ts";

/** The last moment a `Date` can show. */
const MAX_TIME = 8.64e15;

/** Where the bars of a timeframe lie in time, and which chunk and slot each of them has. */
export class CandleGrid {
  readonly barMs: number;
  readonly #chunkMs: number;
  /** Where chunk 0 begins: at the epoch, with weeks on the Monday before it. */
  readonly #origin: number;

  constructor(timeframe: Timeframe) {
    this.barMs = timeframeMs(timeframe);
    this.#chunkMs = this.barMs * CHUNK_BARS;
    this.#origin = barOpenTime(0, this.barMs);
  }

  /** Whether a bar opens at `time`. */
  has(time: number): boolean {
    return time >= 0 && time <= MAX_TIME && barOpenTime(time, this.barMs) === time;
  }

  chunkOf(time: number): number {
    return Math.floor((time - this.#origin) / this.#chunkMs);
  }

  chunkStart(chunk: number): number {
    return this.#origin + chunk * this.#chunkMs;
  }

  /** Slot of the first bar in the chunk that opens at `time` or later, within 0 to CHUNK_BARS. */
  slotFrom(chunk: number, time: number): number {
    const slot = Math.ceil((time - this.chunkStart(chunk)) / this.barMs);
    return Math.min(Math.max(slot, 0), CHUNK_BARS);
  }

  /** The bars that open in `range`: `from` and `to` moved up to open times. */
  within(range: TimeRange): TimeRange {
    const from = this.#openFrom(range.from);
    return { from, to: Math.max(from, this.#openFrom(range.to)) };
  }

  #openFrom(time: number): number {
    const inside = Math.min(Math.max(time, 0), MAX_TIME);
    const open = barOpenTime(inside, this.barMs);
    return open === inside ? open : open + this.barMs;
  }
}
