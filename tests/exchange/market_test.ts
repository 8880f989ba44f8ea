import assert from "node:assert/strict";
import fc from "fast-check";
import {
  type CandleColumns,
  emptyColumns,
  sliceColumns,
  timeframeMs,
  TIMEFRAMES,
} from "../../engine/domain/mod.ts";
import { readFreqtrade, testWithData } from "../support/shared_data.ts";
import { decimal } from "./decimals.ts";
import { GeneratedSource } from "./generated_source.ts";
import { Market, tradeIdAt } from "./market.ts";
import { ExchangeModel } from "./model.ts";
import { RecordedSource } from "./recorded_source.ts";
import { specOf } from "./symbol_spec.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** A Monday, the first of a month. */
const START = Date.UTC(2024, 0, 1);

function generated(options: Partial<ConstructorParameters<typeof GeneratedSource>[1]> = {}) {
  const spec = specOf("BTCUSDT");
  const source = new GeneratedSource(spec, { seed: "1", start: START, ...options });
  return new Market(spec, source, START);
}

function candles(rows: readonly (readonly number[])[]): CandleColumns {
  const columns = emptyColumns(rows.length);
  rows.forEach(([time, open, high, low, close, volume], i) => {
    columns.time[i] = time!;
    columns.open[i] = open!;
    columns.high[i] = high!;
    columns.low[i] = low!;
    columns.close[i] = close!;
    columns.volume[i] = volume!;
  });
  return columns;
}

Deno.test("decimal() prints eight decimals exactly", () => {
  assert.equal(decimal(6_468_262, 2), "64682.62000000");
  assert.equal(decimal(1, 8), "0.00000001");
  assert.equal(decimal(0, 5), "0.00000000");
  assert.equal(decimal(531, 0), "531.00000000");
  assert.equal(decimal(21_640_014_747_860_000_000n, 8), "216400147478.60000000");
});

Deno.test("trades are numbered without a break, forwards and backwards from the start", () => {
  const market = generated({ quietMinutes: 0.2 });
  // Asked for out of order on purpose.
  for (const at of [10, -10, 3, -20]) market.minute(START + at * MINUTE);
  let next: { aggregate: number; trade: number } | null = null;
  for (let open = START - 20 * MINUTE; open < START + 10 * MINUTE; open += MINUTE) {
    const minute = market.minute(open)!;
    if (next) {
      assert.equal(minute.firstAggregate, next.aggregate);
      assert.equal(minute.firstTrade, next.trade);
    }
    next = {
      aggregate: minute.firstAggregate + minute.trades.count,
      trade: tradeIdAt(minute, minute.trades.count),
    };
  }
});

Deno.test("a bar of any length is the sum of its minutes", () => {
  const market = generated({ historyDays: 15 });
  const now = START + 10 * MINUTE;
  for (const timeframe of TIMEFRAMES.filter((name) => timeframeMs(name) > MINUTE)) {
    const ms = timeframeMs(timeframe);
    const [bar] = market.bars(ms, { to: START - 1, limit: 1 }, now);
    const to = Math.min(bar!.time + ms - 1, now);
    const minutes = market.bars(MINUTE, { from: bar!.time, to, limit: Infinity }, now);
    const sum = (of: (minute: typeof bar & object) => number) =>
      minutes.reduce((total, minute) => total + of(minute), 0);
    assert.equal(bar!.open, minutes[0]!.open, timeframe);
    assert.equal(bar!.close, minutes.at(-1)!.close);
    assert.equal(bar!.high, Math.max(...minutes.map((minute) => minute.high)));
    assert.equal(bar!.low, Math.min(...minutes.map((minute) => minute.low)));
    assert.equal(bar!.lots, sum((minute) => minute.lots));
    assert.equal(bar!.trades, sum((minute) => minute.trades));
    const takerQuote = minutes.reduce((total, minute) => total + minute.takerQuote, 0n);
    assert.equal(bar!.takerQuote, takerQuote);
    assert.deepEqual([bar!.firstId, bar!.lastId], [minutes[0]!.firstId, minutes.at(-1)!.lastId]);
  }
});

Deno.test("seconds make their minute", () => {
  const market = generated();
  const minute = market.bar(START, MINUTE, Infinity)!;
  const seconds = market.bars(1_000, { from: START, limit: 60 }, START + HOUR);
  assert.equal(seconds.length, 60);
  const traded = seconds.filter((second) => second.trades > 0);
  assert.ok(traded.length < 60);
  assert.equal(traded[0]!.open, minute.open);
  assert.equal(seconds.at(-1)!.close, minute.close);
  assert.equal(seconds.reduce((sum, second) => sum + second.lots, 0), minute.lots);
  seconds.forEach((second, i) => {
    if (second.trades === 0 && i > 0) assert.equal(second.close, seconds[i - 1]!.close);
  });
});

Deno.test("a week begins on Monday", () => {
  const [week] = generated().bars(7 * DAY, { to: START + 3 * DAY, limit: 1 }, START + 3 * DAY);
  assert.equal(week!.time, START);
});

Deno.test("a minute without trades repeats the last price and has no ids", () => {
  const market = generated({ quietMinutes: 0.3 });
  const bars = market.bars(MINUTE, { from: START, limit: 100 }, START + DAY);
  assert.equal(bars.length, 100);
  const quiet = bars.filter((bar) => bar.trades === 0);
  assert.ok(quiet.length > 10 && quiet.length < 60, `${quiet.length} quiet`);
  bars.forEach((bar, i) => {
    if (bar.trades > 0) return;
    const before = i === 0 ? bar.open : bars[i - 1]!.close;
    assert.deepEqual([bar.open, bar.high, bar.low, bar.close], [before, before, before, before]);
    assert.deepEqual([bar.lots, bar.firstId, bar.lastId, bar.quote], [0, -1, -1, 0n]);
  });
});

