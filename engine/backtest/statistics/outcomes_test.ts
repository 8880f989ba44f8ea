import assert from "node:assert/strict";
import fc from "fast-check";
import { testWithData } from "../../../tests/support/shared_data.ts";
import { outcomes } from "./outcomes.ts";
import { column, near } from "./testing.ts";

Deno.test("seven trades by hand", () => {
  const figures = outcomes(column(30, 10, -10, 0, -5, -5, 20));
  // 3 of 7 win, 60 in all; 20 lost in three; together 40.
  near(figures.winRate, 3 / 7);
  near(figures.profitFactor, 3);
  near(figures.expectancy, 40 / 7);
  near(figures.averageWin, 20);
  near(figures.averageLoss, -20 / 3);
  near(figures.payoffRatio, 3);
  assert.deepEqual([figures.bestTrade, figures.worstTrade], [30, -10]);
  // 0 breaks the losses off.
  assert.deepEqual([figures.maxWinStreak, figures.maxLossStreak], [2, 2]);
});

Deno.test("system quality of 1, 2 and 3 by hand", () => {
  // Mean 2, deviation of the sample 1: √3 × 2.
  near(outcomes(column(1, 2, 3)).sqn, Math.sqrt(3) * 2);
});

Deno.test("no trades, one trade, wins alone, losses alone", () => {
  const none = outcomes(column());
  assert.deepEqual(none, {
    winRate: null,
    profitFactor: null,
    expectancy: null,
    sqn: null,
    payoffRatio: null,
    averageWin: null,
    averageLoss: null,
    bestTrade: null,
    worstTrade: null,
    maxWinStreak: 0,
    maxLossStreak: 0,
  });
  const wins = outcomes(column(5, 5));
  assert.deepEqual([wins.winRate, wins.profitFactor, wins.payoffRatio, wins.sqn], [
    1,
    null,
    null,
    null,
  ]);
  const losses = outcomes(column(-5));
  assert.deepEqual([losses.winRate, losses.profitFactor, losses.payoffRatio, losses.sqn], [
    0,
    0,
    null,
    null,
  ]);
  assert.deepEqual([losses.expectancy, losses.maxLossStreak], [-5, 1]);
});

const results = fc.array(fc.integer({ min: -100, max: 100 }), { minLength: 2, maxLength: 40 });

Deno.test("only the streaks depend on the order", () => {
  const inTwoOrders = results.chain((values) =>
    fc.tuple(fc.constant(values), fc.shuffledSubarray(values, { minLength: values.length }))
  );
  const orderFree = (values: number[]) => {
    const { maxWinStreak: _wins, maxLossStreak: _losses, ...rest } = outcomes(
      Float64Array.from(values),
    );
    return Object.values(rest);
  };
  fc.assert(fc.property(inTwoOrders, ([values, shuffled]) => {
    const others = orderFree(shuffled);
    for (const [i, value] of orderFree(values).entries()) {
      if (value === null) assert.equal(others[i], null);
      else near(others[i], value);
    }
  }));
});

Deno.test("the parts make the whole", () => {
  fc.assert(fc.property(results, (values) => {
    const { winRate, expectancy, averageWin, averageLoss, profitFactor, payoffRatio } = outcomes(
      Float64Array.from(values),
    );
    const lossRate = values.filter((value) => value < 0).length / values.length;
    near(expectancy, winRate! * (averageWin ?? 0) + lossRate * (averageLoss ?? 0), 1e-9);
    if (payoffRatio !== null) near(profitFactor, payoffRatio * winRate! / lossRate, 1e-9);
  }));
});

testWithData(
  "Grademark's trades have the figures that it published",
  [
    "backtests/grademark/sample-trades---profits-and-losses.dataframe.json",
    "backtests/grademark/analyze-mean-reversion-with-profits-and-losses.json",
  ],
  (tradesPath, figuresPath) => {
    const trades: { profit: number; rmultiple: number }[] =
      JSON.parse(Deno.readTextFileSync(tradesPath!)).values;
    const published: Record<string, number> = JSON.parse(Deno.readTextFileSync(figuresPath!));
    const money = outcomes(Float64Array.from(trades, ({ profit }) => profit));
    near(money.profitFactor, published.profitFactor!);
    near(money.winRate, published.percentProfitable! / 100);
    // In multiples of the risk; its system quality leaves √n out.
    const multiples = outcomes(Float64Array.from(trades, ({ rmultiple }) => rmultiple));
    near(multiples.expectancy, published.expectency!);
    near(multiples.sqn, published.systemQuality! * Math.sqrt(published.totalTrades!));
  },
);
