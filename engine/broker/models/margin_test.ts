import assert from "node:assert/strict";
import fc from "fast-check";
import { type Lots, MAX_UNITS, type Money, type PriceTicks } from "../../domain/mod.ts";
import { initialMargin, liquidationTicks, maintenanceMargin } from "./margin.ts";

/** Money where a tick is 0.01 and a lot 1. */
const money = (quote: number) => Math.round(quote * 100) as Money;
const lots = (n: number) => n as Lots;
const NONE = 0 as Money;

Deno.test("initial margin is the notional by the leverage, rounded up", () => {
  // 1,000 ÷ 10 = 100; 1,000 ÷ 3 = 333.33…; 1,000 ÷ 2.5 = 400; 1,001 ÷ 1 = 1,001.
  assert.equal(initialMargin(1_000 as Money, 10), 100);
  assert.equal(initialMargin(1_000 as Money, 3), 334);
  assert.equal(initialMargin(1_000 as Money, 2.5), 400);
  assert.equal(initialMargin(1_001 as Money, 1), 1_001);
  assert.equal(initialMargin(NONE, 20), 0);
  // Binance's own example: 9,253.30 ÷ 20 = 462.665, here in thousandths.
  assert.equal(initialMargin(9_253_300 as Money, 20), 462_665);
  // 23 ÷ 2.3 = 10 and 1,100 ÷ 1.1 = 1,000, not a unit more for the last bits of a float.
  assert.equal(initialMargin(23 as Money, 2.3), 10);
  assert.equal(initialMargin(1_100 as Money, 1.1), 1_000);
});

Deno.test("initial margin is exact up to the largest amount", () => {
  const amount = fc.oneof(fc.maxSafeNat(), fc.nat(10_000), fc.nat(9).map((n) => MAX_UNITS - n));
  // Thousandths.
  fc.assert(
    fc.property(amount, fc.integer({ min: 1_000, max: 1_000_000 }), (units, leverage) => {
      const [n, d] = [BigInt(units) * 1_000n, BigInt(leverage)];
      assert.equal(BigInt(initialMargin(units as Money, leverage / 1_000)), (n + d - 1n) / d);
    }),
    { numRuns: 5_000 },
  );
});

Deno.test("a leverage that is none is refused", () => {
  for (const leverage of [0, 0.9, -1, 1_001, NaN, Infinity]) {
    assert.throws(() => initialMargin(1 as Money, leverage), /leverage is 1 to 1000, not/);
  }
});

Deno.test("maintenance margin is its rate of the notional, rounded up", () => {
  // 10,000 × 0.005 = 50; 10,001 × 0.005 = 50.005.
  assert.equal(maintenanceMargin(10_000 as Money, 0.005), 50);
  assert.equal(maintenanceMargin(10_001 as Money, 0.005), 51);
  assert.equal(maintenanceMargin(10_001 as Money, 0), 0);
});

Deno.test("a long of 1 at 100 with ten times its margin", () => {
  // 10 of margin − 100 paid = −90. −90 + P = 0.005 P, P = 90 ÷ 0.995 = 90.4522…, up to 90.46.
  assert.equal(liquidationTicks(1, lots(1), money(-90), NONE, 0.005), 9_046);
});

Deno.test("a short of 1 at 100 with ten times its margin", () => {
  // 10 of margin + 100 got = 110. 110 − P = 0.005 P, P = 110 ÷ 1.005 = 109.4527…, down to 109.45.
  assert.equal(liquidationTicks(-1, lots(1), money(110), NONE, 0.005), 10_945);
});

Deno.test("a price that is a whole tick stays there", () => {
  // 90 ÷ (1 − 0.1) = 100 and 110 ÷ (1 + 0.1) = 100.
  assert.equal(liquidationTicks(1, lots(1), money(-90), NONE, 0.1), 10_000);
  assert.equal(liquidationTicks(-1, lots(1), money(110), NONE, 0.1), 10_000);
  // Without maintenance margin: where the equity is used up. 90 ÷ 3 = 30 and 330 ÷ 3 = 110.
  assert.equal(liquidationTicks(1, lots(3), money(-90), NONE, 0), 3_000);
  assert.equal(liquidationTicks(-1, lots(3), money(330), NONE, 0), 11_000);
});

