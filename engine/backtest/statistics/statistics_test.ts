import assert from "node:assert/strict";
import fc from "fast-check";
import type { WholeRecord } from "./run_record.ts";
import { type Figures, statistics } from "./statistics.ts";
import { column, DAY, near, recordOf, tradeOf } from "./testing.ts";

/** The names that the contract promises. */
const CONTRACT =
  `bars trades finalEquity peakEquity totalReturn cagr volatility sharpe sortino calmar omega
  maxDrawdown maxDrawdownMs averageDrawdown winRate profitFactor expectancy sqn payoffRatio averageTradeMs
  longestTradeMs maxWinStreak maxLossStreak exposure turnover fees buyAndHoldReturn alpha beta tailRatio var95
  cvar95 ulcerIndex`.split(/\s+/);

/** 60 days that win 3 and lose 1 % in turns, in the market two days of three. */
function turns(): WholeRecord {
  let value = 1_000;
  const equity = Float64Array.from({ length: 60 }, (_, i) => value *= i % 2 ? 0.99 : 1.03);
  return recordOf(equity, {
    initialCash: 1_000,
    trades: [tradeOf(30), tradeOf(-10, { side: "SHORT" }), tradeOf(20)],
    tradedNotional: 5_000,
    fees: 12,
    funding: -3,
    columns: { benchmark: equity.map((e) => e * 7) },
    // Half of the equity on 40 days.
    inMarket: { bars: 40, exposure: 20 },
  });
}

Deno.test("60 days by hand", () => {
  const { figures, long, short, months } = statistics(turns());
  // Mean 1 %; each is 2 % off it: 60 × 0.02² / 59; the worse half is −1 %: √(0.01² / 2).
  const deviation = Math.sqrt(60 * 0.0004 / 59);
  near(figures.annualReturn, 3.65);
  near(figures.volatility, deviation * Math.sqrt(365));
  near(figures.sharpe, 0.01 / deviation * Math.sqrt(365), 1e-9);
  near(figures.sortino, 0.01 / Math.sqrt(0.0001 / 2) * Math.sqrt(365), 1e-9);
  near(figures.omega, 3, 1e-9);
  near(figures.totalReturn, 1.0197 ** 30 - 1, 1e-9);
  near(figures.cagr, 1.0197 ** (30 * 365.25 / 60) - 1, 1e-6);
  near(figures.maxDrawdown, -0.01);
  near(figures.averageDrawdown, -0.01);
  near(figures.calmar, figures.cagr! * 100, 1e-6);
  near(figures.ulcerIndex, Math.sqrt(0.0001 / 2));
  assert.equal(figures.maxDrawdownMs, 2 * DAY);
  near(figures.var95, -0.01);
  near(figures.cvar95, -0.01);
  near(figures.tailRatio, 3, 1e-9);
  near(figures.exposure, 2 / 3);
  near(figures.averageExposure, 1 / 3);
  near(figures.beta, 1, 1e-9);
  near(figures.alpha, 0, 1e-9);
  assert.deepEqual([figures.fees, figures.funding, figures.trades], [12, -3, 3]);
  assert.deepEqual(figures.annualisation, {
    period: "BAR",
    periodsPerYear: 365,
    returns: 60,
    riskFreeRate: 0,
  });
  assert.deepEqual([long.trades, long.netProfit, short.trades, short.netProfit], [2, 50, 1, -10]);
  assert.deepEqual(months.map(({ month }) => month), ["2024-01", "2024-02"]);
});

Deno.test("turnover is what was traded over the mean equity", () => {
  const record = recordOf([90, 110], { initialCash: 100, tradedNotional: 250 });
  near(statistics(record).figures.turnover, 2.5);
});

Deno.test("every name of the contract is there", () => {
  const names = Object.keys(statistics(turns()).figures);
  assert.deepEqual(CONTRACT.filter((name) => !names.includes(name)), []);
});

Deno.test("a sample that is too small has no figure", () => {
  const days = (n: number) => statistics(recordOf(turns().columns.equity.subarray(0, n))).figures;
  const nulls = (figures: Figures, names: (keyof Figures)[]) =>
    names.filter((name) => figures[name] === null);
  const yearly: (keyof Figures)[] = [
    "volatility",
    "sharpe",
    "sortino",
    "omega",
    "annualReturn",
    "cagr",
    "calmar",
  ];
  const tails: (keyof Figures)[] = ["var95", "cvar95", "tailRatio"];
  assert.deepEqual(nulls(days(29), yearly), yearly);
  assert.deepEqual(nulls(days(30), yearly), []);
  assert.deepEqual(nulls(days(19), tails), tails);
  assert.deepEqual(nulls(days(20), tails), []);
});

