import { deepEqual, equal, throws } from "node:assert/strict";
import {
  DEFAULT_EXECUTION,
  DEFAULT_RISK,
  InputError,
  NO_ACCOUNT_LIMITS,
  NO_ENGINE_LIMITS,
} from "../../domain/mod.ts";
import { accountLimits, engineRiskSettings, executionSettings, riskSettings } from "./mod.ts";

const FRAME = {
  leverage: 3,
  windowSize: 500,
  quantityStep: 0.001,
  isWholeQuantity: (quantity: number) => quantity === 0.5,
};

/** What was refused, and how that is told: field and message. */
function refused(parse: () => unknown): [string | undefined, string] {
  let found: [string | undefined, string] = [undefined, "nothing was refused"];
  throws(parse, (error) => {
    if (!(error instanceof InputError)) throw error;
    equal(error.code, "BAD_USER_INPUT");
    found = [error.field, error.message];
    return true;
  });
  return found;
}

Deno.test("executionSettings() fills in what is left out, and takes null for that", () => {
  deepEqual(executionSettings({}, "execution"), DEFAULT_EXECUTION);
  deepEqual(executionSettings(undefined, "execution"), DEFAULT_EXECUTION);
  deepEqual(
    executionSettings({ spreadBps: null, fees: { makerBps: null }, volumeShare: null }, "e"),
    DEFAULT_EXECUTION,
  );
  deepEqual(
    executionSettings({
      fees: { makerBps: 0, tiers: [{ volume: 1_000_000, makerBps: 0, takerBps: 4 }] },
      slippage: { model: "SQUARE_ROOT", coefficient: 1, bps: null },
      latency: { model: "UNIFORM", minMs: 20, maxMs: 20 },
      leverage: 5,
      maintenanceMargin: 0.1,
      seed: "",
    }, "execution"),
    {
      ...DEFAULT_EXECUTION,
      fees: {
        makerBps: 0,
        takerBps: 10,
        tiers: [{ volume: 1_000_000, makerBps: 0, takerBps: 4 }],
      },
      slippage: { model: "SQUARE_ROOT", coefficient: 1 },
      latency: { model: "UNIFORM", minMs: 20, maxMs: 20 },
      leverage: 5,
      maintenanceMargin: 0.1,
      seed: "",
    },
  );
});

const tier = (volume: number) => ({ volume, makerBps: 1, takerBps: 1 });

const BAD_EXECUTION: readonly [unknown, string, RegExp][] = [
  [{ spreadBps: -1 }, "spreadBps", /spreadBps cannot be -1: it has to be a number from 0 to 1000/],
  [{ spreadBps: NaN }, "spreadBps", /cannot be NaN/],
  [{ spreadBps: Infinity }, "spreadBps", /cannot be Infinity/],
  [{ spreadBps: "1" }, "spreadBps", /cannot be "1"/],
  [{ fees: 10 }, "fees", /fees cannot be 10: it has to be an object of makerBps, takerBps, tiers/],
  [{ fees: { makerBps: 1_001 } }, "fees.makerBps", /from 0 to 1000/],
  [{ fees: { tiers: [tier(0)] } }, "fees.tiers.0.volume", /cannot be 0: .* above 0/],
  [
    { fees: { tiers: [tier(100), tier(100)] } },
    "fees.tiers.1.volume",
    /cannot be 100: volumes ascend, and the one before is 100/,
  ],
  [
    { fees: { tiers: [{ ...tier(1), makerBps: undefined }] } },
    "fees.tiers.0.makerBps",
    /fees\.tiers\.0\.makerBps is missing: it has to be a number/,
  ],
  [
    { fees: { tiers: Array.from({ length: 21 }, (_, i) => tier(i + 1)) } },
    "fees.tiers",
    /20 tiers/,
  ],
  [{ slippage: { model: "MAGIC" } }, "slippage.model", /one of NONE, FIXED, VOLUME_SHARE/],
  [{ slippage: { model: "FIXED" } }, "slippage.bps", /slippage\.bps is missing/],
  [
    { slippage: { model: "FIXED", bps: 1, impact: 0.1 } },
    "slippage.impact",
    /Unknown setting execution\.slippage\.impact: there are model, bps/,
  ],
  [{ slippage: { model: "VOLUME_SHARE", impact: 1.1 } }, "slippage.impact", /from 0 to 1/],
  [{ slippage: { model: "SQUARE_ROOT", coefficient: -1 } }, "slippage.coefficient", /from 0/],
  [{ latency: { model: "FIXED", ms: 1.5 } }, "latency.ms", /whole number from 0 to 60000/],
  [{ latency: { model: "FIXED", ms: 60_001 } }, "latency.ms", /whole number from 0 to 60000/],
  [
    { latency: { model: "UNIFORM", minMs: 10, maxMs: 9 } },
    "latency.maxMs",
    /cannot be 9: it has to be at least minMs, which is 10/,
  ],
  [{ latency: { model: "LOG_NORMAL", medianMs: 5, sigma: -0.1 } }, "latency.sigma", /from 0/],
  [{ volumeShare: 0 }, "volumeShare", /above 0, at most 1/],
  [{ volumeShare: 1.01 }, "volumeShare", /above 0, at most 1/],
  [{ limitFill: "SOMETIMES" }, "limitFill", /one of TOUCH, THROUGH/],
  [{ leverage: 0.5 }, "leverage", /from 1 to 125/],
  [{ leverage: 126 }, "leverage", /from 1 to 125/],
  [{ maintenanceMargin: 0.6 }, "maintenanceMargin", /from 0 to 0\.5/],
  [
    { leverage: 10, maintenanceMargin: 0.1 },
    "maintenanceMargin",
    /cannot be 0\.1: it has to be below 1 ÷ leverage, which is 0\.1/,
  ],
  [{ fundingBps: -1_001 }, "fundingBps", /from -1000 to 1000/],
  [{ fundingHours: 3 }, "fundingHours", /cannot be 3: it has to be one of 1, 2, 4, 8, 12, 24/],
  [{ seed: "x".repeat(101) }, "seed", /text of at most 100 characters/],
  [{ seed: 7 }, "seed", /text of at most 100 characters/],
  [{ tax: 1 }, "tax", /Unknown setting execution\.tax: there are fees, spreadBps/],
];

