/** Whole results that others published, run again here and given to our figures. */
import assert from "node:assert/strict";
import type { Side, Trade } from "../../domain/mod.ts";
import { testWithData } from "../../../tests/support/shared_data.ts";
import { outcomes } from "./outcomes.ts";
import { periodicReturns } from "./periods.ts";
import { downsideDeviation, mean, sampleDeviation } from "./moments.ts";
import type { WholeRecord } from "./run_record.ts";
import { statistics } from "./statistics.ts";
import { DAY, near, printed, recordOf, tradeOf } from "./testing.ts";

interface Prices {
  readonly time: number[];
  readonly open: number[];
  readonly close: number[];
}

/** A strategy's wish after the bar: the other side, out, or nothing new. */
type Wish = Side | "FLAT" | null;

interface Rules {
  readonly cash: number;
  wish(row: number, position: number): Wish;
  /** What is paid or got for a position that is opened at this open. */
  entryPrice(open: number, side: Side): number;
  size(cash: number, price: number, row: number): number;
}

/** One position at a time, decided at the close, filled at the next open; the last stays open. */
function run({ time, open, close }: Prices, rules: Rules): WholeRecord {
  let { cash } = rules;
  let position = 0;
  let entry = { price: 0, row: 0 };
  let wish: Wish = null;
  const trades: Trade[] = [];
  const exit = (row: number): void => {
    const price = open[row]!;
    const pnl = position * (price - entry.price);
    cash += pnl;
    trades.push(tradeOf(pnl, {
      side: position > 0 ? "LONG" : "SHORT",
      quantity: Math.abs(position),
      entryPrice: entry.price,
      exitPrice: price,
      entryTime: time[entry.row]!,
      exitTime: time[row]!,
    }));
    position = 0;
  };
  let held = 0;
  const equity = close.map((price, row) => {
    if (wish !== null && position !== 0) exit(row);
    if (wish === "LONG" || wish === "SHORT") {
      entry = { price: rules.entryPrice(open[row]!, wish), row };
      position = rules.size(cash, entry.price, row) * (wish === "LONG" ? 1 : -1);
    }
    if (position !== 0) held++;
    wish = rules.wish(row, position);
    return cash + position * (price - entry.price);
  });
  return recordOf(equity, {
    initialCash: rules.cash,
    trades,
    columns: {
      time: Float64Array.from(time, (t) => t + DAY),
      benchmark: Float64Array.from(close),
    },
    inMarket: { bars: held, exposure: held },
  });
}

function average(values: readonly number[], n: number): number[] {
  return values.map((_, i) =>
    i < n - 1 ? NaN : mean(Float64Array.from(values.slice(i - n + 1, i + 1)))
  );
}

function read(path: string, columns: { open: number; close: number }): Prices {
  const rows = Deno.readTextFileSync(path).trim().split("\n").slice(1).map((row) => row.split(","))
    .toSorted(([a = ""], [b = ""]) => a < b ? -1 : 1);
  const column = (i: number) => rows.map((row) => Number(row[i]));
  return {
    time: rows.map(([date]) => Date.parse(`${date}T00:00Z`)),
    open: column(columns.open),
    close: column(columns.close),
  };
}

/** A crossing in the last bar, as the libraries tell it: 1 up, −1 down. */
function crossing(fast: readonly number[], slow: readonly number[], row: number): number {
  const [before, now] = [fast[row - 1]! - slow[row - 1]!, fast[row]! - slow[row]!];
  return before < 0 && now > 0 ? 1 : before > 0 && now < 0 ? -1 : 0;
}

