import assert from "node:assert/strict";
import fc from "fast-check";
import { type OrderSide, Scale } from "../../domain/mod.ts";
import { FixedSlippage, NoSlippage, slippageModel } from "./slippage.ts";
import { HalfSpread } from "./spread.ts";
import { TakerPrice } from "./taker_price.ts";

const SCALE = new Scale(0.01, 0.001);
const TAPE = { volume: 100, volatility: 0.01 };
const UNKNOWN = { volume: NaN, volatility: NaN };

Deno.test("half the spread and then the slippage, rounded against the trader", () => {
  const taker = new TakerPrice(SCALE, new HalfSpread(10), new FixedSlippage(10));
  // Half of 10 bps of 100 is 0.05. 100.05 × 1.001 = 100.15005, up to 100.16.
  assert.equal(taker.ticks("BUY", 100, NaN, NaN, 1, TAPE), 10_016);
  // 99.95 × 0.999 = 99.85005, down to 99.85.
  assert.equal(taker.ticks("SELL", 100, NaN, NaN, 1, TAPE), 9_985);
});

Deno.test("a quote comes before the rate", () => {
  const taker = new TakerPrice(SCALE, new HalfSpread(10), new NoSlippage());
  // (100.03 − 99.97) ÷ 2 = 0.03
  assert.equal(taker.ticks("BUY", 100, 99.97, 100.03, 1, TAPE), 10_003);
  assert.equal(taker.ticks("SELL", 100, 99.97, 100.03, 1, TAPE), 9_997);
  // (100.01 − 100) ÷ 2 = 0.005: half a tick against either.
  assert.equal(taker.ticks("BUY", 100, 100, 100.01, 1, TAPE), 10_001);
  assert.equal(taker.ticks("SELL", 100, 100, 100.01, 1, TAPE), 9_999);
});

Deno.test("a price on its tick without spread or slippage stays there", () => {
  const taker = new TakerPrice(SCALE, new HalfSpread(0), new NoSlippage());
  assert.equal(taker.ticks("BUY", 57.63, NaN, NaN, 1, UNKNOWN), 5_763);
  assert.equal(taker.ticks("SELL", 57.63, NaN, NaN, 1, UNKNOWN), 5_763);
});

Deno.test("a larger order trades worse", () => {
  const slippage = slippageModel({ model: "SQUARE_ROOT", coefficient: 1 });
  const taker = new TakerPrice(SCALE, new HalfSpread(0), slippage);
  // 0.01 × √(1 ÷ 100) = 0.001 and 0.01 × √(25 ÷ 100) = 0.005.
  assert.equal(taker.ticks("BUY", 100, NaN, NaN, 1, TAPE), 10_010);
  assert.equal(taker.ticks("BUY", 100, NaN, NaN, 25, TAPE), 10_050);
  assert.equal(taker.ticks("SELL", 100, NaN, NaN, 25, TAPE), 9_950);
});

Deno.test("nothing is sold below one tick", () => {
  const taker = new TakerPrice(SCALE, new HalfSpread(10_000), new FixedSlippage(10_000));
  assert.equal(taker.ticks("SELL", 0.01, NaN, NaN, 1, TAPE), 1);
  // Half a spread of 10 is more than the price of 1.
  assert.equal(taker.ticks("SELL", 1, 90, 100, 1, TAPE), 1);
});

Deno.test("the price is never better than the reference, and never better for more", () => {
  const scale = fc.constantFrom(SCALE, new Scale(0.00000001, 1), new Scale(0.25, 0.5));
  const sizes = fc.tuple(
    fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
    fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
  );
  fc.assert(fc.property(
    scale,
    fc.constantFrom<OrderSide>("BUY", "SELL"),
    fc.integer({ min: 1, max: 100_000_000 }),
    fc.integer({ min: 0, max: 2_000 }),
    fc.double({ min: 0, max: 3, noNaN: true }),
    sizes,
    (scale, side, reference, spreadBps, coefficient, [a, b]) => {
      const slippage = slippageModel({ model: "SQUARE_ROOT", coefficient });
      const taker = new TakerPrice(scale, new HalfSpread(spreadBps), slippage);
      const price = scale.toPrice(reference);
      const at = (quantity: number) => taker.ticks(side, price, NaN, NaN, quantity, TAPE);
      const [less, more] = [at(Math.min(a, b)), at(Math.max(a, b))];
      assert.ok(Number.isSafeInteger(more) && more >= 1);
      if (side === "BUY") assert.ok(reference <= less && less <= more);
      else assert.ok(reference >= less && less >= more);
    },
  ));
});
