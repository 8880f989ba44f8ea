import assert from "node:assert/strict";
import { lossFloor, lossShare } from "./loss_share.ts";

Deno.test("an equity exactly at the limit has reached it, a step above it has not", () => {
  // 3 % of 10,000 are 300; 7 % of 0.3 are 0.021, and 0.3 − 0.021 = 0.27899999999999997 as floats.
  assert.ok(9_700 <= lossFloor(10_000, 0.03));
  assert.ok(!(9_700.01 <= lossFloor(10_000, 0.03)));
  assert.ok(0.279 <= lossFloor(0.3, 0.07));
  assert.ok(!(0.27900001 <= lossFloor(0.3, 0.07)));
});

Deno.test("without a limit, or anything to lose, none is reached", () => {
  assert.equal(lossFloor(10_000, null), -Infinity);
  for (const from of [0, -5, NaN, -Infinity]) assert.equal(lossFloor(from, 0.1), -Infinity);
});

Deno.test("a gain is a loss of 0", () => {
  assert.equal(lossShare(100, 75), 0.25);
  assert.equal(lossShare(100, 130), 0);
  assert.equal(lossShare(-Infinity, 130), 0);
  assert.equal(lossShare(100, NaN), 0);
});