Deno.test("a halt has no bars at all, and numbers and prices go on behind it", () => {
  const hole = { from: START + 90 * MINUTE, to: START + 210 * MINUTE };
  const market = generated({ holes: [hole] });
  const hours = market.bars(HOUR, { from: START, limit: 5 }, START + DAY);
  assert.deepEqual(hours.map((bar) => (bar.time - START) / HOUR), [0, 1, 3, 4, 5]);
  const minutes = market.bars(
    MINUTE,
    { from: START, to: START + 5 * HOUR, limit: 1_000 },
    START + DAY,
  );
  assert.equal(minutes.length, 5 * 60 + 1 - 120);
  const [before, behind] = [minutes[89]!, minutes[90]!];
  assert.equal(behind.time, hole.to);
  assert.equal(behind.firstId, before.lastId + 1);
});

Deno.test("the last bar holds what has happened so far, no more", () => {
  const market = generated();
  const now = START + 30_000;
  const [closed, forming] = market.bars(MINUTE, { limit: 2 }, now);
  const whole = market.bar(START, MINUTE, Infinity)!;
  assert.equal(closed!.time, START - MINUTE);
  assert.ok(forming!.trades > 0 && forming!.trades < whole.trades);
  assert.equal(forming!.open, whole.open);
  const inside = market.minute(START)!.trades.time.filter((time) => time <= now).length;
  assert.equal(market.lastTrade(now).aggregate, market.minute(START)!.firstAggregate + inside - 1);
});

Deno.test("bars are chosen by open time: from on upwards, without it the newest", () => {
  const market = generated();
  const times = (range: { from?: number; to?: number; limit: number }) =>
    market.bars(MINUTE, range, START + 10 * MINUTE).map((bar) => (bar.time - START) / MINUTE);
  assert.deepEqual(times({ limit: 3 }), [8, 9, 10]);
  assert.deepEqual(times({ from: START, limit: 3 }), [0, 1, 2]);
  assert.deepEqual(times({ from: START + 1, limit: 2 }), [1, 2]);
  assert.deepEqual(times({ to: START + 4 * MINUTE, limit: 2 }), [3, 4]);
  assert.deepEqual(times({ from: START, to: START + MINUTE, limit: 9 }), [0, 1]);
  assert.deepEqual(times({ from: START + HOUR, limit: 9 }), []);
  assert.deepEqual(times({ from: START - 61 * DAY, limit: 1 }), [-60 * 1_440]);
});

Deno.test("an aggregate trade is found by its number", () => {
  const market = generated({ quietMinutes: 0.3, historyDays: 1 });
  const now = START + HOUR;
  for (let open = START - HOUR; open < now; open += 7 * MINUTE) {
    const { trades, firstAggregate } = market.minute(open)!;
    if (trades.count === 0) continue;
    assert.equal(market.minuteOfAggregate(firstAggregate, now), open);
    assert.equal(market.minuteOfAggregate(firstAggregate + trades.count - 1, now), open);
  }
  assert.equal(market.minuteOfAggregate(1, now), null);
  assert.equal(market.minuteOfAggregate(9e9, now), null);
});

Deno.test("any recorded candle is played as trades that make exactly it", () => {
  const price = fc.integer({ min: 1, max: 9_000_000 });
  const volume = fc.integer({ min: 4, max: 1e9 });
  fc.assert(fc.property(price, price, price, price, volume, (a, b, c, d, lots) => {
    const [low, open, close, high] = [a, b, c, d].sort((x, y) => x - y).map((ticks) => ticks / 100);
    for (const [from, to] of [[open!, close!], [close!, open!]] as const) {
      const columns = candles([[START, from, high!, low!, to, lots / 1e5]]);
      const model = new ExchangeModel({ start: START, recorded: { BTCUSDT: columns } });
      assert.deepEqual(model.truth("BTCUSDT", "1m", START, START + MINUTE), columns);
    }
  }));
});

Deno.test("a recorded candle without volume has no trades", () => {
  const spec = specOf("BTCUSDT");
  const columns = candles([[START, 5, 5, 5, 5, 0]]);
  assert.equal(new RecordedSource(spec, columns).trades(START)!.count, 0);
});

testWithData("recorded minutes come back as they are, with their hole", [
  "klines/freqtrade-BTC_USDT-1m-2023.json.gz",
  "klines/freqtrade-BTC_USDT-5m-2023.json.gz",
], async (minutesPath, fivePath) => {
  const columns = await readFreqtrade(minutesPath!);
  const from = Date.UTC(2023, 2, 24, 12);
  const to = Date.UTC(2023, 2, 24, 15);
  const model = new ExchangeModel({ start: from, recorded: { BTCUSDT: columns } });
  const within = ({ time }: CandleColumns) =>
    [time.findIndex((at) => at >= from), time.findIndex((at) => at >= to)] as const;
  const minutes = sliceColumns(columns, ...within(columns));
  assert.equal(minutes.time.length, 180 - 80);
  assert.deepEqual({ ...model.truth("BTCUSDT", "1m", from, to) }, { ...minutes });
  const five = await readFreqtrade(fivePath!);
  const fives = sliceColumns(five, ...within(five));
  assert.equal(fives.time.length, 36 - 16);
  assert.deepEqual({ ...model.truth("BTCUSDT", "5m", from, to) }, { ...fives });
});
