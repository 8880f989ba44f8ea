import type { CandleColumns } from "../../../domain/mod.ts";
import { candleLength, type KeptCandles } from "../../../backtest/mod.ts";
import { resampleInTurns } from "../../../market/mod.ts";
import { breathe } from "../../breathe.ts";
import { rowsWithin, type TimeSpan } from "./time_span.ts";

/** Candles to draw. */
export interface DrawnCandles {
  readonly columns: CandleColumns;
  /** Length of one. */
  readonly candleMs: number;
}

/** The backtest's own candles in a stretch of time; null where nobody has them any more. */
export type FinerCandles = (span: TimeSpan) => Promise<CandleColumns | null>;

/**
 * At most so many candles of a stretch of time, merged from the kept ones; where these are too coarse, from
 * the backtest's own, if somebody still has the same.
 *
 * @param ownMs length of the backtest's own candles
 * @param points 2 at least
 */
export async function drawnCandles(
  kept: KeptCandles,
  ownMs: number,
  span: TimeSpan,
  points: number,
  finer: FinerCandles,
): Promise<DrawnCandles> {
  const asked = { from: span.from, to: Math.max(span.to, span.from + 1) };
  const wantedMs = (asked.to - asked.from) / (points - 1);
  if (wantedMs < kept.candleMs && ownMs < kept.candleMs) {
    const found = await sameCandles(kept, asked, finer);
    if (found) return await merged(found, ownMs, asked, points);
  }
  return await merged(kept.columns, kept.candleMs, asked, points);
}

/** Candles that open in the span or are open when it begins, several in one until there are few enough. */
async function merged(
  columns: CandleColumns,
  candleMs: number,
  { from, to }: TimeSpan,
  points: number,
): Promise<DrawnCandles> {
  const part = rowsWithin(columns, { from: from - candleMs + 1, to });
  if (part.time.length <= points) return { columns: part, candleMs };
  const drawnMs = candleLength((to - from) / (points - 1), candleMs);
  // Whole candles at the edges: a part of one would have another high and low than the one beside it.
  const whole = rowsWithin(columns, {
    from: Math.floor(from / drawnMs) * drawnMs,
    to: Math.ceil(to / drawnMs) * drawnMs,
  });
  return { columns: await resampleInTurns(whole, drawnMs, breathe), candleMs: drawnMs };
}

/** What somebody else still has, if it makes the very candles that were kept. */
async function sameCandles(
  { columns, candleMs }: KeptCandles,
  { from, to }: TimeSpan,
  finer: FinerCandles,
): Promise<CandleColumns | null> {
  // One more on either side, for candles that reach over an edge.
  const kept = rowsWithin(columns, { from: from - 2 * candleMs, to: to + candleMs });
  const [first, last] = [kept.time[0], kept.time.at(-1)];
  if (first === undefined || last === undefined) return null;
  const found = await finer({ from: first, to: last + candleMs });
  if (found === null) return null;
  const again = await resampleInTurns(found, candleMs, breathe);
  return NAMES.every((name) => isEqual(again[name], kept[name])) ? found : null;
}

/** Volumes are sums of many, which another order may round otherwise. */
const NAMES = ["time", "open", "high", "low", "close"] as const;

function isEqual(one: Float64Array, other: Float64Array): boolean {
  return one.length === other.length && one.every((value, i) => value === other[i]);
}
