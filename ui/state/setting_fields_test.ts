import assert from "node:assert/strict";
import type { ExecutionInput, RiskFields } from "../operations/operations.ts";
import { ENGINE_FIELDS, engineInput, exposures } from "./engine_limits.ts";
import { DEFAULT_EXECUTION_ENTRIES, EXECUTION_FIELDS, executionInput } from "./execution_fields.ts";
import {
  DEFAULT_LIMIT_ENTRIES,
  DEFAULT_RISK_ENTRIES,
  limitsInput,
  RISK_FIELDS,
  riskFaults,
  riskInput,
} from "./risk_fields.ts";
import { settingEntries, settingFaults, shownSpecs, withEntry } from "./setting_fields.ts";

const executed = (typed: Readonly<Record<string, string>>): ExecutionInput =>
  executionInput({ ...DEFAULT_EXECUTION_ENTRIES, ...typed });

Deno.test("a model brings its own numbers and no other", () => {
  const slippage = (typed: Readonly<Record<string, string>>) => executed(typed).slippage;
  assert.deepEqual(slippage({ "slippage.model": "FIXED" }), { model: "FIXED", bps: 5 });
  assert.deepEqual(slippage({ "slippage.model": "VOLUME_SHARE", "slippage.impact": "0.2" }), {
    model: "VOLUME_SHARE",
    impact: 0.2,
  });
  assert.deepEqual(executed({ "latency.model": "UNIFORM" }).latency, {
    model: "UNIFORM",
    minMs: 50,
    maxMs: 250,
  });
});

Deno.test("what belongs to leverage and funding is sent with them", () => {
  assert.equal("maintenanceMargin" in executed({}), false);
  const { leverage, maintenanceMargin } = executed({ leverage: "5", maintenanceMargin: "0.7" });
  assert.deepEqual([leverage, maintenanceMargin], [5, 0.007], "0.7 % without float dust");
  assert.equal(executed({ fundingBps: "-1", fundingHours: "4" }).fundingHours, 4);
});

Deno.test("only what is shown can be wrong", () => {
  const wrong = { ...DEFAULT_EXECUTION_ENTRIES, "slippage.bps": "x", volumeShare: "" };
  assert.deepEqual(settingFaults(EXECUTION_FIELDS, wrong), {});
  assert.deepEqual(settingFaults(EXECUTION_FIELDS, { ...wrong, "slippage.model": "FIXED" }), {
    "slippage.bps": "Has to be a number",
  });
  assert.deepEqual(settingFaults(EXECUTION_FIELDS, { ...wrong, volumeShare: "0" }), {
    volumeShare: "Has to be above 0",
  });
});

const RISK: RiskFields = {
  sizing: {
    method: "RISK",
    fraction: 0.01,
    quantity: null,
    annual: null,
    bars: null,
    cap: null,
    minTrades: null,
  },
  maxPosition: null,
  maxExposure: 1.5,
  maxOpenPositions: 3,
  maxDailyLoss: 0.07,
  maxDrawdown: null,
  maxConsecutiveLosses: null,
  onBreach: "REDUCE",
  cooldownBars: 5,
  maxOrdersPerMinute: null,
  priceCollar: 0.5,
};

Deno.test("settings come out of the form as they went in", () => {
  const entries = settingEntries(RISK_FIELDS, RISK, DEFAULT_RISK_ENTRIES);
  assert.deepEqual(
    [entries["sizing.fraction"], entries["maxDailyLoss"], entries["maxOrdersPerMinute"]],
    ["1", "7", ""],
  );
  const { sizing, ...limits } = RISK;
  assert.equal(sizing.method, "RISK");
  assert.deepEqual(riskInput(entries), { ...limits, sizing: { method: "RISK", fraction: 0.01 } });
});

Deno.test("another way of sizing brings a share that makes sense for it", () => {
  const [method] = RISK_FIELDS;
  assert.ok(method);
  const byRisk = withEntry(DEFAULT_RISK_ENTRIES, method, "RISK");
  assert.equal(byRisk["sizing.fraction"], "1");
  assert.equal(withEntry(byRisk, method, "EQUITY")["sizing.fraction"], "25");
  const shown = (value: string) =>
    shownSpecs(RISK_FIELDS, withEntry(byRisk, method, value)).map(({ key }) => key)
      .filter((key) => key.startsWith("sizing."));
  assert.deepEqual(shown("KELLY"), ["sizing.method", "sizing.cap", "sizing.minTrades"]);
});

Deno.test("a limit above the leverage would be none", () => {
  const entries = { ...DEFAULT_RISK_ENTRIES, maxExposure: "250" };
  assert.deepEqual(riskFaults(entries, 2), { maxExposure: "Has to be at most 200, the leverage" });
  assert.deepEqual(riskFaults(entries, 3), {});
});

Deno.test("an account has no limits at first, and empties are taken out", () => {
  const { onBreach, cooldownBars, ...rest } = limitsInput(DEFAULT_LIMIT_ENTRIES);
  assert.deepEqual([onBreach, cooldownBars], ["REDUCE", 0]);
  assert.ok(Object.values(rest).every((value) => value === null));
});

Deno.test("the engine's limits stand beside what is held", () => {
  const risk = {
    maxOpenPositions: 4,
    maxExposure: 50_000,
    maxSymbolExposure: null,
    openPositions: 2,
    byCurrency: [{ name: "USDT", notional: 1_200 }, { name: "USD", notional: 0 }],
    bySymbol: [{ name: "ETHUSDT", notional: 200 }, { name: "BTCUSDT", notional: 1_000 }],
  };
  assert.deepEqual(exposures(risk), [
    { name: "USDT", value: 1_200, limit: 50_000 },
    { name: "BTCUSDT", value: 1_000, limit: null },
    { name: "ETHUSDT", value: 200, limit: null },
  ]);
  const entries = settingEntries(ENGINE_FIELDS, risk, {});
  assert.deepEqual(engineInput(entries), {
    maxOpenPositions: 4,
    maxExposure: 50_000,
    maxSymbolExposure: null,
  });
});
