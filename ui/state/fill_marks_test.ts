import assert from "node:assert/strict";
import { fillMarks } from "./fill_marks.ts";
import { BTC, FILLED, LIMIT, ORDER, STOP, TRADE } from "./sample_orders.ts";

Deno.test("only fills are marked, and a closing one says what the trade brought", () => {
  assert.deepEqual(fillMarks([ORDER], [], [], BTC), []);
  const [mark] = fillMarks([FILLED], [], [TRADE], BTC);
  assert.deepEqual(mark?.text, [
    "Entry: buy 0.5 BTC @ 101.00",
    "1 Jan 1970 00:00:02 UTC",
    "P&L +9.30 USDT",
    "crossed",
  ]);
  assert.equal(mark?.shape, "arrow");
});

Deno.test("an exit out of several entries says what all of its trades brought", () => {
  const [mark] = fillMarks([FILLED], [], [TRADE, { ...TRADE, id: "r1-t2", pnl: -1.3 }], BTC);
  assert.equal(mark?.text[2], "P&L +8.00 USDT");
});

Deno.test("purposes are told apart by their shape", () => {
  const shapes = (["ADD", "STOP_LOSS", "TAKE_PROFIT", "LIQUIDATION", "FLATTEN"] as const)
    .map((purpose) => fillMarks([{ ...FILLED, purpose }], [], [], BTC)[0]?.shape);
  assert.deepEqual(shapes, ["hollow arrow", "square", "diamond", "cross", "arrow"]);
});

const fill = (time: number, quantity: number) => ({
  id: LIMIT.id,
  purpose: "ENTRY",
  fill: { time, side: "BUY", quantity, price: 95, fee: 0, liquidity: "MAKER" },
} as const);

Deno.test("parts have marks of their own, the last one with its order", () => {
  const order = {
    ...LIMIT,
    status: "CANCELED",
    filledQuantity: 0.3,
    filledAt: 3_000,
    fillPrice: 95,
  } as const;
  const marks = fillMarks([order, STOP], [fill(2_000, 0.1), fill(3_000, 0.2)], [], BTC);
  assert.deepEqual(marks.map(({ time, shape }) => [time, shape]), [
    [3_000, "arrow"],
    [2_000, "small arrow"],
  ]);
  assert.deepEqual(marks[0]?.text.slice(0, 3), [
    "Entry: buy 0.3 BTC @ 95.00",
    "1 Jan 1970 00:00:03 UTC",
    "of 0.5",
  ]);
  assert.equal(marks[1]?.text[0], "Entry, in part: buy 0.1 BTC @ 95.00");
});
