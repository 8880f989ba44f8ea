import assert from "node:assert/strict";
import { NO_ENGINE_LIMITS } from "../../domain/mod.ts";
import { lotsOf, requestOf, viewOf } from "../testing.ts";
import { engineExposureRule } from "./engine_exposure.ts";

const elsewhere = {
  openPositions: 4,
  byCurrency: { USDT: 5_000, EUR: 90_000 },
  bySymbol: { TEST: 3_000, OTHER: 90_000 },
};

function check(lots: number, limits: Partial<typeof NO_ENGINE_LIMITS>, positionNotional = 0) {
  const engine = { limits: { ...NO_ENGINE_LIMITS, ...limits }, elsewhere };
  const parts = { engine, exposure: 2_000, positionNotional, otherPositions: 1 };
  return engineExposureRule.check(requestOf(), lotsOf(lots), viewOf(parts));
}

Deno.test("worth in one currency is limited over the whole engine", () => {
  // 5,000 elsewhere + 2,000 on the account + 10 × 100 = 8,000.
  assert.equal(check(10, { maxExposure: 8_000 }), null);
  assert.deepEqual(check(11, { maxExposure: 8_000 }), {
    code: "ENGINE_MAX_EXPOSURE",
    reason: "The engine would hold 8100 in USDT, and 8000 is the most",
  });
});

Deno.test("worth in one symbol is limited over the whole engine", () => {
  // 3,000 elsewhere + 500 in this position + 5 × 100 = 4,000.
  assert.equal(check(5, { maxSymbolExposure: 4_000 }, 500), null);
  assert.deepEqual(check(6, { maxSymbolExposure: 4_000 }, 500), {
    code: "ENGINE_MAX_SYMBOL_EXPOSURE",
    reason: "The engine would hold 4100 in TEST, and 4000 is the most",
  });
});

Deno.test("open positions are limited over the whole engine", () => {
  // 4 elsewhere + 1 of the account + this one = 6.
  assert.equal(check(1, { maxOpenPositions: 6 }), null);
  assert.deepEqual(check(1, { maxOpenPositions: 5 }), {
    code: "ENGINE_MAX_OPEN_POSITIONS",
    reason: "The engine would have 6 open positions, and 5 is the most",
  });
  assert.equal(check(1, { maxOpenPositions: 5 }, 500), null);
});

Deno.test("no limit refuses nothing", () => assert.equal(check(1_000_000, {}), null));
