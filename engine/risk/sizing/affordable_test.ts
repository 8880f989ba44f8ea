import assert from "node:assert/strict";
import { viewOf } from "../testing.ts";
import { affordable, lotsWithin } from "./affordable.ts";

Deno.test("a size is cut to what the free margin carries", () => {
  // 10,000 − 4,000 held = 6,000 free; at 100 that is 60.
  assert.equal(affordable(1_000, viewOf({ marginUsed: 4_000 })), 60);
  assert.equal(affordable(59.9, viewOf({ marginUsed: 4_000 })), 59);
  // At leverage 5 one takes 20: 6,000 ÷ 20 = 300.
  assert.equal(affordable(1_000, viewOf({ marginUsed: 4_000, leverage: 5 })), 300);
  // With 100 bps of fee one takes 20 + 1 = 21: 6,000 ÷ 21 = 285.7.
  assert.equal(affordable(1_000, viewOf({ marginUsed: 4_000, leverage: 5, feeBps: 100 })), 285);
});

Deno.test("nothing is affordable where nothing is free, and no nonsense comes out", () => {
  assert.equal(affordable(10, viewOf({ marginUsed: 10_000 })), 0);
  assert.equal(affordable(10, viewOf({ equity: -5 })), 0);
  assert.equal(affordable(NaN, viewOf()), 0);
  assert.equal(affordable(-1, viewOf()), 0);
  assert.equal(affordable(10, viewOf({ ticks: 0 })), 0);
  assert.equal(affordable(Infinity, viewOf()), 100);
});

Deno.test("a size that could not be counted is cut to what can be", () => {
  // 2^53 − 1 = 9,007,199,254,740,991 units at 1e9 each: 9,007,199.
  const view = viewOf({ equity: 9e15, leverage: 100, ticks: 1e9 });
  assert.equal(affordable(1e12, view), 9_007_199);
});

Deno.test("a budget covers the fee, too", () => {
  // 30 would cost 3,000 + 30 = 3,030; 29 cost 2,900 + 29 = 2,929.
  assert.equal(lotsWithin(3_029, viewOf({ feeBps: 100 })), 29);
  assert.equal(lotsWithin(3_030, viewOf({ feeBps: 100 })), 30);
  assert.equal(lotsWithin(NaN, viewOf()), 0);
  assert.equal(lotsWithin(-100, viewOf()), 0);
});
