import assert from "node:assert/strict";
import { requestOf, ticksOf, viewOf } from "../testing.ts";
import { RiskFraction } from "./risk_fraction.ts";

const sizing = new RiskFraction(0.01);
const stopAt = (stop: number) => requestOf({ stopTicks: ticksOf(stop) });

Deno.test("the stop loss costs the share of the equity", () => {
  // 1 % of 10,000 is 100; from 100 to 92 is 8: 12.5, down to 12.
  assert.equal(sizing.lots(stopAt(92), viewOf()), 12);
  assert.equal(sizing.lots({ ...stopAt(108), side: "SHORT" }, viewOf()), 12);
  // From 100 to 95 is 5: 20 exactly.
  assert.equal(sizing.lots(stopAt(95), viewOf()), 20);
});

Deno.test("a stop close by does not make a position that cannot be paid", () => {
  // 0.5 ÷ 1 of 10,000 would be 5,000 at 100 each; 10,000 carry 100, at leverage 3 they carry 300.
  const half = new RiskFraction(0.5);
  assert.equal(half.lots(stopAt(99), viewOf()), 100);
  assert.equal(half.lots(stopAt(99), viewOf({ leverage: 3 })), 300);
});

Deno.test("without a stop loss there is no size", () => {
  assert.deepEqual(sizing.lots(requestOf(), viewOf()), {
    code: "NO_STOP_LOSS",
    reason: "The order has no stop loss, and its size comes from the distance to it",
  });
});

Deno.test("a stop loss at the price or beyond it is named as such", () => {
  const reason = "Stop loss 100 of a long has to be below the price of 100";
  assert.deepEqual(sizing.lots(stopAt(100), viewOf()), { code: "STOP_LOSS_SIDE", reason });
});