Deno.test("what other positions are worth and need counts too", () => {
  // Cash −190, others worth 120 that need 6: E₀ = −70, P = (6 + 70) ÷ 0.995 = 76.3819…, up to 76.39.
  assert.equal(liquidationTicks(1, lots(1), money(-190 + 120), money(6), 0.005), 7_639);
  // A short beside the same: E₀ = 130, P = (130 − 6) ÷ 1.005 = 123.3830…, down to 123.38.
  assert.equal(liquidationTicks(-1, lots(1), money(10 + 120), money(6), 0.005), 12_338);
});

Deno.test("Binance's formula gives the same", () => {
  // Wallet 1,000, 2 long at 5,000, rate 0.004, no other position:
  // (1,000 − 2 × 5,000) ÷ (2 × 0.004 − 2) = −9,000 ÷ −1.992 = 4,518.0722…, up to 4,518.08.
  assert.equal(liquidationTicks(1, lots(2), money(1_000 - 10_000), NONE, 0.004), 451_808);
  // 2 short: (1,000 + 2 × 5,000) ÷ (2 × 0.004 + 2) = 11,000 ÷ 2.008 = 5,478.0876…, down to 5,478.08.
  assert.equal(liquidationTicks(-1, lots(2), money(1_000 + 10_000), NONE, 0.004), 547_808);
});

Deno.test("a long without leverage is never liquidated", () => {
  assert.equal(liquidationTicks(1, lots(1), NONE, NONE, 0.005), null);
  assert.equal(liquidationTicks(1, lots(1), money(50), money(50), 0.005), null);
  // A fee of 0.01 paid out of nothing is leverage, if little: 0.01 ÷ 0.995, up to two ticks.
  assert.equal(liquidationTicks(1, lots(1), money(-0.01), NONE, 0.005), 2);
});

Deno.test("a short whose margin is not enough at any price is liquidated at every price", () => {
  assert.equal(liquidationTicks(-1, lots(1), money(5), money(5), 0.005), 1);
  assert.equal(liquidationTicks(-1, lots(1), money(-5), NONE, 0.005), 1);
});

Deno.test("the margin is enough one tick before the price, and not enough one tick further", () => {
  const positions = fc.record({
    sign: fc.constantFrom(1 as const, -1 as const),
    held: fc.integer({ min: 1, max: 1_000_000 }),
    entry: fc.integer({ min: 1, max: 100_000_000 }),
    leverage: fc.double({ min: 1.001, max: 125, noNaN: true }),
    /** Maintenance margin in basis points. */
    bps: fc.integer({ min: 0, max: 9_000 }),
    others: fc.integer({ min: -1e9, max: 1e9 }),
    needed: fc.nat(1e9),
  });
  fc.assert(
    fc.property(positions, ({ sign, held, entry, leverage, bps, others, needed }) => {
      const notional = held * entry;
      const equity0 = Math.floor(notional / leverage) - sign * notional + others;
      const [own, rest] = [equity0 as Money, needed as Money];
      const ticks = liquidationTicks(sign, lots(held), own, rest, bps / 10_000);
      /** Equity less maintenance margin, ten thousandfold. */
      const spare = (at: number) => {
        const worth = BigInt(held) * BigInt(at);
        const equity = BigInt(equity0) + BigInt(sign) * worth;
        return 10_000n * (equity - BigInt(needed)) - BigInt(bps) * worth;
      };
      if (ticks === null) {
        assert.ok(sign > 0 && spare(1) > 0n);
        return;
      }
      assert.ok(Number.isSafeInteger(ticks) && ticks >= 1);
      assert.ok(ticks - sign < 1 || spare(ticks - sign) < 0n, "not enough one tick further");
      // A short at one tick may be past all help.
      if (sign < 0 && ticks === 1) return;
      assert.ok(spare(ticks) >= 0n, "no later than it has to be");
      assert.ok(spare(ticks + sign) > 0n, "enough one tick before");
    }),
    { numRuns: 5_000 },
  );
});

Deno.test("prices of many ticks are as exact", () => {
  // 9 × 10¹⁴ ÷ 0.995 = 904,522,613,065,326.63…, up.
  assert.equal(liquidationTicks(1, lots(1), -9e14 as Money, NONE, 0.005), 904_522_613_065_327);
  const highest: PriceTicks | null = liquidationTicks(-1, lots(1), 9e15 as Money, NONE, 0);
  assert.equal(highest, 9e15);
});

Deno.test("a position without lots or a rate of 1 is refused", () => {
  for (
    const [held, rate] of [[0, 0.1], [-1, 0.1], [NaN, 0.1], [1, 1], [1, -0.1], [1, NaN]] as const
  ) {
    assert.throws(() => liquidationTicks(1, lots(held), money(-1), NONE, rate), /Invariant/);
  }
});
