import { deepEqual, equal } from "node:assert/strict";
import type { BacktestRow } from "../../operations/operations.ts";
import {
  compareAddress,
  comparedIds,
  isComparable,
  nextToFollow,
  toggled,
  withHeard,
} from "./list.ts";
import { ROW } from "./sample.ts";

const row = (id: string, status: BacktestRow["status"]): BacktestRow => ({ ...ROW, id, status });

Deno.test("news change what is under way, and nothing that is over", () => {
  const rows = [row("bt2", "RUNNING"), row("bt1", "DONE")];
  const heard = new Map([
    ["bt2", { ...row("bt2", "RUNNING"), progress: 0.5, equitySoFar: 10_100 }],
    ["bt1", { ...row("bt1", "RUNNING"), progress: 0.9 }],
  ]);
  const [second, first] = withHeard(rows, heard);
  equal(second?.progress, 0.5);
  equal(second?.equitySoFar, 10_100);
  equal(first?.status, "DONE");
  equal(first?.progress, 0);
});

Deno.test("the one that runs is followed, else the one whose turn is next", () => {
  equal(nextToFollow([]), null);
  equal(nextToFollow([row("bt1", "DONE")]), null);
  equal(nextToFollow([row("bt3", "QUEUED"), row("bt2", "RUNNING"), row("bt1", "DONE")]), "bt2");
  equal(nextToFollow([row("bt3", "QUEUED"), row("bt2", "QUEUED"), row("bt1", "DONE")]), "bt2");
});

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
