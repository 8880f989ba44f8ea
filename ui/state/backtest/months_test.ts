import { deepEqual, equal, ok } from "node:assert/strict";
import { yearsOf } from "./months.ts";

Deno.test("months stand in their year's row, which compounds them", () => {
  const [first, second] = yearsOf([
    { month: "2023-12", return: 0.02, trades: 1, pnl: 200 },
    { month: "2024-01", return: 0.1, trades: 2, pnl: 1_000 },
    { month: "2024-03", return: -0.05, trades: 3, pnl: -500 },
  ]);
  equal(first?.year, 2023);
  deepEqual(first?.months[11], { return: 0.02, trades: 1, pnl: 200 });
  equal(second?.year, 2024);
  equal(second?.months[1], null);
  // 1.10 × 0.95 = 1.045, worked by hand.
  ok(Math.abs((second?.total ?? 0) - 0.045) < 1e-12);
});

Deno.test("a year in which nothing was left has no return", () => {
  const [year] = yearsOf([
    { month: "2024-01", return: -1, trades: 1, pnl: -10_000 },
    { month: "2024-02", return: null, trades: 0, pnl: 0 },
  ]);
  equal(year?.total, null);
  deepEqual(yearsOf([]), []);
  deepEqual(yearsOf(null), []);
});
