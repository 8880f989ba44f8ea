import assert from "node:assert/strict";
import { lotsOf, requestOf, viewOf } from "../testing.ts";
import { fundsRule } from "./funds.ts";

type Parts = Parameters<typeof viewOf>[0];
const check = (lots: number, parts: Parts) =>
  fundsRule.check(requestOf(), lotsOf(lots), viewOf(parts));

Deno.test("without leverage an order needs its worth and its fee", () => {
  // 10 × 100 = 1,000; 10 bps of it are 1.
  assert.equal(check(10, { equity: 1_001, feeBps: 10 }), null);
  assert.deepEqual(check(10, { equity: 1_000, feeBps: 10 }), {
    code: "INSUFFICIENT_FUNDS",
    reason: "10 at 100 needs 1001 with the fee, and the equity is 1000",
  });
});

Deno.test("with leverage it needs its share and its fee", () => {
  // 1,000 ÷ 4 = 250, and 1 fee.
  assert.equal(check(10, { equity: 251, feeBps: 10, leverage: 4 }), null);
  assert.deepEqual(check(10, { equity: 250, feeBps: 10, leverage: 4 }), {
    code: "INSUFFICIENT_FUNDS",
    reason: "10 at 100 needs 251 with the fee at 4 times leverage, and the equity is 250",
  });
});

Deno.test("what is held already is not there twice", () => {
  // 200 of the 1,000 are held: 800 are free, 8 × 100 fit.
  assert.equal(check(8, { equity: 1_000, marginUsed: 200 }), null);
  assert.deepEqual(check(9, { equity: 1_000, marginUsed: 200 }), {
    code: "INSUFFICIENT_FUNDS",
    reason: "9 at 100 needs 900 with the fee, and the equity is 1000, " +
      "of which 200 is held as margin already",
  });
});

Deno.test("an account without equity buys nothing", () => {
  assert.equal(check(1, { equity: 0 })?.code, "INSUFFICIENT_FUNDS");
  assert.equal(check(1, { equity: -50 })?.code, "INSUFFICIENT_FUNDS");
  assert.equal(check(1, { equity: NaN })?.code, "INSUFFICIENT_FUNDS");
});
