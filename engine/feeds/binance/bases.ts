import { type Timeframe, timeframeMs } from "../../domain/mod.ts";

/** Timeframes that bars are made from. */
export const BASES: readonly Timeframe[] = ["1m", "1s"];

/** Seconds have bars of their own; all other timeframes are made of minutes. */
export function baseOf(timeframe: Timeframe): Timeframe {
  return timeframeMs(timeframe) < timeframeMs("1m") ? "1s" : "1m";
}
