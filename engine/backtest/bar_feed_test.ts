import { deepEqual, equal } from "node:assert/strict";
import fc from "fast-check";
import { type CandleColumns, emptyColumns, RowWriter, timeframeOf } from "../domain/mod.ts";
import { CandleCursor, requireInstrument } from "../market/mod.ts";
import { MarketSeries } from "../runner/mod.ts";
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

/** A stream whose member writes down all that it could read when it is told of something. */
function witness(barMs: number, awaitsOpen: boolean) {
  const timeframe = timeframeOf(barMs)!;
  const series = new MarketSeries(requireInstrument("BTCUSDT"), timeframe, 64);
  const told: unknown[] = [];
  const note = (what: string) => () => {
    const { price, time, open, high, low, volume, bid, ask, openBid, openAsk, at, forming } =
      series;
    const { previousHigh, previousLow, previousPrice, previousAt } = series;
    // Who does not wait for the open is not told what was before the rest of the bar either.
    const before = awaitsOpen ? [previousHigh, previousLow, previousPrice, previousAt] : [];
    const seen = what === "close" ? series.candle() : null;
    told.push([
      what,
      price,
      time,
      open,
      high,
      low,
      volume,
      bid,
      ask,
      openBid,
      openAsk,
      at,
      forming,
    ]);
    told.push([...before, series.isInnerComplete, seen]);
  };
  series.join({
    awaitsOpen,
    onOpen: note("open"),
    onClose: note("close"),
    onUpdate: note("update"),
    onInner: note("inner"),
    onMissed: note("missed"),
    onResume: note("resume"),
  });
  return { series, told };
}

Deno.test("bars tell what the rows that a cursor over candles writes would tell", () => {
  const lengths = fc.constantFrom(MINUTE, HOUR, WEEK);
  fc.assert(fc.property(STEPS, lengths, fc.nat(20), (steps, barMs, skipped) => {
    const columns = candles(steps, barMs);
    const from = Math.min(skipped, steps.length);
    const rows = new RowWriter();
    const cursor = new CandleCursor({ columns, intervalMs: barMs }, barMs, from, rows);
    while (!cursor.done) cursor.advance(Infinity, 1_000);
    const all = rows.take();
    for (const awaitsOpen of [true, false]) {
      const byRows = witness(barMs, awaitsOpen);
      byRows.series.apply(all);
      const { series, told } = witness(barMs, awaitsOpen);
      const feed = new BarFeed(columns, from);
      while (feed.position < steps.length) feed.feed(series);
      const isTold = awaitsOpen || ((_: unknown, i: number) => i % 4 > 1);
      deepEqual(told, isTold === true ? byRows.told : byRows.told.filter(isTold));
    }
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
