import { deepEqual, equal, ok, throws } from "node:assert/strict";
import { Prng } from "../../../kernel/mod.ts";
import { column, equityOf, near, recordOf, tradeOf } from "../../statistics/testing.ts";
import { bandOf, shareUpTo } from "./bands.ts";
import { monteCarlo } from "./monte_carlo.ts";
import { returnBootstrap } from "./return_bootstrap.ts";
import { drawRows, usualBlockLength } from "./stationary_bootstrap.ts";
import { tradeShuffle } from "./trade_shuffle.ts";

const random = () => Prng.from("monte carlo");

Deno.test("bands lie between the values in proportion", () => {
  const values = Float64Array.from({ length: 101 }, (_, i) => 100 - i);
  deepEqual(bandOf(values), { p5: 5, p25: 25, p50: 50, p75: 75, p95: 95 });
  equal(shareUpTo(column(1, 2, 3, 4), 2), 0.5);
});

Deno.test("orders of four losses and a win by hand", () => {
  // Doubled once and a tenth lost four times. The win comes after j losses with probability 1/5 for each j
  // from 0 to 4; the deepest fall is that of j losses in a row or of the other 4 − j: four 34.39 %, three
  // 27.1 %, two 19 %.
  const results = column(100, -20, -18, -16.2, -14.58);
  const { maxDrawdown, seenDrawdown, asDeep, lossStreak } = tradeShuffle(
    results,
    { initialCash: 100, simulations: 20_000 },
    random(),
  )!;
  near(seenDrawdown, -0.3439);
  const expected = { p5: -0.3439, p25: -0.3439, p50: -0.271, p75: -0.271, p95: -0.19 };
  for (const name of ["p5", "p25", "p50", "p75", "p95"] as const) {
    near(maxDrawdown[name], expected[name]);
  }
  near(asDeep, 0.4, 0.01);
  deepEqual([lossStreak.p5, lossStreak.p95], [2, 4]);
});

Deno.test("one who loses all he has loses no more than that", () => {
  const { maxDrawdown, seenDrawdown } = tradeShuffle(
    column(-60, -60, 50, 50, 50),
    { initialCash: 100, simulations: 50 },
    random(),
  )!;
  deepEqual([seenDrawdown, maxDrawdown.p5], [-1, -1]);
});

Deno.test("blocks are as long as they should be, and every row is as likely as any other", () => {
  const rows = new Uint32Array(200_000);
  const seen = new Float64Array(50);
  drawRows(rows, 50, 5, random());
  let follows = 0;
  for (let i = 0; i < rows.length; i++) {
    seen[rows[i]!]!++;
    if (i > 0 && rows[i] === (rows[i - 1]! + 1) % 50) follows++;
  }
  // A block goes on with 4/5, and one in fifty of the jumps looks like it.
  near(follows / rows.length, 0.8 + 0.2 / 50, 0.005);
  ok(Math.min(...seen) > 3_400 && Math.max(...seen) < 4_600, "4,000 each");
});

Deno.test("the usual block is the cube root of the number of returns", () => {
  deepEqual([30, 250, 1_000].map(usualBlockLength), [3, 6, 10]);
});

Deno.test("returns that are all alike become the same again", () => {
  const options = { initialCash: 1_000, simulations: 20, blockLength: null };
  const flat = returnBootstrap(new Float64Array(40).fill(0.01), options, random())!;
  for (const value of Object.values(flat.finalEquity)) near(value, 1_000 * 1.01 ** 40);
  deepEqual([flat.maxDrawdown.p5, flat.lossShare, flat.blockLength], [0, 0, 3]);
  equal(flat.fan.length, 40);
  near(flat.fan[9]!.equity.p50, 1_000 * 1.01 ** 10);
});

Deno.test("single days drawn anew have the mean and the spread that they should", () => {
  // 100 days, half of them 2 % up, half 1 % down: the logarithm of the growth has the mean 100 (ln 1.02 +
  // ln 0.99) / 2 = 0.4876 and the deviation √100 (ln 1.02 − ln 0.99) / 2 = 0.14926.
  const returns = Float64Array.from({ length: 100 }, (_, i) => i % 2 ? 0.02 : -0.01);
  const options = { initialCash: 1, simulations: 20_000, blockLength: 1 };
  const { finalEquity, lossShare } = returnBootstrap(returns, options, random())!;
  near(Math.log(finalEquity.p50), 0.4876, 0.02);
  // 1.645 deviations to each side hold 90 %.
  near(Math.log(finalEquity.p95) - Math.log(finalEquity.p5), 2 * 1.645 * 0.14926, 0.03);
  // Φ(−0.4876 / 0.14926) = 0.0005.
  ok(lossShare < 0.002, `${lossShare}`);
});

Deno.test("a run's trades and days, by seed; too few are not simulated", () => {
  const equity = equityOf(Array.from({ length: 60 }, (_, i) => i % 3 === 0 ? -0.01 : 0.01));
  const trades = Array.from({ length: 10 }, (_, i) => tradeOf(i % 2 ? 5 : -3));
  const record = recordOf(equity.map((value) => value * 1_000), { trades, initialCash: 1_000 });
  const run = (seed: string) => monteCarlo(record, { simulations: 50, seed });
  deepEqual(run("1"), run("1"));
  ok(run("1").bootstrap!.finalEquity.p50 !== run("2").bootstrap!.finalEquity.p50);
  equal(run("1").bootstrap!.fan.length, 60);
  deepEqual(monteCarlo(recordOf([1, 2]), { simulations: 5, seed: "1" }), {
    shuffle: null,
    bootstrap: null,
  });
  throws(() => monteCarlo(record, { simulations: 0, seed: "1" }), /Cannot make 0 simulations/);
  throws(
    () => monteCarlo(record, { simulations: 5, seed: "1", blockLength: 0 }),
    /Blocks cannot be 0 periods long/,
  );
});
