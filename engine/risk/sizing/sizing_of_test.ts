import assert from "node:assert/strict";
import type { SizingSettings } from "../../domain/mod.ts";
import { requestOf, ticksOf, viewOf } from "../testing.ts";
import { sizingOf } from "./sizing_of.ts";

Deno.test("each method of the settings has its sizing", () => {
  // Equity 10,000 at 100, the stop at 90, volatility 0.5, no trades yet.
  const table: [SizingSettings, number][] = [
    [{ method: "FIXED", quantity: 7 }, 7],
    [{ method: "EQUITY", fraction: 0.25 }, 25], // 2,500 ÷ 100
    [{ method: "RISK", fraction: 0.02 }, 20], // 200 ÷ 10
    [{ method: "VOLATILITY", annual: 0.2, bars: 20 }, 40], // 0.2 ÷ 0.5 × 100
    [{ method: "KELLY", cap: 0.1, minTrades: 30 }, 10], // 1,000 ÷ 100
  ];
  const request = requestOf({ stopTicks: ticksOf(90) });
  for (const [settings, lots] of table) {
    const sized = sizingOf(settings).lots(request, viewOf({ volatility: 0.5 }));
    assert.equal(sized, lots, settings.method);
  }
});
