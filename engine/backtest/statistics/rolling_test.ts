import assert from "node:assert/strict";
import fc from "fast-check";
import { sharpe, volatility } from "./ratios.ts";
import { rollingFigures } from "./rolling.ts";
import { column, near } from "./testing.ts";

Deno.test("a window of two by hand", () => {
  // Means 2 and 3 %, deviations √2 and 0: the second is all alike.
  const figures = rollingFigures(column(0.01, 0.03, 0.03), 2, 2);
  assert.ok(Number.isNaN(figures.volatility[0]) && Number.isNaN(figures.sharpe[0]));
  near(figures.volatility[1], 0.02);
  near(figures.sharpe[1], 0.02 / 0.02 * 2);
  near(figures.volatility[2], 0, 1e-10);
  assert.ok(Number.isNaN(figures.sharpe[2]));
});

Deno.test("each window has the figures of its returns alone", () => {
  const returns = fc.array(fc.integer({ min: -500, max: 500 }), { minLength: 1, maxLength: 120 });
  fc.assert(fc.property(returns, fc.integer({ min: 2, max: 40 }), (values, window) => {
    const all = Float64Array.from(values, (value) => value / 10_000);
    const rolling = rollingFigures(all, window, 365);
    for (let end = window; end <= all.length; end++) {
      const part = all.subarray(end - window, end);
      near(rolling.volatility[end - 1], volatility(part, 365), 1e-6);
      const alone = sharpe(part, 365);
      if (alone !== null) near(rolling.sharpe[end - 1], alone, 1e-5 * Math.max(1, Math.abs(alone)));
    }
    assert.ok(rolling.volatility.subarray(0, window - 1).every(Number.isNaN));
  }));
});

Deno.test("a window of one has no deviation", () => {
  assert.throws(() => rollingFigures(column(1), 1, 365), {
    name: "RangeError",
    message: "Cannot roll over 1 returns: it has to be a whole number from 2 on",
  });
});
