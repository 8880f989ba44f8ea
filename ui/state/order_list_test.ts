import assert from "node:assert/strict";
import { hasMore, isOpen, openFirst, withOrder } from "./order_list.ts";
import { FILLED, LIMIT, ORDER, STOP } from "./sample_orders.ts";

Deno.test("orders on their way, resting and filled in part are open", () => {
  const open = [
    "SUBMITTED",
    "ACCEPTED",
    "PARTIALLY_FILLED",
    "FILLED",
    "CANCELED",
    "REJECTED",
    "EXPIRED",
  ] as const;
  assert.deepEqual(open.map((status) => isOpen({ status })), [
    true,
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
});

Deno.test("an order's later state counts, whatever its times say", () => {
  const amended = { ...LIMIT, limitPrice: 96, updatedAt: 5 };
  assert.deepEqual(
    withOrder([LIMIT], amended),
    [amended],
    "a user's clock may be behind the market",
  );
  assert.deepEqual(withOrder([LIMIT], { ...LIMIT, status: "SUBMITTED" }), [LIMIT]);
  assert.deepEqual(withOrder([FILLED], ORDER), [FILLED]);
});

Deno.test("a new order comes first, open ones are shown first", () => {
  const list = withOrder([FILLED, STOP], LIMIT);
  assert.deepEqual(list, [LIMIT, FILLED, STOP]);
  assert.deepEqual(openFirst(list), [LIMIT, STOP, FILLED]);
});

Deno.test("a list that was cut at what a page asks for has not all there are", () => {
  assert.deepEqual([hasMore(200, 289), hasMore(500, 501)], [true, true]);
  assert.deepEqual([hasMore(200, 200), hasMore(199, 200), hasMore(201, 200)], [
    false,
    false,
    false,
  ]);
});