testWithData("backtesting.py's README: SmaCross(10, 20) on Google", ["stocks/GOOG.csv"], (path) => {
  const prices = read(path!, { open: 1, close: 4 });
  const [fast, slow] = [average(prices.close, 10), average(prices.close, 20)];
  const record = run(prices, {
    cash: 10_000,
    wish: (row) => {
      const cross = crossing(fast, slow, row);
      return cross === 0 ? null : cross > 0 ? "LONG" : "SHORT";
    },
    // Its 0.2 % was then part of the entry's price, and of that alone.
    entryPrice: (open, side) => open * (side === "LONG" ? 1.002 : 0.998),
    size: (cash, price) => Math.floor(cash / price),
  });
  const { figures } = statistics(record);
  printed(figures.finalEquity, 68_935.12);
  printed(figures.peakEquity, 68_991.22);
  printed(figures.totalReturn * 100, 589.35);
  printed(figures.buyAndHoldReturn! * 100, 703.46);
  printed(figures.maxDrawdown! * 100, -33.08);
  printed(figures.averageDrawdown! * 100, -5.58);
  assert.equal(figures.maxDrawdownMs, 688 * DAY);
  // It rounds the mean of 40.6 days up.
  assert.equal(Math.ceil(figures.averageDrawdownMs! / DAY), 41);
  assert.equal(figures.trades, 93);
  printed(figures.winRate! * 100, 53.76);
  printed(figures.sqn, 1.78);
  assert.equal(figures.longestTradeMs, 121 * DAY);
  assert.equal(Math.ceil(figures.averageTradeMs! / DAY), 32);
  // It counts closed trades alone, and the bar of the last exit with them; ours has the open one's bars too.
  const lastExit = record.columns.time.indexOf(record.trades.at(-1)!.exitTime + DAY);
  const open = record.columns.time.length - 1 - lastExit;
  printed((figures.exposure! - open / figures.bars) * 100, 94.27);
  // A market without Saturdays.
  assert.equal(figures.annualisation.periodsPerYear, 252);

  // Profit factor, best and worst it takes from returns of the entry price.
  const ofReturns = outcomes(
    Float64Array.from(
      record.trades,
      ({ pnl, entryPrice, quantity }) => pnl / (entryPrice * quantity),
    ),
  );
  printed(ofReturns.profitFactor, 2.13);
  printed(ofReturns.bestTrade! * 100, 57.12);
  printed(ofReturns.worstTrade! * 100, -16.63);

  // Its yearly return compounds the mean day over 252; ratios are of that one. The first bar is no return of
  // its own, yet counts as a day. Our Sharpe of 0.90 is the arithmetic one.
  const returns = periodicReturns(record).returns.subarray(1);
  const days = record.columns.equity.length;
  const daily = (1 + figures.totalReturn) ** (1 / days);
  const yearly = daily ** 252 - 1;
  const variance = sampleDeviation(returns) ** 2;
  const risk = Math.sqrt((variance + daily ** 2) ** 252 - daily ** 504);
  printed(yearly * 100, 25.42);
  printed(risk * 100, 38.43);
  printed(yearly / risk, 0.66);
  printed(yearly / (downsideDeviation(returns, 0) * Math.sqrt(252)), 1.30);
  printed(yearly / -figures.maxDrawdown!, 0.77);
  near(figures.cagr, yearly, 0.0005);
  printed(figures.sharpe, 0.90);
});

testWithData(
  "PyAlgoTrade's strategy analyzer: SMA 20 on Oracle in 2000",
  ["stocks/pyalgotrade-orcl-2000-yahoofinance.csv"],
  (path) => {
    // Adjusted closes, and opens adjusted by the same factor.
    const raw = read(path!, { open: 1, close: 4 });
    const { close } = read(path!, { open: 1, close: 6 });
    const prices = {
      ...raw,
      close,
      open: raw.open.map((open, i) => open * close[i]! / raw.close[i]!),
    };
    const sma = average(close, 20);
    const record = run(prices, {
      cash: 1_000_000,
      wish: (row, position) => {
        const cross = crossing(close, sma, row);
        return position === 0 ? cross > 0 ? "LONG" : null : cross < 0 ? "FLAT" : null;
      },
      entryPrice: (open) => open,
      // 90 % of the cash at the close that made the decision.
      size: (cash, _price, row) => Math.floor(cash * 0.9 / close[row - 1]!),
    });
    const { figures } = statistics(record, { riskFreeRate: 0.05 });
    printed(figures.finalEquity, 1_295_462.60);
    printed(figures.totalReturn * 100, 29.55);
    printed(figures.sharpe, 0.70);
    printed(figures.maxDrawdown! * 100, -24.58);
    assert.equal(figures.maxDrawdownMs, 277 * DAY);
    assert.equal(figures.trades, 13);
    near(figures.winRate, 3 / 13);
    printed(figures.expectancy, 14_391, 0);
    printed(figures.averageWin, 196_972, 0);
    printed(figures.averageLoss, -40_383, 0);
    printed(figures.bestTrade, 420_782, 0);
    printed(figures.worstTrade, -89_317, 0);
    printed(figures.averageTradeReturn! * 100, 2, 0);
    // Its deviation of 127,520 is of the population: n instead of n − 1.
    printed(figures.sqn, Math.sqrt(12) * 14_391 / 127_520);
  },
);

testWithData(
  "PyAlgoTrade's SMA crossover: 163 days on Apple in 2011 and 2012",
  ["stocks/pyalgotrade-WIKI-AAPL-2011-quandl.csv", "stocks/pyalgotrade-WIKI-AAPL-2012-quandl.csv"],
  (...paths) => {
    const [first, second] = paths.map((path) => read(path, { open: 8, close: 11 }));
    const close = [...first!.close, ...second!.close];
    const prices = {
      time: [...first!.time, ...second!.time],
      open: [...first!.open, ...second!.open],
      close,
    };
    const sma = average(close, 163);
    const record = run(prices, {
      cash: 1_000_000,
      wish: (row, position) => {
        const cross = crossing(close, sma, row);
        return position === 0 ? cross > 0 ? "LONG" : null : cross < 0 ? "FLAT" : null;
      },
      entryPrice: (open) => open,
      size: (cash, _price, row) => Math.floor(cash * 0.9 / close[row - 1]!),
    });
    printed(statistics(record, { riskFreeRate: 0.05 }).figures.sharpe, 1.12);
  },
);
