import assert from "node:assert/strict";
import type { Side } from "../../domain/mod.ts";
import { lotsOf, requestOf, ticksOf, viewOf } from "../testing.ts";
import { stopSideRule } from "./stop_side.ts";

function check(side: Side, stop: number | null, take: number | null) {
  const stopTicks = stop === null ? null : ticksOf(stop);
  const takeTicks = take === null ? null : ticksOf(take);
  return stopSideRule.check(requestOf({ side, stopTicks, takeTicks }), lotsOf(1), viewOf());
}

Deno.test("levels on their side of a price of 100 pass, and none at all", () => {
  assert.equal(check("LONG", 99, 101), null);
  assert.equal(check("SHORT", 101, 99), null);
  assert.equal(check("LONG", null, null), null);
});

Deno.test("a stop loss on the winning side or at the price is refused", () => {
  assert.deepEqual(check("LONG", 105, 110), {
    code: "STOP_LOSS_SIDE",
    reason: "Stop loss 105 of a long has to be below the price of 100",
  });
  assert.deepEqual(check("SHORT", 100, null), {
    code: "STOP_LOSS_SIDE",
    reason: "Stop loss 100 of a short has to be above the price of 100",
  });
});

Deno.test("a take profit on the losing side or at the price is refused", () => {
  assert.deepEqual(check("LONG", 95, 100), {
    code: "TAKE_PROFIT_SIDE",
    reason: "Take profit 100 of a long has to be above the price of 100",
  });
  assert.deepEqual(check("SHORT", null, 101), {
    code: "TAKE_PROFIT_SIDE",
    reason: "Take profit 101 of a short has to be below the price of 100",
  });
});
