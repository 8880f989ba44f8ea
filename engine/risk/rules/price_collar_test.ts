import assert from "node:assert/strict";
import { lotsOf, requestOf, viewOf } from "../testing.ts";
import { priceCollarRule } from "./price_collar.ts";

function check(ticks: number, marketTicks: number, priceCollar: number | null) {
  const view = viewOf({ ticks, marketTicks, settings: { priceCollar } });
  return priceCollarRule.check(requestOf(), lotsOf(1), view);
}

Deno.test("a price at the collar passes, one beyond it does not", () => {
  assert.equal(check(150, 100, 0.5), null);
  assert.equal(check(50, 100, 0.5), null);
  assert.deepEqual(check(151, 100, 0.5), {
    code: "PRICE_COLLAR",
    reason: "The price of 151 is 51 % away from the market's 100, and 50 % is the furthest",
  });
  assert.equal(check(49, 100, 0.5)?.code, "PRICE_COLLAR");
});

Deno.test("a float's last bit does not refuse a price at the collar", () => {
  // 0.07 × 300 = 21.000000000000004 and 0.57 × 100 = 56.99999999999999 as floats.
  assert.equal(check(321, 300, 0.07), null);
  assert.equal(check(157, 100, 0.57), null);
});

Deno.test("no collar refuses nothing", () => assert.equal(check(10_000, 1, null), null));
