import assert from "node:assert/strict";
import fc from "fast-check";
import { MAX_UNITS } from "../../domain/mod.ts";
import { PARTS, partsDown, partsUp, shareDown, shareUp } from "./share.ts";

Deno.test("a decimal is a whole number of parts, whatever a float makes of it", () => {
  // 0.29 × 10¹⁰ = 2,900,000,000; 7.5 bps = 0.00075, × 10¹⁰ = 7,500,000.
  assert.deepEqual([partsUp(0.29), partsDown(0.29)], [2_900_000_000, 2_900_000_000]);
  assert.deepEqual([partsUp(7.5 / 10_000), partsDown(7.5 / 10_000)], [7_500_000, 7_500_000]);
  assert.deepEqual([partsUp(0), partsUp(1)], [0, PARTS]);
});

Deno.test("a rate finer than a part is rounded the way that is asked for", () => {
  // 1 ÷ 3 is 3,333,333,333.33… parts.
  assert.equal(partsDown(1 / 3), 3_333_333_333);
  assert.equal(partsUp(1 / 3), 3_333_333_334);
});

Deno.test("a rate below 0, above 1 or no number is refused", () => {
  for (const rate of [-1e-9, 1.000001, NaN, Infinity]) {
    assert.throws(() => partsUp(rate), /a rate is 0 to 1, not/);
  }
});

Deno.test("a share is rounded up or down to the unit", () => {
  // 12,345 × 0.001 = 12.345; 10,000 × 0.001 = 10.
  assert.equal(shareDown(12_345, partsUp(0.001)), 12);
  assert.equal(shareUp(12_345, partsUp(0.001)), 13);
  assert.equal(shareDown(10_000, partsUp(0.001)), 10);
  assert.equal(shareUp(10_000, partsUp(0.001)), 10);
});

Deno.test("nothing of an amount, all of it, and a share of nothing", () => {
  assert.deepEqual([shareDown(MAX_UNITS, 0), shareUp(MAX_UNITS, 0)], [0, 0]);
  assert.deepEqual([shareDown(MAX_UNITS, PARTS), shareUp(MAX_UNITS, PARTS)], [
    MAX_UNITS,
    MAX_UNITS,
  ]);
  assert.deepEqual([shareDown(0, 123), shareUp(0, 123)], [0, 0]);
});

Deno.test("shares are exact up to the largest amount: as whole numbers without limit give them", () => {
  const amount = fc.oneof(
    fc.maxSafeNat(),
    fc.nat(100_000),
    fc.nat(1000).map((below) => MAX_UNITS - below),
    // Around a multiple of the parts, where a quotient of floats is rounded up.
    fc.tuple(fc.integer({ min: 1, max: 900_719 }), fc.integer({ min: -3, max: 3 }))
      .map(([times, beside]) => times * PARTS + beside),
  );
  const parts = fc.oneof(
    fc.integer({ min: 0, max: PARTS }),
    fc.integer({ min: 0, max: 50_000_000 }),
  );
  fc.assert(
    fc.property(amount, parts, (units, share) => {
      const product = BigInt(units) * BigInt(share);
      const whole = BigInt(PARTS);
      assert.equal(BigInt(shareDown(units, share)), product / whole);
      assert.equal(BigInt(shareUp(units, share)), (product + whole - 1n) / whole);
    }),
    { numRuns: 20_000 },
  );
});
