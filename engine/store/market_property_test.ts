import { deepEqual } from "node:assert/strict";
import fc from "fast-check";
import { type CandleColumns, emptyColumns, type Timeframe, timeframeMs } from "../domain/mod.ts";
import { type CandleSeries, type MarketStore, openMarketStore, type TimeRange } from "./mod.ts";

/** Bars the tests play with; a chunk holds 256, and the first begins in the middle of one. */
const BARS = 900;
const MONDAY = 1_704_067_200_000;

interface Candle {
  readonly open: number;
  readonly volume: number;
}

/** The same store with nothing clever in it: bars are counted from {@link MONDAY}. */
class Model {
  readonly candles = new Map<number, Candle>();
  readonly covered = new Set<number>();

  put({ first, step, count, price, range }: Put): void {
    for (const bar of barsOf({ first, step, count })) {
      this.candles.set(bar, { open: price, volume: bar });
      this.covered.add(bar);
    }
    if (range) { for (let bar = range[0]; bar < range[1]; bar++) this.covered.add(bar); }
  }

  read(from: number, to: number): number[] {
    return [...this.candles.keys()].filter((bar) => bar >= from && bar < to).sort((a, b) => a - b);
  }
}

interface Put {
  readonly first: number;
  readonly step: number;
  readonly count: number;
  readonly price: number;
  readonly shuffled: boolean;
  readonly range: readonly [number, number] | undefined;
}

function barsOf({ first, step, count }: Pick<Put, "first" | "step" | "count">): number[] {
  return Array.from({ length: count }, (_, i) => first + i * step).filter((bar) => bar < BARS);
}

const bar = fc.integer({ min: 0, max: BARS });
const range = fc.tuple(bar, bar).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
const put: fc.Arbitrary<Put> = fc.record({
  first: bar,
  step: fc.constantFrom(1, 1, 1, 2, 7, 300),
  count: fc.oneof(fc.constantFrom(0, 1, 255, 256, 257), fc.nat(BARS)),
  price: fc.integer({ min: 1, max: 1_000 }),
  shuffled: fc.boolean(),
  range: fc.option(range, { nil: undefined }),
});
const timeframe = fc.constantFrom<Timeframe>("1s", "1m", "1h", "1d", "1w");

/** Bars in a row as ranges of time. */
function rangesOf(bars: readonly number[], barMs: number): TimeRange[] {
  const starts = bars.filter((each, i) => bars[i - 1] !== each - 1);
  const ends = bars.filter((each, i) => bars[i + 1] !== each + 1);
  return starts.map((start, i) => ({
    from: MONDAY + start * barMs,
    to: MONDAY + (ends[i]! + 1) * barMs,
  }));
}

function columns(bars: readonly number[], candle: (bar: number) => Candle, barMs: number) {
  const result = emptyColumns(bars.length);
  for (const [row, each] of bars.entries()) {
    const { open, volume } = candle(each);
    result.time[row] = MONDAY + each * barMs;
    result.open[row] = open;
    result.high[row] = open + 2;
    result.low[row] = open / 2;
    result.close[row] = open + 1;
    result.volume[row] = volume;
  }
  return result;
}

function apply(store: MarketStore, series: CandleSeries, what: Put): void {
  const barMs = timeframeMs(series.timeframe);
  const bars = barsOf(what);
  if (what.shuffled) bars.reverse();
  const candles = columns(bars, (each) => ({ open: what.price, volume: each }), barMs);
  const [from, to] = what.range?.map((each) => MONDAY + each * barMs) ?? [];
  if (from === undefined || to === undefined) store.put(series, candles);
  else store.put(series, candles, { from, to });
}

function compare(store: MarketStore, series: CandleSeries, model: Model, asked: Asked): void {
  const barMs = timeframeMs(series.timeframe);
  const [first, end] = asked.range;
  const window = { from: MONDAY + first * barMs, to: MONDAY + end * barMs };
  const found = model.read(first, end);
  const expected = (bars: number[]): CandleColumns =>
    columns(bars, (each) => model.candles.get(each)!, barMs);

  deepEqual(store.read(series, window), expected(found));
  const before = model.read(0, end);
  const tail = before.slice(Math.max(0, before.length - asked.limit));
  deepEqual(store.tail(series, window.to, asked.limit), expected(tail));

  const inside = Array.from({ length: end - first }, (_, i) => first + i);
  const isAsked = (each: number) => model.covered.has(each);
  const missing = inside.filter((each) => isAsked(each) && !model.candles.has(each));
  const unasked = inside.filter((each) => !isAsked(each));
  const covered = [...model.covered].sort((a, b) => a - b);
  deepEqual(store.holes(series, window), rangesOf(missing, barMs));
  deepEqual(store.uncovered(series, window), rangesOf(unasked, barMs));
  deepEqual(store.covered(series), rangesOf(covered, barMs));

  const all = model.read(0, BARS);
  const [stored] = store.series();
  deepEqual(
    stored && [stored.bars, stored.from, stored.to],
    all.length === 0 ? undefined : [
      all.length,
      MONDAY + all[0]! * barMs,
      MONDAY + (all.at(-1)! + 1) * barMs,
    ],
  );
}

interface Asked {
  readonly range: readonly [number, number];
  readonly limit: number;
}
const asked: fc.Arbitrary<Asked> = fc.record({ range, limit: fc.nat(BARS) });

Deno.test("the store says what a plain map of bars says", () => {
  fc.assert(
    fc.property(
      timeframe,
      fc.array(fc.tuple(put, asked), { minLength: 1, maxLength: 8 }),
      (timeframe, steps) => {
        const series: CandleSeries = { source: "BINANCE", symbol: "BTCUSDT", timeframe };
        const store = openMarketStore(":memory:");
        const model = new Model();
        for (const [what, question] of steps) {
          apply(store, series, what);
          model.put(what);
          compare(store, series, model, question);
        }
        store.close();
      },
    ),
    { numRuns: 150 },
  );
});

Deno.test("putting again what was put changes nothing", () => {
  fc.assert(
    fc.property(timeframe, fc.array(put, { maxLength: 4 }), put, (timeframe, earlier, last) => {
      const series: CandleSeries = { source: "BINANCE", symbol: "BTCUSDT", timeframe };
      const store = openMarketStore(":memory:");
      for (const each of [...earlier, last]) apply(store, series, each);
      const all = () => [
        store.series(),
        store.read(series, { from: 0, to: Infinity }),
        store.covered(series),
      ];
      const before = all();
      apply(store, series, last);
      deepEqual(all(), before);
      store.close();
    }),
    { numRuns: 50 },
  );
});

Deno.test("two stores on one file are one store, whoever writes", () => {
  const step = fc.record({
    what: put,
    question: asked,
    writer: fc.nat(1),
    isReopened: fc.boolean(),
  });
  fc.assert(
    fc.property(timeframe, fc.array(step, { minLength: 1, maxLength: 8 }), (timeframe, steps) => {
      const series: CandleSeries = { source: "BINANCE", symbol: "BTCUSDT", timeframe };
      const folder = Deno.makeTempDirSync();
      const open = () => openMarketStore(`${folder}/market.sqlite`);
      const stores = [open(), open()];
      const model = new Model();
      try {
        for (const { what, question, writer, isReopened } of steps) {
          apply(stores[writer]!, series, what);
          model.put(what);
          if (isReopened) {
            stores[writer]!.close();
            stores[writer] = open();
          }
          for (const store of stores) compare(store, series, model, question);
        }
      } finally {
        for (const store of stores) store.close();
        Deno.removeSync(folder, { recursive: true });
      }
    }),
    { numRuns: 40 },
  );
});
