import type { Instrument, Timeframe } from "../../domain/mod.ts";
import { badInput, timeframeMs, TIMEFRAMES } from "../../domain/mod.ts";
import { inWords } from "../candle_files/mod.ts";

/** @throws InputError when bars of the timeframe cannot be made of candles of that length */
export function checkTimeframe(
  intervalMs: number,
  timeframe: Timeframe,
  { code }: Instrument,
): void {
  if (!(timeframeMs(timeframe) % intervalMs > 0)) return;
  const fitting = TIMEFRAMES.filter((other) => timeframeMs(other) % intervalMs === 0);
  throw badInput(
    `Cannot replay ${code} in ${timeframe}: its file has candles of ${inWords(intervalMs)}, ` +
      (fitting.length > 0 ? `which make ${fitting.join(", ")}` : "which make no timeframe"),
    "timeframe",
  );
}
