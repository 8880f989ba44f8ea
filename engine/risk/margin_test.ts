import assert from "node:assert/strict";
import type { Lots } from "../domain/mod.ts";
import { freeMargin, initialMargin, marginNeeded } from "./margin.ts";
import { viewOf } from "./testing.ts";

Deno.test("initial margin is the notional by the leverage, rounded up to a whole unit", () => {
  assert.equal(initialMargin(1_000, 1), 1_000);
  assert.equal(initialMargin(1_000, 5), 200);
  assert.equal(initialMargin(1_001, 5), 201); // 200.2
  assert.equal(initialMargin(1_100, 1.1), 1_000); // 999.9999999999999 as floats
});

Deno.test("an order needs its margin and its fee", () => {
  // 3 × 100 = 300, by 4 is 75; 10 bps of 300 are 0.3, up to 1.
  assert.equal(marginNeeded(3 as Lots, viewOf({ leverage: 4, feeBps: 10 })), 76);
});

Deno.test("free margin is what of the equity is not held", () => {
  assert.equal(freeMargin(viewOf({ equity: 500, marginUsed: 120 })), 380);
});
