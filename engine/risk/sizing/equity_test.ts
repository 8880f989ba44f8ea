import assert from "node:assert/strict";
import { BTC, requestOf, viewOf } from "../testing.ts";
import { EquityFraction } from "./equity.ts";

Deno.test("a quarter of 10,000 at 100 with a fee of 0.1 % is 24.97502", () => {
  // 2,500 ÷ (100 × 1.001) = 24.975024…, down to the step of 0.00001.
  // One unit is 0.01 × 0.00001 = 1e-7 USDT, so 10,000 USDT are 1e11 units and 100 USDT 10,000 ticks.
  const view = viewOf({ instrument: BTC, equity: 1e11, ticks: 10_000, feeBps: 10 });
  const lots = new EquityFraction(0.25).lots(requestOf(), view);
  assert.equal(view.scale.toQuantity(lots), 24.97502);
});

Deno.test("all of the equity goes in where floats would miss it by a bit", () => {
  assert.equal(new EquityFraction(1).lots(requestOf(), viewOf()), 100);
  // 0.29 × 10,000 = 2,900 exactly, though 0.29 × 100 = 28.999999999999996 as floats.
  assert.equal(new EquityFraction(0.29).lots(requestOf(), viewOf({ equity: 100, ticks: 1 })), 29);
});

Deno.test("a share of more than all needs leverage", () => {
  assert.equal(new EquityFraction(3).lots(requestOf(), viewOf()), 100);
  assert.equal(new EquityFraction(3).lots(requestOf(), viewOf({ leverage: 5 })), 300);
});

Deno.test("a share is 0 lots of what has no worth, and of nothing", () => {
  for (const equity of [0, -100, NaN]) {
    assert.equal(new EquityFraction(0.5).lots(requestOf(), viewOf({ equity })), 0);
  }
  assert.throws(() => new EquityFraction(0), /Invariant: equity fraction is above 0, not 0/);
});
