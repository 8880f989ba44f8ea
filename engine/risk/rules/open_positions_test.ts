import assert from "node:assert/strict";
import { lotsOf, requestOf, viewOf } from "../testing.ts";
import { openPositionsRule } from "./open_positions.ts";

function check(otherPositions: number, maxOpenPositions: number | null, positionNotional = 0) {
  const view = viewOf({ otherPositions, positionNotional, settings: { maxOpenPositions } });
  return openPositionsRule.check(requestOf(), lotsOf(1), view);
}

Deno.test("positions up to the limit may be open at once", () => {
  assert.equal(check(2, 3), null);
  assert.deepEqual(check(3, 3), {
    code: "MAX_OPEN_POSITIONS",
    reason: "The account would have 4 open positions, and 3 is the most",
  });
  assert.equal(check(0, 0)?.reason, "The account would have 1 open position, and 0 is the most");
  assert.equal(check(99, null), null);
});

Deno.test("adding to a position that is open opens none", () => {
  assert.equal(check(3, 3, 500), null);
});
