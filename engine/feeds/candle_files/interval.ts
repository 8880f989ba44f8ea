import { badInput, barOpenTime, type CandleColumns } from "../../domain/mod.ts";

/** Rows looked at to find how far apart a file's candles are. */
const SAMPLE_ROWS = 10_000;
const DAY_MS = 86_400_000;

/** The step between candles that is most common at the start; NaN for a single candle. */
export function intervalOf({ time }: CandleColumns): number {
  const counts = new Map<number, number>();
  let best = NaN;
  for (let i = 1; i < Math.min(time.length, SAMPLE_ROWS); i++) {
    const step = time[i]! - time[i - 1]!;
    const count = (counts.get(step) ?? 0) + 1;
    counts.set(step, count);
    if (count > (counts.get(best) ?? 0)) best = step;
  }
  return best;
}

/** @throws InputError when a candle does not start where UTC bars of its length do */
export function checkGrid({ time }: CandleColumns, intervalMs: number, fileName: string): void {
  if (!(intervalMs <= DAY_MS)) return;
  for (let i = 0; i < time.length; i++) {
    // A candle that follows one on the grid is on it: no remainder has to be taken for most of them.
    if (i > 0 && time[i] === time[i - 1]! + intervalMs) continue;
    if (barOpenTime(time[i]!, intervalMs) === time[i]) continue;
    throw badInput(
      `${fileName}: row ${i + 1}, the candle of ${new Date(time[i]!).toISOString()}, is off the ` +
        "file's grid: " +
        `candles of ${inWords(intervalMs)} have to start on whole multiples of that in UTC`,
    );
  }
}

/** A length of time as a timeframe is written: `15m`, `7d`. */
export function inWords(ms: number): string {
  const units: [string, number][] = [["d", DAY_MS], ["h", 3_600_000], ["m", 60_000], ["s", 1000]];
  const [unit, size] = units.find(([, size]) => ms % size === 0) ?? ["ms", 1];
  return `${ms / size}${unit}`;
}
