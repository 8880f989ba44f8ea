import { deepEqual } from "node:assert/strict";
import { trade } from "../../../../tests/contracts/store_samples.ts";
import { runnerId } from "../../../domain/mod.ts";
import { keptMarks, MARK_COLUMNS } from "../../../backtest/mod.ts";
import { marksWithin } from "./drawn_marks.ts";

const at = (symbol: string, entryTime: number, exitTime: number, pnl: number) => ({
  ...trade(runnerId("b1"), 1),
  ...{ symbol, entryTime, exitTime, pnl },
});
const TRADES = [
  at("BTCUSDT", 0, 10, -5),
  at("ETHUSDT", 5, 20, 100),
  at("BTCUSDT", 15, 30, 1),
  at("BTCUSDT", 30, 40, 7),
];
const KEPT = keptMarks(TRADES, ["BTCUSDT", "ETHUSDT"]);
const marked = (symbol: number, from: number, to: number, limit = 10) => {
  const { total, marks } = marksWithin(KEPT, symbol, { from, to }, limit);
  return [total, marks.map(({ index }) => index)];
};

Deno.test("trades are marked that were open at some time of the range, of one symbol", () => {
  deepEqual(Object.keys(KEPT), MARK_COLUMNS);
  deepEqual(marked(0, -Infinity, Infinity), [3, [0, 2, 3]]);
  deepEqual(marked(0, 11, 30), [1, [2]]);
  deepEqual(marked(0, 10, 15), [1, [0]]);
  deepEqual(marked(1, 0, 5), [0, []]);
});

Deno.test("of too many those are marked that won or lost most, in their order", () => {
  deepEqual(marked(0, -Infinity, Infinity, 2), [3, [0, 3]]);
  const { side, quantity, entryPrice, exitPrice } = TRADES[0]!;
  deepEqual(marksWithin(KEPT, 0, { from: 0, to: 1 }, 1).marks, [{
    ...{ index: 0, side, quantity, entryTime: 0, entryPrice, exitTime: 10, exitPrice, pnl: -5 },
  }]);
});

Deno.test("a result without marks has none", () => {
  deepEqual(marksWithin({}, 0, { from: 0, to: 1 }, 1), { total: 0, marks: [] });
});
