import assert from "node:assert/strict";
import fc from "fast-check";
import { HalfSpread } from "./spread.ts";

Deno.test("half of the quoted spread where there is a quote", () => {
  // (100.5 − 100) ÷ 2 = 0.25, whatever the rate; a spread of nothing is one too.
  assert.equal(new HalfSpread(20).half(100, 100, 100.5), 0.25);
  assert.equal(new HalfSpread(20).half(100, 100, 100), 0);
});

Deno.test("half of the rate of the price where there is none", () => {
  // 100 × 20 ÷ 20,000 = 0.1
  assert.equal(new HalfSpread(20).half(100, NaN, NaN), 0.1);
  assert.equal(new HalfSpread(20).half(100, 100, NaN), 0.1);
  assert.equal(new HalfSpread(0).half(100, NaN, NaN), 0);
});

Deno.test("a crossed quote is none", () => {
  assert.equal(new HalfSpread(20).half(100, 100.5, 100), 0.1);
});

Deno.test("half a spread is never negative", () => {
  const price = fc.double({ min: 1e-8, max: 1e8, noNaN: true });
  const quote = fc.oneof(price, fc.constant(NaN));
  fc.assert(fc.property(fc.integer({ min: 0, max: 10_000 }), price, quote, quote, (bps, ...at) => {
    assert.ok(new HalfSpread(bps).half(...at) >= 0);
  }));
});

Deno.test("a spread that is none is refused", () => {
  for (const bps of [-1, 10_001, NaN]) {
    assert.throws(() => new HalfSpread(bps), /spread is 0 to 10,000 bps/);
  }
});
