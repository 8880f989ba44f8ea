import assert from "node:assert/strict";
import { BTC, lotsOf, requestOf, UNIT_INSTRUMENT, viewOf } from "../testing.ts";
import { quantityRule } from "./quantity.ts";

function check(quantity: number | undefined, lots: number, view = viewOf({ instrument: BTC })) {
  return quantityRule.check(requestOf({ quantity }), lotsOf(lots), view);
}

Deno.test("a whole number of steps passes", () => {
  assert.equal(check(0.3, 30_000), null);
  assert.equal(check(0.1 + 0.2, 30_000), null);
});

Deno.test("a quantity between two steps is refused", () => {
  assert.deepEqual(check(0.123456789, 12_345), {
    code: "QUANTITY_STEP",
    reason: "Quantity 0.123456789 is no multiple of 0.00001: 0.12345 would be",
  });
});

Deno.test("less than one step is too small, and so is what is no quantity", () => {
  for (const [quantity, lots] of [[0, 0], [-1, -100_000], [NaN, NaN], [1e-9, 0], [0.000005, 0]]) {
    assert.deepEqual(check(quantity, lots!), {
      code: "QUANTITY_TOO_SMALL",
      reason: `Quantity ${quantity} is less than one step of 0.00001`,
    });
  }
  assert.deepEqual(check(undefined, 0), {
    code: "QUANTITY_TOO_SMALL",
    reason: "The quantity that the sizing allows is less than one step of 0.00001",
  });
});

Deno.test("the exchange's least and most count where there are any", () => {
  const instrument = { ...UNIT_INSTRUMENT, minQuantity: 5, maxQuantity: 50 };
  const view = viewOf({ instrument });
  assert.equal(check(5, 5, view), null);
  assert.equal(check(50, 50, view), null);
  assert.deepEqual(check(4, 4, view), {
    code: "QUANTITY_TOO_SMALL",
    reason: "Quantity 4 is less than 5, the least in one order of TEST",
  });
  assert.deepEqual(check(undefined, 51, view), {
    code: "QUANTITY_TOO_LARGE",
    reason: "Quantity 51 is more than 50, the most in one order of TEST",
  });
});

Deno.test("what cannot be counted is refused", () => {
  // At 100 ticks of 0.01 each, 2^53 units are 90,071,992,547,409.91 lots.
  assert.equal(check(undefined, 90_071_992_547_409), null);
  // Exactly 900,719,925.4740991; the nearest float prints as …992.
  const reason = "Quantity 900719925.4741 at 1 is worth more than 900719925.4740992, " +
    "the most that can be counted";
  assert.deepEqual(check(undefined, 90_071_992_547_410), { code: "QUANTITY_TOO_LARGE", reason });
  for (const huge of [1e300, Infinity]) {
    assert.equal(check(huge, huge)?.code, "QUANTITY_TOO_LARGE");
  }
});
