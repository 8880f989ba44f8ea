import { type Timeframe, timeframeMs, TIMEFRAMES } from "../domain/mod.ts";

/** Finer candles that tell the way within one bar, at most. */
export const MAX_INNER_CANDLES = 100;
/** The way is told in nothing finer: exchanges keep minutes of all their symbols, seconds of few. */
const FINEST: Timeframe = "1m";

/**
 * Which finer candles tell the way within a bar: the finest timeframe from a minute up of which a bar
 * has at most {@link MAX_INNER_CANDLES}; null for bars of a minute and below. The same whatever the
 * feed, see `docs/decisions/finer-candles.md`.
 */
export function innerTimeframe(timeframe: Timeframe): Timeframe | null {
  const barMs = timeframeMs(timeframe);
  return TIMEFRAMES.find((finer) => fits(timeframeMs(finer), barMs)) ?? null;
}

/**
 * The same for bars made of candles of `candleMs`: where these do not make that timeframe, the next
 * coarser one that they make, or they themselves.
 *
 * @returns milliseconds; null where the candles tell no more than the bars
 */
export function innerMs(barMs: number, candleMs: number): number | null {
  const finer = [candleMs, ...TIMEFRAMES.map(timeframeMs)]
    .filter((ms) => ms % candleMs === 0 && fits(ms, barMs));
  return finer.length > 0 ? Math.min(...finer) : null;
}

function fits(ms: number, barMs: number): boolean {
  const count = barMs / ms;
  return ms >= timeframeMs(FINEST) && Number.isInteger(count) && count > 1 &&
    count <= MAX_INNER_CANDLES;
}
