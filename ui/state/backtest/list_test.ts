import { deepEqual, equal } from "node:assert/strict";
import type { BacktestRow } from "../../operations/operations.ts";
import { compareAddress, comparedIds, isComparable, toggled } from "./list.ts";
import { ROW } from "./sample.ts";

const row = (id: string, status: BacktestRow["status"]): BacktestRow => ({ ...ROW, id, status });

Deno.test("a choice is taken back by a second click; of too many the first goes", () => {
  deepEqual(toggled(["a"], "b"), ["a", "b"]);
  deepEqual(toggled(["a", "b"], "a"), ["b"]);
  deepEqual(toggled(["a", "b", "c", "d", "e", "f"], "g"), ["b", "c", "d", "e", "f", "g"]);
});

Deno.test("only what left figures is compared", () => {
  const figures = { totalReturn: 0.1, sharpe: null, maxDrawdown: -0.1 };
  equal(isComparable({ ...row("bt1", "DONE"), figures }), true);
  equal(isComparable({ ...row("bt1", "CANCELED"), figures }), true);
  equal(isComparable(row("bt1", "CANCELED")), false);
  equal(isComparable({ ...row("bt1", "RUNNING"), figures }), false);
});

Deno.test("a comparison's address holds its ids", () => {
  equal(compareAddress(["bt1", "bt2"]), "/backtests/compare?ids=bt1,bt2");
  deepEqual(comparedIds("bt1, bt2,,bt1"), ["bt1", "bt2"]);
  deepEqual(comparedIds(undefined), []);
});
