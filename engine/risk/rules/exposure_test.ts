import assert from "node:assert/strict";
import { lotsOf, requestOf, viewOf } from "../testing.ts";
import { exposureRule } from "./exposure.ts";

function check(lots: number, maxExposure: number | null) {
  const view = viewOf({ exposure: 14_000, leverage: 3, settings: { maxExposure } });
  return exposureRule.check(requestOf(), lotsOf(lots), view);
}

Deno.test("all positions together stay within their share of the equity", () => {
  // 1.5 × 10,000 = 15,000, of which 14,000 are held: 10 at 100 are left.
  assert.equal(check(10, 1.5), null);
  assert.deepEqual(check(11, 1.5), {
    code: "MAX_EXPOSURE",
    reason: "All that the account holds would be worth 15100, and 15000 is the most: " +
      "150 % of the equity of 10000",
  });
  assert.equal(check(11, null), null);
});
