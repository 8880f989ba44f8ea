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

Deno.test("the server's refusal stands at its field where that is shown", () => {
  const refusal = (field: string | null) => placedRefusal({ message: "No", field }, { price: "1" });
  assert.deepEqual(refusal("price"), { price: "No" });
  assert.deepEqual(refusal("stopPrice"), { form: "No" });
  assert.deepEqual(refusal(null), { form: "No" });
});
