import assert from "node:assert/strict";
import { counted, percent, rounded, utc } from "./phrases.ts";

Deno.test("shares, counts, amounts and times read as people write them", () => {
  // 0.07 × 100 = 7.000000000000001 as floats.
  assert.equal(percent(0.07), "7 %");
  assert.equal(percent(0.125), "12.5 %");
  assert.equal(percent(1 / 3, 4), "33.33 %");
  assert.equal(counted(1, "bar"), "1 bar");
  assert.equal(counted(0, "bar"), "0 bars");
  assert.equal(rounded(0.1 + 0.2), 0.3);
  assert.equal(utc(1_704_153_600_000), "2024-01-02 00:00 UTC");
});
