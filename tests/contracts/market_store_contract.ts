import { deepEqual, equal, throws } from "node:assert/strict";
import type { CandleColumns, SymbolTerms, Timeframe } from "../../engine/domain/mod.ts";
import { emptyColumns, InputError } from "../../engine/domain/mod.ts";
import type { CandleSeries, MarketStore } from "../../engine/store/mod.ts";

export const MINUTE = 60_000;
/** Monday, 1 January 2024. */
export const START = 1_704_067_200_000;

export function seriesOf(symbol: string, timeframe: Timeframe = "1m"): CandleSeries {
  return { source: "BINANCE", symbol, timeframe };
}

/** Candles that open at `times`; the prices lie around `price` plus the number of the row. */
export function candlesAt(times: readonly number[], price = 100): CandleColumns {
  const columns = emptyColumns(times.length);
  for (const [row, time] of times.entries()) {
    columns.time[row] = time;
    columns.open[row] = price + row;
    columns.high[row] = price + row + 0.75;
    columns.low[row] = price + row - 0.5;
    columns.close[row] = price + row + 0.25;
    columns.volume[row] = row;
  }
  return columns;
}

/** Open times of `count` bars in a row. */
export function bars(from: number, count: number, barMs = MINUTE): number[] {
  return Array.from({ length: count }, (_, i) => from + i * barMs);
}

const BTC = seriesOf("BTCUSDT");
const minute = (n: number) => START + n * MINUTE;
const minutes = (from: number, to: number) => ({ from: minute(from), to: minute(to) });
const ALL = minutes(-1_000, 1_000_000);

const TERMS: SymbolTerms = {
  priceStep: 0.01,
  quantityStep: 0.00001,
  minQuantity: 0.00001,
  maxQuantity: 9_000,
  minNotional: 5,
};

