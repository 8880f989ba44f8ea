import assert from "node:assert/strict";
import { DEFAULT_RISK, type RiskSettings } from "../domain/mod.ts";
import { Risk } from "./risk.ts";
import type { RiskRule } from "./rule.ts";
import { requestOf, ticksOf, viewOf } from "./testing.ts";

const sized = (sizing: RiskSettings["sizing"], rules?: readonly RiskRule[]) =>
  new Risk({ ...DEFAULT_RISK, sizing }, rules);

Deno.test("an order takes the quantity it names, or what the sizing gives", () => {
  const risk = new Risk(DEFAULT_RISK);
  assert.deepEqual(risk.assess(requestOf({ quantity: 7 }), viewOf()), { approved: true, lots: 7 });
  assert.deepEqual(risk.assess(requestOf(), viewOf()), { approved: true, lots: 25 });
});

Deno.test("a sizing's denial counts as the sizing's", () => {
  const verdict = sized({ method: "RISK", fraction: 0.01 }).assess(requestOf(), viewOf());
  assert.ok(!verdict.approved);
  assert.equal(verdict.rule, "sizing");
  assert.equal(verdict.denial.code, "NO_STOP_LOSS");
});

Deno.test("a quantity that is named needs no sizing", () => {
  const risk = sized({ method: "RISK", fraction: 0.01 });
  const verdict = risk.assess(requestOf({ quantity: 3 }), viewOf());
  assert.deepEqual(verdict, { approved: true, lots: 3 });
});

Deno.test("the first rule that denies counts, the rest is not asked", () => {
  const asked: string[] = [];
  const rule = (name: string, code: string | null): RiskRule => ({
    name,
    check() {
      asked.push(name);
      return code === null ? null : { code, reason: "" };
    },
  });
  const rules = [rule("first", null), rule("second", "NO"), rule("third", "NO")];
  const verdict = sized({ method: "FIXED", quantity: 1 }, rules).assess(requestOf(), viewOf());
  assert.deepEqual(verdict, {
    approved: false,
    rule: "second",
    denial: { code: "NO", reason: "" },
  });
  assert.deepEqual(asked, ["first", "second"]);
});

Deno.test("every rule that is set is asked by default", () => {
  const engine = {
    limits: { maxOpenPositions: null, maxExposure: 500, maxSymbolExposure: null },
    elsewhere: { openPositions: 0, byCurrency: {}, bySymbol: {} },
  };
  const instrument = { ...viewOf().instrument, minNotional: 150 };
  const table: [string, Parameters<typeof requestOf>[0], Parameters<typeof viewOf>[0]][] = [
    ["quantity", { quantity: 0.5 }, {}],
    ["min_notional", { quantity: 1 }, { instrument }],
    ["stop_side", { quantity: 1, stopTicks: ticksOf(101) }, {}],
    ["price_collar", { quantity: 1 }, { marketTicks: 10 }],
    ["funds", { quantity: 101 }, {}],
    ["position_size", { quantity: 6 }, { settings: { maxPosition: 0.05 } }],
    ["exposure", { quantity: 6 }, { settings: { maxExposure: 0.05 } }],
    ["open_positions", { quantity: 6 }, { settings: { maxOpenPositions: 0 } }],
    ["engine_exposure", { quantity: 6 }, { engine }],
  ];
  for (const [rule, request, parts] of table) {
    const view = viewOf(parts);
    const verdict = new Risk(view.settings).assess(requestOf(request), view);
    assert.equal(verdict.approved ? "approved" : verdict.rule, rule);
  }
});