Deno.test("a thousand minutes are one day, and no sample", () => {
  const equity = Float64Array.from({ length: 1_000 }, (_, i) => 1_000 + i % 7);
  const { figures } = statistics(recordOf(equity, { barMs: 60_000 }));
  assert.deepEqual([figures.sharpe, figures.volatility, figures.cagr, figures.var95], [
    null,
    null,
    null,
    null,
  ]);
  assert.equal(figures.annualisation.returns, 1);
  near(figures.maxDrawdown, 1_000 / 1_006 - 1);
});

Deno.test("no bars and no trades: what is known is said, the rest is null", () => {
  const { figures, long, months } = statistics(recordOf([], { initialCash: 500 }));
  const known = Object.entries(figures).filter(([, value]) => value !== null);
  assert.deepEqual(Object.fromEntries(known), {
    bars: 0,
    finalEquity: 500,
    peakEquity: 500,
    totalReturn: 0,
    annualisation: { period: "BAR", periodsPerYear: null, returns: 0, riskFreeRate: 0 },
    trades: 0,
    netProfit: 0,
    maxWinStreak: 0,
    maxLossStreak: 0,
    fees: 0,
    funding: 0,
  });
  assert.deepEqual([long.trades, months], [0, []]);
});

Deno.test("no figure is NaN, infinite or a drawdown above 0", () => {
  const equity = fc.array(fc.integer({ min: -5, max: 100 }), { maxLength: 80 });
  const pnls = fc.array(fc.integer({ min: -50, max: 50 }), { maxLength: 20 });
  fc.assert(fc.property(equity, pnls, (values, results) => {
    const record = recordOf(values, {
      initialCash: 50,
      trades: results.map((pnl) => tradeOf(pnl)),
      columns: { benchmark: Float64Array.from(values, (_, i) => 1 + i % 4) },
    });
    const { figures } = statistics(record);
    for (const [name, value] of Object.entries(figures)) {
      if (typeof value === "number") assert.ok(Number.isFinite(value), `${name} is ${value}`);
    }
    for (const name of ["maxDrawdown", "averageDrawdown"] as const) {
      assert.ok((figures[name] ?? 0) <= 0);
    }
  }));
});

Deno.test("ten times the money leaves every rate as it is", () => {
  const money = new Set(["finalEquity", "peakEquity"]);
  const record = turns();
  const { columns, initialCash, tradedNotional } = record;
  const { figures } = statistics(record);
  const tenfold = statistics({
    ...record,
    initialCash: initialCash * 10,
    tradedNotional: tradedNotional * 10,
    columns: { ...columns, equity: columns.equity.map((value) => value * 10) },
  }).figures;
  for (const [name, value] of Object.entries(figures)) {
    const other = Object.entries(tenfold).find(([key]) => key === name)?.[1];
    if (typeof value !== "number" || typeof other !== "number") {
      assert.deepEqual(other, value, name);
    } else near(other, money.has(name) ? value * 10 : value, 1e-9 * Math.max(1, Math.abs(value)));
  }
});

Deno.test("money without risk counts in Sharpe, Sortino and alpha", () => {
  const none = statistics(turns()).figures;
  const some = statistics(turns(), { riskFreeRate: 0.0365 }).figures;
  // 0.01 % a day less of a mean of 1 %.
  near(some.sharpe! / none.sharpe!, 0.99, 1e-9);
  near(some.sortino! * Math.sqrt((0.0101 ** 2) / 2), 0.0099 * Math.sqrt(365), 1e-9);
  near(some.alpha, 0, 1e-9);
  assert.equal(some.annualisation.riskFreeRate, 0.0365);
});

Deno.test("what does not fit together is named", () => {
  const cases: [WholeRecord, string][] = [
    [recordOf([1, 2], { columns: { benchmark: column(1) } }), "benchmark has 1 rows, time has 2"],
    [recordOf([1], { initialCash: 0 }), "initialCash is 0, and has to be positive"],
    [
      recordOf([1], { barMs: NaN, columns: { time: column(1) } }),
      "barMs is NaN, and has to be positive",
    ],
    [recordOf([1, NaN, 2]), "equity of row 1 is NaN, and has to be a number"],
  ];
  for (const [record, why] of cases) {
    assert.throws(() => statistics(record), {
      name: "RangeError",
      message: `Cannot make figures: ${why}`,
    });
  }
});
