import assert from "node:assert/strict";
import { settingsOf } from "../testing.ts";
import { CooldownGuard } from "./cooldown.ts";

const limited = (cooldownBars = 2) => new CooldownGuard(settingsOf({ cooldownBars }));

Deno.test("after a losing trade two bars pass without an entry", () => {
  const guard = limited();
  assert.equal(guard.entryDenial(0, 9), null);
  guard.onTrade(-1, 10);
  // The decision at the close of bar 10 would be filled in bar 11, that of 11 in 12: both are free.
  assert.deepEqual(guard.entryDenial(0, 10), {
    code: "COOLDOWN",
    reason: "The last trade lost, and 2 bars of the 2 without an entry are left",
  });
  assert.equal(
    guard.entryDenial(0, 11)?.reason,
    "The last trade lost, and 1 bar of the 2 without an entry is left",
  );
  assert.equal(guard.entryDenial(0, 12), null);
});

Deno.test("wins and trades of exactly 0 begin none, a further loss begins anew", () => {
  const guard = limited();
  guard.onTrade(1, 10);
  guard.onTrade(0, 10);
  assert.equal(guard.entryDenial(0, 10), null);
  guard.onTrade(-1, 10);
  guard.onTrade(-1, 11);
  assert.ok(guard.entryDenial(0, 12));
  assert.equal(guard.entryDenial(0, 13), null);
});

Deno.test("the status counts the bars that are left; 0 is no limit", () => {
  const guard = limited();
  guard.onTrade(-1, 10);
  const { wording, ...status } = guard.status(0, 11)!;
  const expected = { rule: "cooldown", limit: 2, triggered: true, until: null };
  assert.deepEqual(status, { ...expected, value: 1 });
  assert.match(wording, /for 2 bars; exits are not/);
  assert.equal(guard.status(0, 12)?.triggered, false);
  assert.equal(limited(0).status(0, 0), null);
});
