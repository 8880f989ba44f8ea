import type { CandleColumns } from "../domain/mod.ts";

/** Of what is reported one by one, the worst so many. */
const KEPT = 10;
/** A candle that moves so many times as far as the usual one is worth a look. */
const OUTLIER_TIMES = 30;
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
  const { time, open, high, low, close, volume } = columns;
  const candles = time.length;
  const usualMove = medianMove(columns);
  const gaps = new Worst<DataGap>((gap) => gap.candles);
  const outliers = new Worst<DataOutlier>(({ move }) => move);
  let [missing, zeroVolume, flat] = [0, 0, 0];
  for (let i = 0; i < candles; i++) {
    if (volume[i] === 0) zeroVolume++;
    if (high[i] === low[i] && open[i] === close[i]) flat++;
    if (i === 0) continue;
    const expected = time[i - 1]! + candleMs;
    if (time[i]! > expected) {
      const count = Math.round((time[i]! - expected) / candleMs);
      missing += count;
      gaps.add({ from: expected, to: time[i]!, candles: count });
      // Over a gap a market may move as far as it likes.
      continue;
    }
    const move = moveAt(columns, i);
    if (move > usualMove * OUTLIER_TIMES) outliers.add({ time: time[i]!, move });
  }
  return {
    symbol,
    candles,
    candleMs,
    from: time[0] ?? NaN,
    to: (time[candles - 1] ?? NaN) + candleMs,
    gaps: gaps.count,
    missing,
    longestGaps: gaps.list,
    zeroVolume,
    flat,
    usualMove,
    outliers: outliers.count,
    largestOutliers: outliers.list,
  };
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
