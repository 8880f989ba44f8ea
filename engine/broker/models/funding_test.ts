import assert from "node:assert/strict";
import fc from "fast-check";
import type { Money } from "../../domain/mod.ts";
import { funding, fundingCount } from "./funding.ts";

const at = (text: string) => Date.parse(`2026-03-0${text}Z`);

Deno.test("funding is due at 00:00, 08:00 and 16:00 UTC", () => {
  assert.equal(fundingCount(at("1T00:00:00"), at("2T00:00:00"), 8), 3);
  assert.equal(fundingCount(at("1T07:59:59"), at("1T08:00:00"), 8), 1);
  assert.equal(fundingCount(at("1T08:00:00"), at("1T15:59:59"), 8), 0);
  assert.equal(fundingCount(at("1T15:30:00"), at("3T00:30:00"), 8), 5);
});

Deno.test("every hour, every four hours, once a day", () => {
  assert.equal(fundingCount(at("1T00:30:00"), at("1T03:30:00"), 1), 3);
  assert.equal(fundingCount(at("1T00:30:00"), at("1T12:00:00"), 4), 3);
  assert.equal(fundingCount(at("1T00:30:00"), at("3T23:00:00"), 24), 2);
});

Deno.test("no time, no funding; nor for time that runs backwards", () => {
  assert.equal(fundingCount(at("1T08:00:00"), at("1T08:00:00"), 8), 0);
  assert.equal(fundingCount(at("2T00:00:00"), at("1T00:00:00"), 8), 0);
});

Deno.test("times before 1970 are like any", () => {
  const from = Date.parse("1969-12-31T15:59:59Z");
  assert.equal(fundingCount(from, Date.parse("1970-01-01T00:00:00Z"), 8), 2);
});

Deno.test("stretches add up", () => {
  const time = fc.integer({ min: -1e13, max: 1e13 });
  fc.assert(fc.property(time, time, time, fc.constantFrom(1, 2, 4, 8, 24), (...all) => {
    const [a, b, c] = all.slice(0, 3).sort((x, y) => x - y) as [number, number, number];
    const hours = all[3];
    const parts = fundingCount(a, b, hours) + fundingCount(b, c, hours);
    assert.equal(parts, fundingCount(a, c, hours));
  }));
});

Deno.test("longs pay a positive rate, shorts receive it, and the other way round", () => {
  // 1,000,000 × 1 ÷ 10,000 = 100
  assert.equal(funding(1, 1_000_000 as Money, 1), 100);
  assert.equal(funding(-1, 1_000_000 as Money, 1), -100);
  assert.equal(funding(1, 1_000_000 as Money, -1), -100);
  assert.equal(funding(-1, 1_000_000 as Money, -1), 100);
});

Deno.test("what is paid is rounded up, what is received down", () => {
  // 12,345 × 1 ÷ 10,000 = 1.2345
  assert.equal(funding(1, 12_345 as Money, 1), 2);
  assert.equal(funding(-1, 12_345 as Money, 1), -1);
  // 1 × 1 ÷ 10,000: nothing is received, without a sign.
  assert.equal(Object.is(funding(-1, 1 as Money, 1), 0), true);
});

Deno.test("no rate or no position, no funding", () => {
  for (const sign of [1, -1]) {
    assert.equal(Object.is(funding(sign, 12_345 as Money, 0), 0), true);
    assert.equal(Object.is(funding(sign, 0 as Money, 1), 0), true);
  }
});

Deno.test("nothing is made of rounding: both sides together pay nothing, or one unit", () => {
  const hundredths = fc.integer({ min: -1_000_000, max: 1_000_000 });
  fc.assert(fc.property(fc.maxSafeNat(), hundredths, (notional, rate) => {
    const bps = rate / 100;
    const both = funding(1, notional as Money, bps) + funding(-1, notional as Money, bps);
    assert.ok(both === 0 || both === 1, `${both}`);
  }));
});

Deno.test("hours and rates that are none are refused", () => {
  for (const hours of [0, -8, NaN, Infinity]) {
    assert.throws(() => fundingCount(0, 1, hours), /funding hours are above 0, not/);
  }
  for (const bps of [10_001, NaN, -Infinity]) {
    assert.throws(() => funding(1, 1 as Money, bps), /Invariant: a rate is 0 to 1/);
  }
});
