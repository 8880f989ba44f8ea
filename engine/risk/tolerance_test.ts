import assert from "node:assert/strict";
import { exceeds, wholeDown, wholeUp } from "./tolerance.ts";

Deno.test("a limit that floats miss by a bit is still kept", () => {
  // Floats make 3 × 0.1 = 0.30000000000000004 and 0.07 × 100 = 7.000000000000001.
  assert.equal(exceeds(3 * 0.1, 0.3), false);
  assert.equal(exceeds(0.07 * 100, 7), false);
  assert.equal(exceeds(7.000001, 7), true);
  assert.equal(exceeds(8, 7), true);
});

Deno.test("what is no number exceeds every limit", () => {
  assert.equal(exceeds(NaN, 7), true);
  assert.equal(exceeds(7, NaN), true);
});

Deno.test("whole numbers survive the last bit of a float", () => {
  // 0.29 × 100 = 28.999999999999996, 1.1 × 3 = 3.3000000000000003, 1100 ÷ 1.1 = 999.9999999999999.
  assert.equal(wholeDown(0.29 * 100), 29);
  assert.equal(wholeDown(28.99), 28);
  assert.equal(wholeUp(1.1 * 3 * 10), 33);
  assert.equal(wholeUp(1100 / 1.1), 1000);
  assert.equal(wholeUp(33.01), 34);
});
