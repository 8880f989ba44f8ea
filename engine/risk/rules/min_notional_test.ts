import assert from "node:assert/strict";
import { BTC, lotsOf, requestOf, viewOf } from "../testing.ts";
import { minNotionalRule } from "./min_notional.ts";

Deno.test("an order worth less than the exchange takes is refused", () => {
  // At 100.00 (10,000 ticks) 0.1 (10,000 lots) is worth 10; 0.09999 is worth 9.999.
  const view = viewOf({ instrument: { ...BTC, minNotional: 10 }, ticks: 10_000 });
  assert.equal(minNotionalRule.check(requestOf(), lotsOf(10_000), view), null);
  assert.deepEqual(minNotionalRule.check(requestOf(), lotsOf(9_999), view), {
    code: "MIN_NOTIONAL",
    reason: "0.09999 at 100 is worth 9.999, and 10 is the least for BTCUSDT",
  });
});

Deno.test("0 is no limit", () => {
  assert.equal(minNotionalRule.check(requestOf(), lotsOf(1), viewOf({ instrument: BTC })), null);
});
