import assert from "node:assert/strict";
import { requestOf, viewOf } from "../testing.ts";
import { VolatilityTarget } from "./volatility_target.ts";

const sizing = new VolatilityTarget(0.2, 30);

Deno.test("a wild market gets less, a calm one more", () => {
  // 0.2 ÷ 0.8 × 10,000 ÷ 100 = 25; 0.2 ÷ 0.3 × 10,000 ÷ 100 = 66.7.
  assert.equal(sizing.lots(requestOf(), viewOf({ volatility: 0.8 })), 25);
  assert.equal(sizing.lots(requestOf(), viewOf({ volatility: 0.3 })), 66);
});

Deno.test("a calm market does not make a position that cannot be paid", () => {
  // 0.2 ÷ 0.05 = 4 times the equity would be 400.
  assert.equal(sizing.lots(requestOf(), viewOf({ volatility: 0.05 })), 100);
  assert.equal(sizing.lots(requestOf(), viewOf({ volatility: 0.05, leverage: 10 })), 400);
  assert.equal(sizing.lots(requestOf(), viewOf({ volatility: 1e-300 })), 100);
});

Deno.test("the volatility asked for is that of the bars of the settings", () => {
  const asked: number[] = [];
  const view = { ...viewOf(), annualVolatility: (bars: number) => asked.push(bars) };
  sizing.lots(requestOf(), view);
  assert.deepEqual(asked, [30]);
});

Deno.test("until it is warm, and where nothing moved, there is no size", () => {
  assert.deepEqual(sizing.lots(requestOf(), viewOf({ volatility: NaN })), {
    code: "VOLATILITY_UNKNOWN",
    reason: "The volatility of the last 30 bars is not known yet, and the size comes from it",
  });
  assert.deepEqual(sizing.lots(requestOf(), viewOf({ volatility: 0 })), {
    code: "VOLATILITY_UNKNOWN",
    reason: "The price has not moved in the last 30 bars, and the size comes from its volatility",
  });
});
