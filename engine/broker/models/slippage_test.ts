import assert from "node:assert/strict";
import fc from "fast-check";
import type { SlippageSettings } from "../../domain/mod.ts";
import { MAX_SLIPPAGE, parkinson, slippageModel } from "./slippage.ts";

const near = (actual: number, expected: number) =>
  assert.ok(Math.abs(actual - expected) < 1e-15, `${actual} is not ${expected}`);

Deno.test("Parkinson's volatility of a candle", () => {
  // ln(110 ÷ 100) = 0.0953101798…; 2 √ln 2 = 1.6651092223…
  assert.ok(Math.abs(parkinson(110, 100) - 0.0953101798 / 1.6651092223) < 1e-10);
  // ln(high ÷ low) = 2 √ln 2 is a deviation of 1.
  near(parkinson(Math.exp(2 * Math.sqrt(Math.log(2))), 1), 1);
  assert.equal(parkinson(100, 100), 0);
});

Deno.test("a range that is none has no volatility", () => {
  for (const [high, low] of [[99, 100], [100, 0], [100, NaN], [NaN, 100], [1, -1]] as const) {
    assert.equal(parkinson(high, low), NaN);
  }
});

Deno.test("no slippage, and a fixed one whatever the order", () => {
  const tape = { volume: 100, volatility: 0.02 };
  assert.equal(slippageModel({ model: "NONE" }).fraction(1e9, tape), 0);
  // 5 ÷ 10,000
  assert.equal(slippageModel({ model: "FIXED", bps: 5 }).fraction(1, tape), 0.0005);
  assert.equal(slippageModel({ model: "FIXED", bps: 5 }).fraction(1e9, tape), 0.0005);
});

Deno.test("volume share: the square of the share, times the impact", () => {
  const model = slippageModel({ model: "VOLUME_SHARE", impact: 0.1 });
  const tape = { volume: 1_000, volatility: NaN };
  // 0.1 × (25 ÷ 1,000)² = 0.1 × 0.000625; 0.1 × (100 ÷ 1,000)² = 0.1 × 0.01.
  near(model.fraction(25, tape), 0.0000625);
  near(model.fraction(100, tape), 0.001);
  assert.equal(model.fraction(1_000, tape), 0.1);
  assert.equal(model.fraction(50_000, tape), 0.1);
});

Deno.test("volume share: no volume or an unknown one is a share of 1", () => {
  const model = slippageModel({ model: "VOLUME_SHARE", impact: 0.1 });
  assert.equal(model.fraction(1, { volume: 0, volatility: 0 }), 0.1);
  assert.equal(model.fraction(1, { volume: NaN, volatility: NaN }), 0.1);
});

Deno.test("square root: the root of the share, times volatility and coefficient", () => {
  const tape = { volume: 100, volatility: 0.02 };
  // 1 × 0.02 × √(25 ÷ 100) = 0.02 × 0.5; 0.5 × 0.02 × √(400 ÷ 100) = 0.5 × 0.02 × 2.
  near(slippageModel({ model: "SQUARE_ROOT", coefficient: 1 }).fraction(25, tape), 0.01);
  near(slippageModel({ model: "SQUARE_ROOT", coefficient: 0.5 }).fraction(400, tape), 0.02);
});

Deno.test("square root: a candle and sixteen of them give the same figure", () => {
  const model = slippageModel({ model: "SQUARE_ROOT", coefficient: 1 });
  // Volume grows sixteenfold, volatility with its root, fourfold: 0.01 × √(4 ÷ 64) = 0.04 × √(4 ÷ 1,024).
  near(model.fraction(4, { volume: 64, volatility: 0.01 }), 0.0025);
  near(model.fraction(4, { volume: 1_024, volatility: 0.04 }), 0.0025);
});

Deno.test("square root: at most a tenth of the price, and that much where figures are missing", () => {
  const model = slippageModel({ model: "SQUARE_ROOT", coefficient: 1 });
  // 0.02 × √(10,000 ÷ 100) = 0.2
  assert.equal(model.fraction(10_000, { volume: 100, volatility: 0.02 }), MAX_SLIPPAGE);
  assert.equal(model.fraction(1, { volume: 0, volatility: 0.02 }), MAX_SLIPPAGE);
  assert.equal(model.fraction(1, { volume: 0, volatility: 0 }), MAX_SLIPPAGE);
  assert.equal(model.fraction(1, { volume: NaN, volatility: 0.02 }), MAX_SLIPPAGE);
  assert.equal(model.fraction(1, { volume: 100, volatility: NaN }), MAX_SLIPPAGE);
  assert.equal(model.fraction(1, { volume: 100, volatility: 0 }), 0);
});

Deno.test("square root: a coefficient of 0 is no slippage, figures or not", () => {
  const model = slippageModel({ model: "SQUARE_ROOT", coefficient: 0 });
  assert.equal(model.fraction(1, { volume: 0, volatility: NaN }), 0);
});

Deno.test("slippage is 0 to 1 and never less for more, whatever the tape says", () => {
  const size = fc.double({ min: 1e-9, max: 1e12, noNaN: true });
  const settings = fc.oneof(
    fc.constant<SlippageSettings>({ model: "NONE" }),
    fc.record({ model: fc.constant("FIXED" as const), bps: fc.integer({ min: 0, max: 10_000 }) }),
    fc.record({
      model: fc.constant("VOLUME_SHARE" as const),
      impact: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
    fc.record({
      model: fc.constant("SQUARE_ROOT" as const),
      coefficient: fc.double({ min: 0, max: 100, noNaN: true }),
    }),
  );
  const tape = fc.record({
    volume: fc.oneof(fc.double({ min: 0, max: 1e12 }), fc.constantFrom(0, NaN, Infinity)),
    volatility: fc.oneof(fc.double({ min: 0, max: 2 }), fc.constantFrom(0, NaN, Infinity)),
  });
  fc.assert(
    fc.property(settings, tape, size, size, (setting, at, a, b) => {
      const model = slippageModel(setting);
      const less = model.fraction(Math.min(a, b), at);
      const more = model.fraction(Math.max(a, b), at);
      assert.ok(0 <= less && less <= more && more <= 1, `${less}, ${more}`);
    }),
    { numRuns: 2_000 },
  );
});

Deno.test("settings that make no sense are refused", () => {
  for (const bad of [-1, NaN, Infinity]) {
    assert.throws(() => slippageModel({ model: "FIXED", bps: bad }), /0 to 10,000 bps/);
    assert.throws(() => slippageModel({ model: "VOLUME_SHARE", impact: bad }), /impact is 0 to 1/);
    assert.throws(() => slippageModel({ model: "SQUARE_ROOT", coefficient: bad }), /0 or more/);
  }
});
