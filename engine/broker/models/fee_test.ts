import assert from "node:assert/strict";
import fc from "fast-check";
import { type FeeSettings, type Liquidity, type Money, Scale } from "../../domain/mod.ts";
import { FeeSchedule } from "./fee.ts";

const DAY = 86_400_000;
/** One money unit is 0.01 × 1 of the quote currency. */
const SCALE = new Scale(0.01, 1);
const money = (quote: number) => Math.round(quote * 100) as Money;

/** What Kraken's support page once gave as its example: less from 50,000 USD on. */
const KRAKEN: FeeSettings = {
  makerBps: 16,
  takerBps: 26,
  tiers: [
    { volume: 50_000, makerBps: 14, takerBps: 24 },
    { volume: 100_000, makerBps: 12, takerBps: 22 },
  ],
};
const flat = (bps: number) => new FeeSchedule({ makerBps: bps, takerBps: bps, tiers: [] }, SCALE);

Deno.test("a fee is its rate of the notional, rounded up to the unit", () => {
  // 12,345 × 10 ÷ 10,000 = 12.345; 10,000 × 10 ÷ 10,000 = 10; 1 × 0.5 ÷ 10,000 is more than nothing.
  assert.equal(flat(10).fee(12_345 as Money, "TAKER"), 13);
  assert.equal(flat(10).fee(10_000 as Money, "TAKER"), 10);
  assert.equal(flat(0.5).fee(1 as Money, "TAKER"), 1);
  assert.equal(flat(0).fee(10_000 as Money, "TAKER"), 0);
});

Deno.test("makers and takers pay their own rate", () => {
  const fees = new FeeSchedule({ makerBps: 2, takerBps: 5, tiers: [] }, SCALE);
  // 1,000,000 × 2 ÷ 10,000 and × 5 ÷ 10,000.
  assert.equal(fees.fee(1_000_000 as Money, "MAKER"), 200);
  assert.equal(fees.fee(1_000_000 as Money, "TAKER"), 500);
  assert.deepEqual([fees.rateBps("MAKER"), fees.rateBps("TAKER")], [2, 5]);
});

Deno.test("a fee of a huge notional is not a unit below its rate", () => {
  // × 7.5 ÷ 10,000 = × 3 ÷ 4,000: 19,991,246,730,020,001 ÷ 4,000 = 4,997,811,682,505.00025.
  // A product of floats gives ….0 here.
  assert.equal(flat(7.5).fee(6_663_748_910_006_667 as Money, "TAKER"), 4_997_811_682_506);
});

Deno.test("a tier counts once its volume is traded, from the next fill on", () => {
  const fees = new FeeSchedule(KRAKEN, SCALE);
  fees.traded(0, money(49_999.99));
  assert.deepEqual([fees.rateBps("MAKER"), fees.rateBps("TAKER")], [16, 26]);
  fees.traded(0, money(0.01));
  assert.deepEqual([fees.rateBps("MAKER"), fees.rateBps("TAKER")], [14, 24]);
  // 1,000 × 0.0024 = 2.4
  assert.equal(fees.fee(money(1_000), "TAKER"), money(2.4));
  fees.traded(0, money(1_000_000));
  assert.equal(fees.rateBps("TAKER"), 22);
});

Deno.test("a trade counts on its day and the 29 after it, by UTC days", () => {
  const fees = new FeeSchedule(KRAKEN, SCALE);
  const lastOfDay0 = DAY - 1;
  fees.traded(lastOfDay0, money(60_000));
  fees.advance(30 * DAY - 1);
  assert.equal(fees.rateBps("TAKER"), 24);
  fees.advance(30 * DAY);
  assert.equal(fees.rateBps("TAKER"), 26);
});

Deno.test("days leave one by one, and a trade makes those leave that are over", () => {
  const fees = new FeeSchedule(KRAKEN, SCALE);
  fees.traded(0, money(60_000));
  fees.traded(10 * DAY, money(40_000));
  assert.equal(fees.rateBps("TAKER"), 22);
  // On day 30 the 60,000 are gone: 40,000 and 20,000 make 60,000.
  fees.traded(30 * DAY, money(20_000));
  assert.equal(fees.rateBps("TAKER"), 24);
  // On day 40 the 40,000 too: 20,000.
  fees.advance(40 * DAY);
  assert.equal(fees.rateBps("TAKER"), 26);
});

