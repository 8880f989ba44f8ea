import { deepEqual, equal } from "node:assert/strict";
import { around, markNear } from "./marks.ts";

const mark = (index: number, entryTime: number, exitTime: number) => ({
  ...{ index, side: "LONG" as const, quantity: 1, entryPrice: 1, exitPrice: 1, pnl: 1 },
  entryTime,
  exitTime,
});
const MARKS = [mark(0, 5, 100), mark(1, 25, 40)];

Deno.test("a trade with its entry or exit in the candle comes before one that is only open then", () => {
  equal(markNear(MARKS, 20, 10)?.index, 1);
  equal(markNear(MARKS, 50, 10)?.index, 0);
  equal(markNear(MARKS, 40, 10)?.index, 1);
  equal(markNear(MARKS, 200, 10), null);
});

Deno.test("a trade is looked at with twenty candles on either side, or half of its own time", () => {
  deepEqual(around({ entryTime: 1_000, exitTime: 1_010 }, 10), { min: 800, max: 1_210 });
  deepEqual(around({ entryTime: 1_000, exitTime: 3_000 }, 10), { min: 0, max: 4_000 });
});
