import type { BacktestMark } from "../../operations/operations.ts";

/** Candles on either side of a trade that is looked at. */
const AROUND = 20;

/** The trade that has its entry or exit in a candle, else one that is open then. */
export function markNear(
  marks: readonly BacktestMark[],
  time: number,
  candleMs: number,
): BacktestMark | null {
  const end = time + candleMs;
  const isIn = (at: number) => at >= time && at < end;
  return marks.find(({ entryTime, exitTime }) => isIn(exitTime) || isIn(entryTime)) ??
    marks.find(({ entryTime, exitTime }) => entryTime < end && exitTime >= time) ?? null;
}

/** The stretch of time to look at a trade in. @param barMs length of the backtest's candles */
export function around(
  { entryTime, exitTime }: Pick<BacktestMark, "entryTime" | "exitTime">,
  barMs: number,
): { min: number; max: number } {
  const room = Math.max(AROUND * barMs, (exitTime - entryTime) / 2);
  return { min: entryTime - room, max: exitTime + room };
}