Deno.test("a long pause empties the volume; days before 1970 count as any", () => {
  const fees = new FeeSchedule(KRAKEN, SCALE);
  fees.traded(-40 * DAY, money(60_000));
  fees.advance(-11 * DAY - 1);
  assert.equal(fees.rateBps("TAKER"), 24);
  fees.advance(1_000 * DAY);
  assert.equal(fees.rateBps("TAKER"), 26);
});

Deno.test("what is restored goes on as if it had never stopped", () => {
  const trade = fc.record({
    days: fc.integer({ min: 0, max: 12 }),
    notional: fc.integer({ min: 0, max: 3_000_000 }),
  });
  fc.assert(fc.property(fc.array(trade, { maxLength: 60 }), fc.nat(59), (trades, stop) => {
    const whole = new FeeSchedule(KRAKEN, SCALE);
    let restored = new FeeSchedule(KRAKEN, SCALE);
    let time = 0;
    for (const [i, { days, notional }] of trades.entries()) {
      time += days * DAY;
      if (i === stop) {
        const data = JSON.parse(JSON.stringify(restored.toData()));
        restored = new FeeSchedule(KRAKEN, SCALE, data);
      }
      whole.traded(time, notional as Money);
      restored.traded(time, notional as Money);
      assert.equal(restored.rateBps("TAKER"), whole.rateBps("TAKER"));
      assert.deepEqual(restored.toData(), whole.toData());
    }
  }));
});

Deno.test("restoring replaces what was traded before", () => {
  const fees = new FeeSchedule(KRAKEN, SCALE);
  fees.traded(9 * DAY, money(100_000));
  fees.restore({ day: 3, volumes: [money(30_000), money(20_000)] });
  assert.equal(fees.rateBps("TAKER"), 24);
  // The 20,000 of day 2 leave on day 32.
  fees.advance(32 * DAY);
  assert.equal(fees.rateBps("TAKER"), 26);
  fees.restore({ day: 0, volumes: [] });
  assert.deepEqual(fees.toData(), { day: 0, volumes: [] });
});

Deno.test("what is remembered is short: nothing without tiers, no empty days at the end", () => {
  const plain = flat(10);
  plain.traded(5 * DAY, money(1));
  assert.deepEqual(plain.toData(), { day: 0, volumes: [] });
  const tiered = new FeeSchedule(KRAKEN, SCALE);
  tiered.traded(5 * DAY, money(1));
  tiered.traded(7 * DAY, money(2));
  assert.deepEqual(tiered.toData(), { day: 7, volumes: [200, 0, 100] });
});

Deno.test("a fee grows with the notional, and is never below its rate nor a unit above it", () => {
  const notional = fc.maxSafeNat();
  // Hundredths of a basis point.
  const rate = fc.integer({ min: 0, max: 1_000_000 });
  const liquidity = fc.constantFrom<Liquidity>("MAKER", "TAKER");
  fc.assert(fc.property(notional, notional, rate, liquidity, (a, b, hundredths, which) => {
    const fees = flat(hundredths / 100);
    const [less, more] = [Math.min(a, b), Math.max(a, b)];
    const fee = BigInt(fees.fee(more as Money, which));
    assert.ok(BigInt(fees.fee(less as Money, which)) <= fee);
    const atRate = BigInt(more) * BigInt(hundredths);
    assert.ok(fee * 1_000_000n >= atRate && (fee - 1n) * 1_000_000n < atRate);
  }));
});

Deno.test("rates that are none and tiers out of order are refused", () => {
  for (const bps of [-1, 10_001, NaN]) assert.throws(() => flat(bps), /fee is 0 to 10,000 bps/);
  const tiers = [...KRAKEN.tiers].reverse();
  assert.throws(() => new FeeSchedule({ ...KRAKEN, tiers }, SCALE), /50000 is below 100000/);
  const data = { day: 1, volumes: Array<number>(31).fill(1) };
  assert.throws(() => new FeeSchedule(KRAKEN, SCALE, data), /at most 30 days of volume, not 31/);
});
