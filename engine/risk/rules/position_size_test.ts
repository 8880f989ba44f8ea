import assert from "node:assert/strict";
import { lotsOf, requestOf, viewOf } from "../testing.ts";
import { positionSizeRule } from "./position_size.ts";

function check(lots: number, maxPosition: number | null, positionNotional = 0) {
  const view = viewOf({ positionNotional, settings: { maxPosition } });
  return positionSizeRule.check(requestOf(), lotsOf(lots), view);
}

Deno.test("a position up to its share of the equity passes", () => {
  // 25 % of 10,000 are 2,500: 25 at 100.
  assert.equal(check(25, 0.25), null);
  assert.deepEqual(check(26, 0.25), {
    code: "MAX_POSITION",
    reason: "The position would be worth 2600, and 2500 is the most: 25 % of the equity of 10000",
  });
});

Deno.test("what is held counts, and no limit is none", () => {
  assert.equal(check(5, 0.25, 2_000), null);
  assert.equal(check(6, 0.25, 2_000)?.code, "MAX_POSITION");
  assert.equal(check(1_000, null, 2_000), null);
});
