import assert from "node:assert/strict";
import fc from "fast-check";
import { type Lots, notional, type PriceTicks, Scale } from "./units.ts";

Deno.test("decimals come back clean from steps", () => {
  const scale = new Scale(0.01, 0.00001);
  assert.equal(scale.ticks(57.638), 5764);
  assert.equal(scale.toPrice(5764), 57.64);
  assert.equal(scale.toQuantity(scale.lotsDown(0.1 + 0.2)), 0.3);
  assert.equal(scale.toMoney(notional(5764 as PriceTicks, 3 as Lots)), 0.0017292);
});

Deno.test("steps that are no power of ten count too", () => {
  const scale = new Scale(0.25, 0.5);
  assert.deepEqual([scale.ticks(10.3), scale.ticksUp(10.3), scale.ticksDown(10.3)], [41, 42, 41]);
  assert.equal(scale.toPrice(41), 10.25);
  assert.equal(scale.isWholeLots(1.5), true);
  assert.equal(scale.isWholeLots(1.25), false);
});

Deno.test("a price already on a tick stays there, up or down", () => {
  const scale = new Scale(0.01, 1);
  for (const price of [0.07, 1.1, 26_932.41, 64_999.99]) {
    assert.equal(scale.ticksUp(price), scale.ticksDown(price));
    assert.equal(scale.toPrice(scale.ticksUp(price)), price);
  }
});

Deno.test("every tick survives the way to a decimal and back", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(1, 0.1, 0.01, 0.001, 0.00001, 0.00000001, 0.25, 0.005),
      fc.integer({ min: 1, max: 10_000_000 }),
      (step, ticks) => {
        const scale = new Scale(step, 1);
        assert.equal(scale.ticks(scale.toPrice(ticks)), ticks);
      },
    ),
  );
});

Deno.test("a step that is no positive decimal is refused", () => {
  for (const step of [0, -1, NaN, Infinity]) assert.throws(() => new Scale(step, 1), RangeError);
});

Deno.test("a notional too large to count is refused", () => {
  assert.throws(() => notional(1e9 as PriceTicks, 1e9 as Lots), /Cannot hold notional/);
});
