import type { CandleColumns } from "../../domain/mod.ts";

/** First line of a file of plain candles. */
export const CSV_HEADER = "time,open,high,low,close,volume\n";

/** Candles as lines of such a file; they come out again as they were, to the last digit. */
export function csvRows({ time, open, high, low, close, volume }: CandleColumns): string {
  let text = "";
  for (let i = 0; i < time.length; i++) {
    text += `${time[i]},${decimal(open[i]!)},${decimal(high[i]!)},${decimal(low[i]!)},` +
      `${decimal(close[i]!)},${decimal(volume[i]!)}\n`;
  }
  return text;
}

/** Digits and a point only: not every program reads `1e-7`. */
function decimal(value: number): string {
  const text = String(value);
  const [digits = "", exponent] = text.split("e");
  if (exponent === undefined) return text;
  const [whole = "", fraction = ""] = digits.split(".");
  const power = Number(exponent);
  return power < 0
    ? `0.${"0".repeat(-power - whole.length)}${whole}${fraction}`
    : `${whole}${fraction.padEnd(power, "0")}`;
}
