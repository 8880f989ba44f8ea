import { deepEqual, equal } from "node:assert/strict";
import fc from "fast-check";
import { type CandleColumns, emptyColumns, RowWriter } from "../domain/mod.ts";
import { CandleCursor } from "../market/mod.ts";
import { BarFeed } from "./bar_feed.ts";

const [MINUTE, HOUR, WEEK] = [60_000, 3_600_000, 604_800_000];
/** A Monday. */
const MONDAY = Date.UTC(2024, 0, 1);

interface Step {
  readonly gap: number;
  readonly price: number;
  readonly range: number;
  readonly volume: number;
}

/** Candles with gaps, some of them without trades. */
const STEPS = fc.array(
  fc.record({
    gap: fc.oneof({ weight: 5, arbitrary: fc.constant(1) }, fc.integer({ min: 2, max: 9 })),
    price: fc.integer({ min: 50, max: 150 }),
    range: fc.nat(3),
    volume: fc.nat(2),
  }),
  { maxLength: 1_500 },
);

function candles(steps: readonly Step[], candleMs: number): CandleColumns {
  const columns = emptyColumns(steps.length);
  let time = MONDAY;
  steps.forEach(({ gap, price, range, volume }, i) => {
    columns.time[i] = time;
    columns.open[i] = price;
    columns.close[i] = price + (range > 1 ? 1 : 0);
    columns.high[i] = price + range;
    columns.low[i] = price - range;
    columns.volume[i] = volume;
    time += gap * candleMs;
  });
  return columns;
}

function rowsOf(take: () => Float64Array): number[] {
  const rows: number[] = [];
  for (let part = take(); part.length > 0; part = take()) rows.push(...part);
  return rows;
}

Deno.test("bars give the very rows that a cursor over candles writes", () => {
  const lengths = fc.constantFrom(MINUTE, HOUR, WEEK);
  fc.assert(fc.property(STEPS, lengths, fc.nat(20), (steps, barMs, skipped) => {
    const columns = candles(steps, barMs);
    const from = Math.min(skipped, steps.length);
    const writer = new RowWriter();
    const cursor = new CandleCursor({ columns, intervalMs: barMs }, barMs, from, writer);
    while (!cursor.done) cursor.advance(Infinity, 1_000);
    const feed = new BarFeed(columns, barMs, from);
    equal(BarFeed.serves(columns, barMs, barMs), true);
    deepEqual(rowsOf(() => feed.take()), [...writer.take()]);
    equal(feed.position, steps.length);
  }));
});

Deno.test("only candles that are bars are served", () => {
  const columns = candles(Array(5).fill({ gap: 1, price: 100, range: 1, volume: 1 }), HOUR);
  equal(BarFeed.serves(columns, HOUR, HOUR), true);
  equal(BarFeed.serves(columns, HOUR, 4 * HOUR), false);
  columns.time[3]! += MINUTE;
  equal(BarFeed.serves(columns, HOUR, HOUR), false);
  equal(BarFeed.serves(emptyColumns(0), HOUR, HOUR), true);
  // Weeks begin on Mondays.
  const weeks = candles([{ gap: 1, price: 100, range: 1, volume: 1 }], WEEK);
  equal(BarFeed.serves(weeks, WEEK, WEEK), true);
  weeks.time[0]! += 86_400_000;
  equal(BarFeed.serves(weeks, WEEK, WEEK), false);
});
