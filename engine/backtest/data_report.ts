import type { CandleColumns } from "../domain/mod.ts";
import type { Breathe } from "../kernel/mod.ts";

/** Of what is reported one by one, the worst so many. */
const KEPT = 10;
/** A candle that moves so many times as far as the usual one is worth a look. */
const OUTLIER_TIMES = 30;
/** Candles of a piece: some milliseconds, the first time. */
export const REPORT_PIECE = 32_768;
/** Candles that the usual move is taken from. */
const SAMPLE = 10_001;

/** Candles that are missing between two that are there. */
export interface DataGap {
  /** When the first missing one would have opened, and the next one there did. */
  readonly from: number;
  readonly to: number;
  readonly candles: number;
}

/** A candle that moved further than the rest. */
export interface DataOutlier {
  readonly time: number;
  /** High to low, the close before included, as a fraction of that close. */
  readonly move: number;
}

/** What a reader of a backtest should know about its candles first. */
export interface DataReport {
  readonly symbol: string;
  readonly candles: number;
  readonly candleMs: number;
  /** From the first candle's open to the last one's end. */
  readonly from: number;
  readonly to: number;
  readonly gaps: number;
  readonly missing: number;
  readonly longestGaps: readonly DataGap[];
  /** Candles in which nobody traded. */
  readonly zeroVolume: number;
  /** Candles whose prices are all the same. */
  readonly flat: number;
  /** What half of the candles move at the most, as `DataOutlier.move`. */
  readonly usualMove: number;
  /** Candles that move 30 times as far. Many are real; one that comes back at once may be none. */
  readonly outliers: number;
  readonly largestOutliers: readonly DataOutlier[];
}

/** Looks for gaps, outliers and candles without trades. */
export function dataReport(symbol: string, columns: CandleColumns, candleMs: number): DataReport {
  const look = new DataLook(columns, candleMs);
  look.over(0, columns.time.length);
  return look.report(symbol);
}

/** The same, {@link REPORT_PIECE} candles at a stretch. */
export async function dataReportInTurns(
  symbol: string,
  columns: CandleColumns,
  candleMs: number,
  breathe: Breathe,
): Promise<DataReport> {
  const look = new DataLook(columns, candleMs);
  for (let from = 0; from < columns.time.length; from += REPORT_PIECE) {
    await breathe();
    look.over(from, Math.min(from + REPORT_PIECE, columns.time.length));
  }
  return look.report(symbol);
}

/** What is found as candle after candle is looked at, from the first to the last. */
class DataLook {
  readonly #columns: CandleColumns;
  readonly #candleMs: number;
  readonly #usualMove: number;
  readonly #gaps = new Worst<DataGap>((gap) => gap.candles);
  readonly #outliers = new Worst<DataOutlier>(({ move }) => move);
  #missing = 0;
  #zeroVolume = 0;
  #flat = 0;

  constructor(columns: CandleColumns, candleMs: number) {
    this.#columns = columns;
    this.#candleMs = candleMs;
    this.#usualMove = medianMove(columns);
  }

  over(from: number, to: number): void {
    const { time, open, high, low, close, volume } = this.#columns;
    const far = this.#usualMove * OUTLIER_TIMES;
    for (let i = from; i < to; i++) {
      if (volume[i] === 0) this.#zeroVolume++;
      if (high[i] === low[i] && open[i] === close[i]) this.#flat++;
      if (i === 0) continue;
      const expected = time[i - 1]! + this.#candleMs;
      if (time[i]! > expected) {
        // Over a gap a market may move as far as it likes.
        this.#gap(expected, time[i]!);
        continue;
      }
      const move = moveAt(this.#columns, i);
      if (move > far) this.#outliers.add({ time: time[i]!, move });
    }
  }

  report(symbol: string): DataReport {
    const { time } = this.#columns;
    const candles = time.length;
    return {
      symbol,
      candles,
      candleMs: this.#candleMs,
      from: time[0] ?? NaN,
      to: (time[candles - 1] ?? NaN) + this.#candleMs,
      gaps: this.#gaps.count,
      missing: this.#missing,
      longestGaps: this.#gaps.list,
      zeroVolume: this.#zeroVolume,
      flat: this.#flat,
      usualMove: this.#usualMove,
      outliers: this.#outliers.count,
      largestOutliers: this.#outliers.list,
    };
  }

  #gap(from: number, to: number): void {
    const candles = Math.round((to - from) / this.#candleMs);
    this.#missing += candles;
    this.#gaps.add({ from, to, candles });
  }
}

/** True range ÷ close before. */
function moveAt({ high, low, close }: CandleColumns, i: number): number {
  const before = close[i - 1]!;
  return (Math.max(high[i]!, before) - Math.min(low[i]!, before)) / before;
}

function medianMove(columns: CandleColumns): number {
  const count = columns.time.length - 1;
  if (count < 1) return NaN;
  const step = Math.max(1, Math.floor(count / SAMPLE));
  const moves = Float64Array.from(
    { length: Math.floor((count - 1) / step) + 1 },
    (_, k) => moveAt(columns, 1 + k * step),
  ).sort();
  return moves[moves.length >> 1]!;
}

/** Counts all, keeps the worst. */
class Worst<T> {
  readonly #badness: (item: T) => number;
  count = 0;
  /** The worst first. */
  list: T[] = [];

  constructor(badness: (item: T) => number) {
    this.#badness = badness;
  }

  add(item: T): void {
    this.count++;
    const last = this.list.at(-1);
    if (this.list.length >= KEPT && last && this.#badness(last) >= this.#badness(item)) return;
    this.list = [...this.list, item]
      .sort((a, b) => this.#badness(b) - this.#badness(a)).slice(0, KEPT);
  }
}