/** What every store of candles has to do, whatever it is made of. `open` gives an empty one. */
export function marketStoreContract(name: string, open: () => MarketStore): void {
  const check = (what: string, run: (store: MarketStore) => void) =>
    Deno.test(`${name} ${what}`, () => {
      const store = open();
      try {
        run(store);
      } finally {
        store.close();
      }
    });
  const times = (store: MarketStore, series = BTC) => [...store.read(series, ALL).time];

  check("starts empty", (store) => {
    deepEqual(store.read(BTC, ALL), emptyColumns(0));
    deepEqual(store.tail(BTC, ALL.to, 5), emptyColumns(0));
    deepEqual(store.covered(BTC), []);
    deepEqual(store.uncovered(BTC, minutes(0, 9)), [minutes(0, 9)]);
    deepEqual(store.holes(BTC, ALL), []);
    deepEqual(store.series(), []);
    equal(store.terms("BINANCE"), null);
  });

  check("gives candles back as they were put, in arrays of their size", (store) => {
    const candles = candlesAt(bars(START, 1_000));
    store.put(BTC, candles);
    deepEqual(store.read(BTC, ALL), candles);
    const part = store.read(BTC, minutes(250, 260));
    deepEqual([...part.time], bars(minute(250), 10));
    deepEqual(part.close, candles.close.slice(250, 260));
    equal(part.close.buffer.byteLength, 80);
  });

  check("keeps numbers bit by bit", (store) => {
    const odd = candlesAt([START]);
    for (const field of ["open", "high", "low", "close"] as const) odd[field][0] = 0.1 + 0.2;
    odd.low[0] = Number.MIN_VALUE;
    odd.high[0] = Number.MAX_VALUE;
    odd.volume[0] = 1 / 3;
    store.put(BTC, odd);
    deepEqual(store.read(BTC, ALL), odd);
  });

  check("does not keep the arrays it was given", (store) => {
    const candles = candlesAt([START]);
    store.put(BTC, candles);
    candles.close.fill(1);
    equal(store.read(BTC, ALL).close[0], 100.25);
  });

  check("leaves out what is not there, and the end of the range", (store) => {
    store.put(BTC, candlesAt([minute(1), minute(2), minute(5), minute(700)]));
    deepEqual([...store.read(BTC, minutes(2, 700)).time], [minute(2), minute(5)]);
    deepEqual(times(store), [minute(1), minute(2), minute(5), minute(700)]);
    deepEqual(store.read(BTC, minutes(3, 5)), emptyColumns(0));
    deepEqual(store.read(BTC, minutes(5, 5)), emptyColumns(0));
    deepEqual(store.read(BTC, minutes(6, 2)), emptyColumns(0));
  });

  check("reads between any two moments the bars that open there", (store) => {
    store.put(BTC, candlesAt(bars(START, 10)));
    const range = { from: minute(2) + 1, to: minute(5) + 1 };
    deepEqual([...store.read(BTC, range).time], bars(minute(3), 3));
    equal(store.read(BTC, { from: -Infinity, to: Infinity }).time.length, 10);
    deepEqual(store.uncovered(BTC, { from: minute(8) + 1, to: minute(11) + 1 }), [minutes(10, 12)]);
  });

  check("replaces a candle of the same time", (store) => {
    store.put(BTC, candlesAt(bars(START, 600), 100));
    store.put(BTC, candlesAt([minute(255), minute(256)], 900));
    const { open } = store.read(BTC, minutes(254, 258));
    deepEqual([...open], [354, 900, 901, 357]);
    equal(store.series()[0]?.bars, 600);
  });

  check("takes candles in any order; of one time the last counts", (store) => {
    store.put(BTC, candlesAt([minute(900), minute(3), minute(400), minute(3), minute(1)]));
    deepEqual([...store.read(BTC, ALL).open], [104, 103, 102, 100]);
    deepEqual(times(store), [minute(1), minute(3), minute(400), minute(900)]);
    equal(store.series()[0]?.bars, 4);
  });

  check("keeps series apart by source, symbol and timeframe", (store) => {
    const others: CandleSeries[] = [
      { ...BTC, source: "BINANCE_US" },
      { ...BTC, symbol: "ETHUSDT" },
      { ...BTC, timeframe: "5m" },
    ];
    store.put(BTC, candlesAt([START], 1));
    for (const [i, series] of others.entries()) store.put(series, candlesAt([START], 10 * (i + 1)));
    equal(store.read(BTC, ALL).open[0], 1);
    deepEqual(others.map((series) => store.read(series, ALL).open[0]), [10, 20, 30]);
  });

  check("gives the last candles before a moment", (store) => {
    store.put(BTC, candlesAt([...bars(START, 600), ...bars(minute(3_000), 2)]));
    const tail = (before: number, limit: number) => [...store.tail(BTC, before, limit).time];
    deepEqual(tail(minute(9_000), 3), [minute(599), minute(3_000), minute(3_001)]);
    deepEqual(tail(minute(3_001), 2), [minute(599), minute(3_000)]);
    deepEqual(tail(minute(600), 600), bars(START, 600));
    deepEqual(tail(minute(3), 100), bars(START, 3));
    deepEqual(tail(START, 100), []);
    deepEqual(tail(minute(9_000), 0), []);
    equal(tail(Infinity, Infinity).length, 602);
    const one = store.tail(BTC, minute(300), 1);
    deepEqual([one.open[0], one.volume[0], one.close.buffer.byteLength], [399, 299, 8]);
  });

  check("knows what the source was asked for, joined where it touches", (store) => {
    store.put(BTC, emptyColumns(0), minutes(0, 10));
    store.put(BTC, emptyColumns(0), minutes(20, 30));
    deepEqual(store.covered(BTC), [minutes(0, 10), minutes(20, 30)]);
    store.put(BTC, emptyColumns(0), minutes(30, 40));
    deepEqual(store.covered(BTC), [minutes(0, 10), minutes(20, 40)]);
    store.put(BTC, emptyColumns(0), minutes(50, 50));
    store.put(BTC, emptyColumns(0), minutes(5, 8));
    deepEqual(store.covered(BTC), [minutes(0, 10), minutes(20, 40)]);
    store.put(BTC, emptyColumns(0), minutes(9, 21));
    deepEqual(store.covered(BTC), [minutes(0, 40)]);
  });

  check("counts the bars of candles as asked for", (store) => {
    store.put(BTC, candlesAt([minute(1), minute(2), minute(5)]));
    deepEqual(store.covered(BTC), [minutes(1, 3), minutes(5, 6)]);
    store.put(BTC, candlesAt([minute(3), minute(9)]), minutes(4, 5));
    deepEqual(store.covered(BTC), [minutes(1, 6), minutes(9, 10)]);
  });

  check("says what nobody has asked for yet", (store) => {
    store.put(BTC, emptyColumns(0), minutes(10, 20));
    store.put(BTC, candlesAt([minute(30)]));
    deepEqual(store.uncovered(BTC, minutes(0, 40)), [
      minutes(0, 10),
      minutes(20, 30),
      minutes(31, 40),
    ]);
    deepEqual(store.uncovered(BTC, minutes(12, 18)), []);
    deepEqual(store.uncovered(BTC, minutes(12, 25)), [minutes(20, 25)]);
    deepEqual(store.uncovered(BTC, minutes(21, 22)), [minutes(21, 22)]);
    deepEqual(store.uncovered(BTC, minutes(0, 0)), []);
  });

  check("tells a hole from what was not asked for", (store) => {
    store.put(BTC, candlesAt([minute(11), minute(12), minute(15)]), minutes(10, 20));
    store.put(BTC, candlesAt([minute(900)]), minutes(500, 901));
    deepEqual(store.holes(BTC, minutes(0, 100)), [
      minutes(10, 11),
      minutes(13, 15),
      minutes(16, 20),
    ]);
    deepEqual(store.holes(BTC, minutes(14, 17)), [minutes(14, 15), minutes(16, 17)]);
    deepEqual(store.holes(BTC, minutes(400, 1_000)), [minutes(500, 900)]);
    store.put(BTC, candlesAt([minute(13)]));
    deepEqual(store.holes(BTC, minutes(12, 16)), [minutes(14, 15)]);
  });

  check("lists the series that hold candles", (store) => {
    const day = seriesOf("BTCUSDT", "1d");
    const us: CandleSeries = { source: "BINANCE_US", symbol: "AAVEUSDT", timeframe: "1m" };
    store.put(us, candlesAt([START]));
    store.put(day, candlesAt([START]));
    store.put(BTC, candlesAt([minute(7), minute(3)]), minutes(0, 50));
    store.put(BTC, candlesAt([minute(5), minute(7)]));
    store.put(seriesOf("NOTHING"), emptyColumns(0), minutes(0, 5));
    deepEqual(store.series(), [
      { ...BTC, bars: 3, from: minute(3), to: minute(8) },
      { ...day, bars: 1, from: START, to: START + 1_440 * MINUTE },
      { ...us, bars: 1, from: START, to: minute(1) },
    ]);
  });

  check("forgets a series, and only that", (store) => {
    const eth = seriesOf("ETHUSDT");
    store.put(eth, candlesAt([START]));
    store.put(BTC, candlesAt(bars(START, 600)), minutes(-5, 700));
    store.remove(BTC);
    store.remove(seriesOf("NEVER"));
    deepEqual(times(store), []);
    deepEqual(store.covered(BTC), []);
    deepEqual(store.series().map(({ symbol }) => symbol), ["ETHUSDT"]);
    deepEqual(times(store, eth), [START]);
    store.put(BTC, candlesAt([minute(2)]));
    deepEqual(times(store), [minute(2)]);
    deepEqual(store.covered(BTC), [minutes(2, 3)]);
  });

  check("counts weeks from Monday", (store) => {
    const weekly = seriesOf("BTCUSDT", "1w");
    const week = 10_080 * MINUTE;
    const first = 4 * 1_440 * MINUTE; // 5 January 1970
    store.put(weekly, candlesAt([first, START, START + week]));
    deepEqual([...store.read(weekly, ALL).time], [START, START + week]);
    deepEqual([...store.tail(weekly, START, 5).time], [first]);
    deepEqual(store.covered(weekly), [
      { from: first, to: first + week },
      { from: START, to: START + 2 * week },
    ]);
    const wednesday = START + 2 * 1_440 * MINUTE;
    throws(() => store.put(weekly, candlesAt([wednesday])), /row 0 of .*1w.* no bar opens then/);
    // A Thursday, though a whole number of weeks after the epoch.
    throws(() => store.put(weekly, candlesAt([52 * week])), /no bar opens then/);
  });

  const refused: readonly [what: string, spoil: (candles: CandleColumns) => void, why: RegExp][] = [
    ["a time off the grid", (c) => c.time[2] = minute(2) + 1, /time 1704067320001 .*no bar opens/],
    ["a time before the epoch", (c) => c.time[2] = -MINUTE, /time -60000 .*no bar opens/],
    ["a time that is none", (c) => c.time[2] = NaN, /time NaN: no bar opens/],
    ["a time without end", (c) => c.time[2] = Infinity, /time Infinity: no bar opens/],
    ["an open of 0", (c) => c.open[2] = 0, /open is 0, which is no price/],
    ["a low below 0", (c) => c.low[2] = -1, /low is -1, which is no price/],
    ["a close that is none", (c) => c.close[2] = NaN, /close is NaN, which is no price/],
    ["a high without end", (c) => c.high[2] = Infinity, /high is Infinity, which is no price/],
    ["a high below the close", (c) => c.high[2] = 102.1, /low 101.5 and high 102.1 have to hold/],
    ["a low above the open", (c) => c.low[2] = 102.1, /low 102.1 and high 102.75 have to hold/],
    ["a volume below 0", (c) => c.volume[2] = -1, /volume is -1: it has to be 0 or more/],
    ["a volume that is none", (c) => c.volume[2] = NaN, /volume is NaN/],
  ];
  for (const [what, spoil, why] of refused) {
    check(`refuses ${what}, and the whole put with it`, (store) => {
      store.put(BTC, candlesAt([START]));
      const candles = candlesAt(bars(START, 4));
      spoil(candles);
      const isNamed = (error: unknown) =>
        error instanceof InputError && error.field === "candles" && why.test(error.message) &&
        /row 2 of BINANCE BTCUSDT 1m/.test(error.message);
      throws(() => store.put(BTC, candles, minutes(0, 10)), isNamed);
      deepEqual(times(store), [START]);
      deepEqual(store.covered(BTC), [minutes(0, 1)]);
    });
  }

  check("refuses columns of unequal length", (store) => {
    const candles = { ...candlesAt(bars(START, 3)), volume: new Float64Array(2) };
    throws(() => store.put(BTC, candles), /3 times, but 2 values of volume/);
  });

  check("refuses a covered range that is none", (store) => {
    const put = (from: number, to: number) => () => store.put(BTC, emptyColumns(0), { from, to });
    throws(put(minute(0), minute(1) + 5), /covered range of BINANCE BTCUSDT 1m: to is 17040672/);
    throws(put(-MINUTE, minute(1)), /from is -60000/);
    throws(put(minute(0), Infinity), /to is Infinity, where no bar opens/);
    throws(put(minute(2), minute(1)), /from .* is later than to/);
    deepEqual(store.covered(BTC), []);
  });

  check("keeps the newest terms of each exchange", (store) => {
    store.putTerms("BINANCE", new Map([["BTCUSDT", TERMS], ["OLD", TERMS]]), 5);
    store.putTerms("BINANCE_US", new Map(), 6);
    store.putTerms("BINANCE", new Map([["BTCUSDT", { ...TERMS, minNotional: 10 }]]), START);
    deepEqual(store.terms("BINANCE"), {
      at: START,
      terms: new Map([["BTCUSDT", { ...TERMS, minNotional: 10 }]]),
    });
    deepEqual(store.terms("BINANCE_US"), { at: 6, terms: new Map() });
    equal(store.terms("REPLAY"), null);
  });

  check("refuses terms that are no numbers", (store) => {
    const put = (terms: Partial<SymbolTerms>, at = 5) => () =>
      store.putTerms("BINANCE", new Map([["ETHUSDT", { ...TERMS, ...terms }]]), at);
    throws(put({ maxQuantity: Infinity }), /BINANCE ETHUSDT: maxQuantity is Infinity/);
    throws(put({ priceStep: NaN }), /priceStep is NaN/);
    throws(put({ minNotional: -1 }), /minNotional is -1/);
    throws(put({}, NaN), /at is NaN/);
    equal(store.terms("BINANCE"), null);
  });
}
