import assert from "node:assert/strict";
import fc from "fast-check";
import { Scale } from "../../domain/mod.ts";
import { capacityLots } from "./volume_share.ts";

const SCALE = new Scale(0.01, 0.001);

Deno.test("the share of a candle's volume, in whole lots", () => {
  // 12.3456 × 0.1 = 1.23456: 1,234 lots of 0.001.
  assert.equal(capacityLots(12.3456, 0.1, SCALE), 1_234);
  // 2.3 × 0.1 = 0.23: 230 lots. A product of floats is 229.99999999999997 of them.
  assert.equal(capacityLots(2.3, 0.1, SCALE), 230);
  // 220,874.561 × 0.72 = 159,029.68392
  assert.equal(capacityLots(220_874.561, 0.72, SCALE), 159_029_683);
  assert.equal(capacityLots(12.345, 1, SCALE), 12_345);
  assert.equal(capacityLots(0.009, 0.1, SCALE), 0);
});

Deno.test("no limit is no limit, even where nothing was traded", () => {
  assert.equal(capacityLots(0, null, SCALE), Infinity);
  assert.equal(capacityLots(NaN, null, SCALE), Infinity);
});

Deno.test("no volume or an unknown one lets nothing trade", () => {
  assert.equal(capacityLots(0, 0.1, SCALE), 0);
  assert.equal(capacityLots(NaN, 0.1, SCALE), 0);
});

Deno.test("never more than the share, nor a whole lot less", () => {
  const volume = fc.integer({ min: 1, max: 1_000_000_000 });
  const percent = fc.integer({ min: 1, max: 100 });
  fc.assert(fc.property(volume, percent, (lots, share) => {
    const capacity = capacityLots(lots / 1_000, share / 100, SCALE);
    assert.equal(BigInt(capacity), BigInt(lots) * BigInt(share) / 100n);
  }));
});