Deno.test("executionSettings() names the field, the value and what would be right", () => {
  for (const [input, field, message] of BAD_EXECUTION) {
    const [where, says] = refused(() => executionSettings(input, "execution"));
    deepEqual([where, message.test(says)], [`execution.${field}`, true], says);
  }
});

Deno.test("riskSettings() changes what is named, and null takes a limit out", () => {
  deepEqual(riskSettings({}, FRAME), DEFAULT_RISK);
  const base = riskSettings({ maxDrawdown: 0.2, maxPosition: 3, priceCollar: null }, FRAME);
  deepEqual(base, { ...DEFAULT_RISK, maxDrawdown: 0.2, maxPosition: 3, priceCollar: null });
  deepEqual(
    riskSettings({ maxDrawdown: null, cooldownBars: null, onBreach: "REDUCE" }, FRAME, base),
    { ...base, maxDrawdown: null, onBreach: "REDUCE" },
  );
  deepEqual(
    riskSettings({ sizing: { method: "KELLY", cap: 0.1, minTrades: 30, bars: null } }, FRAME)
      .sizing,
    { method: "KELLY", cap: 0.1, minTrades: 30 },
  );
  deepEqual(
    riskSettings({ sizing: { method: "FIXED", quantity: 0.5 } }, FRAME).sizing,
    { method: "FIXED", quantity: 0.5 },
  );
});

const BAD_RISK: readonly [unknown, string, RegExp][] = [
  [{ maxPosition: 0 }, "maxPosition", /above 0/],
  [{ maxPosition: 3.1 }, "maxPosition", /cannot be 3\.1: .* at most the leverage of 3/],
  [{ maxExposure: 200 }, "maxExposure", /at most 125/],
  [{ maxOpenPositions: 0 }, "maxOpenPositions", /whole number from 1/],
  [{ maxOpenPositions: 1.5 }, "maxOpenPositions", /whole number from 1/],
  [{ maxDailyLoss: 1.5 }, "maxDailyLoss", /above 0, at most 1/],
  [{ maxDrawdown: -0.1 }, "maxDrawdown", /above 0, at most 1/],
  [{ maxConsecutiveLosses: 0 }, "maxConsecutiveLosses", /whole number from 1/],
  [{ onBreach: "PANIC" }, "onBreach", /one of REDUCE, FLATTEN/],
  [{ cooldownBars: -1 }, "cooldownBars", /from 0 to 100000/],
  [{ cooldownBars: 100_001 }, "cooldownBars", /from 0 to 100000/],
  [{ maxOrdersPerMinute: 0 }, "maxOrdersPerMinute", /from 1/],
  [{ priceCollar: 0 }, "priceCollar", /above 0, at most 1/],
  [{ sizing: { method: "ALL" } }, "sizing.method", /FIXED, EQUITY, RISK, VOLATILITY, KELLY/],
  [{ sizing: { method: "EQUITY" } }, "sizing.fraction", /is missing/],
  [{ sizing: { method: "EQUITY", fraction: 1.5 } }, "sizing.fraction", /at most 1/],
  [{ sizing: { method: "FIXED", quantity: 0 } }, "sizing.quantity", /above 0/],
  [{ sizing: { method: "FIXED", quantity: 0.7 } }, "sizing.quantity", /multiple of .* 0\.001/],
  [
    { sizing: { method: "VOLATILITY", annual: 0.2, bars: 501 } },
    "sizing.bars",
    /at most the runner's windowSize of 500/,
  ],
  [{ sizing: { method: "VOLATILITY", annual: 0.2, bars: 2 } }, "sizing.bars", /from 3/],
  [{ sizing: { method: "KELLY", cap: 2, minTrades: 1 } }, "sizing.cap", /at most 1/],
  [{ maxLoss: 1 }, "maxLoss", /Unknown setting .*maxLoss: there are sizing, maxPosition/],
];

Deno.test("riskSettings() names the field as the caller does", () => {
  for (const [input, field, message] of BAD_RISK) {
    const [where, says] = refused(() => riskSettings(input, FRAME, DEFAULT_RISK, "risk"));
    deepEqual([where, message.test(says)], [`risk.${field}`, true], says);
    equal(refused(() => riskSettings(input, FRAME))[0], field);
  }
});

Deno.test("accounts have limits but no sizing, and the engine three of its own", () => {
  deepEqual(accountLimits({ maxExposure: 2 }), { ...NO_ACCOUNT_LIMITS, maxExposure: 2 });
  const sizing = { method: "EQUITY", fraction: 1 };
  equal(refused(() => accountLimits({ sizing }, NO_ACCOUNT_LIMITS, "risk"))[0], "risk.sizing");
  const limits = engineRiskSettings({ maxExposure: 1_000, maxOpenPositions: 2 }, NO_ENGINE_LIMITS);
  deepEqual(limits, { maxOpenPositions: 2, maxExposure: 1_000, maxSymbolExposure: null });
  deepEqual(engineRiskSettings({ maxExposure: null }, limits).maxExposure, null);
  equal(
    refused(() => engineRiskSettings({ maxSymbolExposure: 0 }, limits))[0],
    "maxSymbolExposure",
  );
});
