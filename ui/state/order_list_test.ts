import assert from "node:assert/strict";
import { isOpen, openFirst, withOrder } from "./order_list.ts";
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
