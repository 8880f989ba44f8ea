/** Bars for benches: a plain random walk, the same every time. */
import { RowKind, RowWriter } from "../../engine/domain/mod.ts";

const MINUTE = 60_000;

/** OPEN and CLOSE rows of `bars` one-minute bars around 30,000, from a linear congruential walk. */
export function walkRows(bars: number): Float64Array {
  const writer = new RowWriter();
  let state = 12345;
  const next = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  let price = 30_000;
  let time = Date.UTC(2024, 0, 1);
  const cents = (value: number) => Math.round(value * 100) / 100;
  for (let i = 0; i < bars; i++) {
    const open = price;
    // A slow swing makes averages cross now and then.
    const close = cents(open * (1 + (next() - 0.5) * 0.002 + Math.sin(i / 40) * 0.0003));
    const high = cents(Math.max(open, close) + next() * 8);
    const low = cents(Math.min(open, close) - next() * 8);
    writer.write(RowKind.OPEN, time, time, open, open, open, open, 0, NaN, NaN);
    writer.write(
      RowKind.CLOSE,
      time + MINUTE,
      time,
      open,
      high,
      low,
      close,
      cents(next() * 50),
      NaN,
      NaN,
    );
    price = close;
    time += MINUTE;
  }
  return writer.take();
}
