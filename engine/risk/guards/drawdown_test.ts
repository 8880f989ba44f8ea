import assert from "node:assert/strict";
import { settingsOf } from "../testing.ts";
import { DrawdownGuard } from "./drawdown.ts";

const limited = () => new DrawdownGuard(settingsOf({ maxDrawdown: 0.2, onBreach: "FLATTEN" }));

Deno.test("the limit is reached 20 % below the highest equity, once, and locks", () => {
  const guard = limited();
  for (const equity of [10_000, 12_500, 11_000, 10_000.01]) {
    assert.equal(guard.onEquity(equity), null);
  }
  assert.equal(guard.entryDenial(), null);
  // 12,500 × 0.8 = 10,000.
  assert.deepEqual(guard.onEquity(10_000), {
    rule: "drawdown",
    code: "MAX_DRAWDOWN",
    reason: "The equity of 10000 is 20 % below its peak of 12500, " +
      "and 20 % is the furthest that it may fall",
    action: "FLATTEN",
  });
  assert.equal(guard.onEquity(5_000), null);
  assert.equal(guard.onEquity(20_000), null);
  assert.deepEqual(guard.entryDenial(), {
    code: "MAX_DRAWDOWN",
    reason: "The furthest that the equity may fall from its peak, 20 %, was reached: " +
      "no entries until a user lets trading go on",
  });
});

Deno.test("after a release the peak counts from there", () => {
  const guard = limited();
  guard.onEquity(10_000);
  guard.onEquity(8_000);
  guard.release(8_000);
  assert.equal(guard.entryDenial(), null);
  assert.equal(guard.onEquity(6_401), null);
  assert.ok(guard.onEquity(6_400)); // 8,000 × 0.8
});

Deno.test("a release without an equity takes the next one", () => {
  const guard = limited();
  guard.release(NaN);
  guard.onEquity(1_000);
  assert.ok(guard.onEquity(800));
});

Deno.test("the status says how far the equity has fallen", () => {
  const guard = limited();
  guard.onEquity(10_000);
  const { wording, ...status } = guard.status(0, 0, 9_000)!;
  const expected = { rule: "drawdown", limit: 0.2, triggered: false, until: null };
  assert.deepEqual(status, { ...expected, value: 0.1 });
  assert.match(wording, /20 % or more below its highest/);
  guard.onEquity(7_000);
  assert.equal(guard.status(0, 0, 7_000)?.triggered, true);
});

Deno.test("a limit that is changed counts from the peak that was; one taken out lets go", () => {
  const guard = limited();
  guard.onEquity(10_000);
  assert.equal(guard.onEquity(9_000), null);
  guard.setSettings(settingsOf({ maxDrawdown: 0.1 }));
  assert.ok(guard.onEquity(9_000));
  guard.setSettings(settingsOf({ maxDrawdown: 0.5 }));
  assert.ok(guard.entryDenial());
  guard.setSettings(settingsOf());
  assert.equal(guard.entryDenial(), null);
});

Deno.test("a limit where there was none counts from then on", () => {
  const guard = new DrawdownGuard(settingsOf());
  guard.onEquity(10_000);
  assert.equal(guard.status(0, 0, 9_000), null);
  assert.equal(guard.toData(), null);
  guard.setSettings(settingsOf({ maxDrawdown: 0.1 }));
  assert.equal(guard.onEquity(5_000), null);
  assert.ok(guard.onEquity(4_500)); // 5,000 × 0.9
});
