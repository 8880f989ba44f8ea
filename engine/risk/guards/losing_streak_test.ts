import assert from "node:assert/strict";
import { settingsOf } from "../testing.ts";
import { LosingStreakGuard } from "./losing_streak.ts";

const limited = (maxConsecutiveLosses: number | null = 3) =>
  new LosingStreakGuard(settingsOf({ maxConsecutiveLosses, onBreach: "REDUCE" }));

Deno.test("three losing trades in a row reach the limit, once, and lock", () => {
  const guard = limited();
  // A win ends the row, a trade of exactly 0 does not.
  for (const pnl of [-1, -1, 5, -1, 0, -1]) assert.equal(guard.onTrade(pnl), null);
  assert.equal(guard.entryDenial(), null);
  assert.deepEqual(guard.onTrade(-0.01), {
    rule: "losing_streak",
    code: "MAX_CONSECUTIVE_LOSSES",
    reason: "3 trades in a row have lost, and 3 losing trades is the limit",
    action: "REDUCE",
  });
  assert.equal(guard.onTrade(-1), null);
  assert.deepEqual(guard.entryDenial(), {
    code: "MAX_CONSECUTIVE_LOSSES",
    reason: "The most losing trades in a row, 3, was reached: " +
      "no entries until a user lets trading go on",
  });
});

Deno.test("a win after the lock does not open it, a release does", () => {
  const guard = limited(1);
  assert.equal(
    guard.onTrade(-1)?.reason,
    "1 trade has lost, and 1 losing trade is the limit",
  );
  guard.onTrade(10);
  assert.ok(guard.entryDenial());
  guard.release();
  assert.equal(guard.entryDenial(), null);
  assert.ok(guard.onTrade(-1));
});

Deno.test("what is no number is no trade", () => {
  const guard = limited(1);
  assert.equal(guard.onTrade(NaN), null);
  assert.equal(guard.status()?.value, 0);
});

Deno.test("a limit below what was lost already locks, and is reported once", () => {
  const guard = limited(null);
  for (const pnl of [-1, -1, -1]) guard.onTrade(pnl);
  assert.equal(guard.status(), null);
  guard.setSettings(settingsOf({ maxConsecutiveLosses: 2 }));
  assert.ok(guard.entryDenial());
  assert.equal(
    guard.due()?.reason,
    "3 trades in a row have lost, and 2 losing trades is the limit",
  );
  assert.equal(guard.due(), null);
  guard.setSettings(settingsOf());
  assert.equal(guard.entryDenial(), null);
});

Deno.test("the status counts the row", () => {
  const guard = limited();
  guard.onTrade(-1);
  guard.onTrade(-1);
  const { wording, ...status } = guard.status()!;
  const expected = { rule: "losing_streak", limit: 3, triggered: false, until: null };
  assert.deepEqual(status, { ...expected, value: 2 });
  assert.match(wording, /^After 3 losing trades in a row, /);
});
