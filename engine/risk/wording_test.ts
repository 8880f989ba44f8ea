import assert from "node:assert/strict";
import { TRADING_STATES } from "../domain/mod.ts";
import * as wording from "./wording.ts";

Deno.test("every sentence says what is done in plain words", () => {
  assert.equal(
    wording.dailyLossWording(0.03, "FLATTEN"),
    "Once the equity is 3 % or more below what it was at 00:00 UTC, orders that would open a " +
      "position or add to one are canceled and new ones refused, and the position is closed at the " +
      "next price; trading goes on at the next 00:00 UTC, or before that when a user says so.",
  );
  assert.equal(
    wording.BREACH_ACTION_WORDING.REDUCE,
    "Orders that would open a position or add to one are canceled and new ones refused; the " +
      "position stays open, with its stop loss and take profit.",
  );
  assert.match(wording.losingStreakWording(1, "REDUCE"), /^After 1 losing trade, orders/);
  assert.match(wording.cooldownWording(1), /refused for 1 bar;/);
});

Deno.test("every state has one sentence", () => {
  for (const state of TRADING_STATES) {
    assert.match(wording.TRADING_STATE_WORDING[state], /^[A-Z][^.]+\.$/, state);
  }
});
