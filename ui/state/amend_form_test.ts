import assert from "node:assert/strict";
import { amendEntries, canAmend, checkAmendment, placedRefusal } from "./amend_form.ts";
import { LIMIT, ORDER, STOP, TARGET } from "./sample_orders.ts";

Deno.test("an order's prices and quantity may be changed; of a level its price only", () => {
  assert.deepEqual(amendEntries(LIMIT), { price: "95", quantity: "0.5" });
  assert.deepEqual(amendEntries(STOP), { stopPrice: "90" });
  assert.deepEqual(amendEntries(TARGET), { price: "110" });
  const both = { ...LIMIT, type: "STOP_LIMIT", stopPrice: 94 } as const;
  assert.deepEqual(Object.keys(amendEntries(both)), ["price", "stopPrice", "quantity"]);
});

Deno.test("what closes a position for a user or the broker is not changed", () => {
  assert.deepEqual([LIMIT, STOP, ORDER].map(canAmend), [true, true, true]);
  assert.equal(canAmend({ ...ORDER, purpose: "FLATTEN" }), false);
});

Deno.test("only what was changed is sent", () => {
  const typed = { price: "96", quantity: "0.5" };
  assert.deepEqual(checkAmendment(LIMIT, typed), { change: { price: 96 }, errors: {} });
  assert.equal(checkAmendment(LIMIT, amendEntries(LIMIT)).change, null);
  assert.deepEqual(checkAmendment(LIMIT, { price: "0", quantity: "x" }), {
    change: null,
    errors: { price: "Has to be above 0", quantity: "Has to be a number" },
  });
});

Deno.test("the server's refusal stands at the field that it is about, where that can be told", () => {
  const place = (field: string | null, change: { price?: number; quantity?: number }) => {
    const refusal = { code: "BAD_USER_INPUT", message: "No", field };
    return Object.keys(placedRefusal(refusal, change));
  };
  assert.deepEqual(place("price", { price: 1, quantity: 2 }), ["price"]);
  assert.deepEqual(place(null, { quantity: 2 }), ["quantity"]);
  assert.deepEqual(place(null, { price: 1, quantity: 2 }), ["form"]);
  const over = { code: "CONFLICT", message: "It is over", field: null };
  assert.deepEqual(placedRefusal(over, { price: 1 }), { form: "It is over" });
});
