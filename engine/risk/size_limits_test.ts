import assert from "node:assert/strict";
import type { Money } from "../domain/mod.ts";
import type { AccountFigures } from "./rule.ts";
import { sizeLimitStatus } from "./size_limits.ts";
import { settingsOf } from "./testing.ts";

const figures = (changes: Partial<Record<keyof AccountFigures, number>>): AccountFigures => ({
  equity: 1_000 as Money,
  marginUsed: 0 as Money,
  positionNotional: 0 as Money,
  exposure: 0 as Money,
  otherPositions: 0,
  ...changes as Partial<AccountFigures>,
});

const shown = (settings: Parameters<typeof settingsOf>[0], account: AccountFigures) =>
  sizeLimitStatus(settingsOf(settings), account)
    .map(({ rule, limit, value, triggered }) => [rule, limit, value, triggered]);

Deno.test("limits on size that are not set are not shown", () => {
  assert.deepEqual(shown({}, figures({})), []);
});

Deno.test("limits on size show what share of the equity is used", () => {
  const account = figures({ positionNotional: 250, exposure: 600 });
  assert.deepEqual(shown({ maxPosition: 0.5, maxExposure: 0.6 }, account), [
    ["position_size", 0.5, 0.25, false],
    ["exposure", 0.6, 0.6, true],
  ]);
});

Deno.test("open positions are counted, and a runner that has one may go on", () => {
  const settings = { maxOpenPositions: 2 };
  assert.deepEqual(shown(settings, figures({ otherPositions: 2 })), [
    ["open_positions", 2, 2, true],
  ]);
  assert.deepEqual(shown(settings, figures({ otherPositions: 1, positionNotional: 5 })), [
    ["open_positions", 2, 2, false],
  ]);
});

Deno.test("an account that has lost everything shows a number all the same", () => {
  const account = figures({ equity: -5, positionNotional: 100 });
  assert.deepEqual(shown({ maxPosition: 0.5 }, account), [["position_size", 0.5, 100, true]]);
});

Deno.test("each limit on size says what it does", () => {
  const settings = settingsOf({ maxPosition: 0.5, maxExposure: 2, maxOpenPositions: 3 });
  assert.deepEqual(sizeLimitStatus(settings, figures({})).map(({ wording }) => wording), [
    "Orders that would make the position worth more than 50 % of the equity are refused; what " +
    "waits to be filled counts.",
    "Orders that would make all positions of the account worth more than 200 % of the equity are " +
    "refused; what waits to be filled counts.",
    "Orders that would open more than 3 positions on the account are refused; what waits to be " +
    "filled counts.",
  ]);
});
