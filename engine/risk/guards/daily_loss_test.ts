import assert from "node:assert/strict";
import { DAY, DAY_0, HOUR, settingsOf } from "../testing.ts";
import { DailyLossGuard } from "./daily_loss.ts";

const limited = () => new DailyLossGuard(settingsOf({ maxDailyLoss: 0.03, onBreach: "REDUCE" }));
const at = (hours: number) => DAY_0 + hours * HOUR;

Deno.test("the limit is reached at 3 % below the first equity, once, and locks the day", () => {
  const guard = limited();
  assert.equal(guard.onEquity(at(9), 10_000), null);
  assert.equal(guard.onEquity(at(10), 9_700.01), null);
  assert.equal(guard.entryDenial(at(10)), null);
  // 10,000 × 0.97 = 9,700.
  assert.deepEqual(guard.onEquity(at(11), 9_700), {
    rule: "daily_loss",
    code: "MAX_DAILY_LOSS",
    reason: "The equity of 9700 is 3 % below the 10000 at 00:00 UTC, " +
      "and 3 % is the most that may be lost in a day",
    action: "REDUCE",
  });
  assert.equal(guard.onEquity(at(12), 9_000), null);
  assert.deepEqual(guard.entryDenial(at(23)), {
    code: "MAX_DAILY_LOSS",
    reason: "The most that may be lost in a day, 3 %, was reached: " +
      "no entries until 2024-01-02 00:00 UTC",
  });
});

Deno.test("the next day begins with the last equity of the one before", () => {
  const guard = limited();
  guard.onEquity(at(9), 10_000);
  guard.onEquity(at(11), 9_500);
  assert.ok(guard.entryDenial(at(23.9)));
  assert.equal(guard.entryDenial(at(24)), null);
  // 9,500 × 0.97 = 9,215.
  assert.equal(guard.onEquity(at(25), 9_216), null);
  assert.ok(guard.onEquity(at(26), 9_215));
  assert.equal(guard.status(at(26), 0, 9_215)?.until, at(48));
});

Deno.test("what was lost while no bar came counts for the day that sees it", () => {
  const guard = limited();
  guard.onEquity(at(9), 10_000);
  assert.ok(guard.onEquity(at(24 * 5 + 3), 9_600));
  assert.ok(guard.entryDenial(at(24 * 5 + 4)));
});

Deno.test("a bar that ends at 00:00 belongs to the day that ends", () => {
  const guard = limited();
  guard.onEquity(at(12), 10_000);
  // The last hour loses 2 %; of the next day's 9,800 the limit is 9,506.
  assert.equal(guard.onEquity(at(24), 9_800), null);
  assert.equal(guard.onEquity(at(25), 9_600), null);
  assert.ok(guard.onEquity(at(26), 9_506));
});

Deno.test("bars of a day are judged by themselves and lock nothing", () => {
  const guard = limited();
  guard.onEquity(DAY_0, 10_000);
  assert.equal(guard.onEquity(DAY_0 + DAY, 9_800), null);
  assert.ok(guard.onEquity(DAY_0 + 2 * DAY, 9_500));
  assert.equal(guard.entryDenial(DAY_0 + 2 * DAY), null);
  assert.equal(guard.onEquity(DAY_0 + 3 * DAY, 9_300), null);
});

Deno.test("the status says how much of the day's equity is lost", () => {
  const guard = limited();
  assert.equal(guard.status(at(8), 0, 10_000)?.value, 0);
  guard.onEquity(at(9), 10_000);
  const { wording, ...status } = guard.status(at(9), 0, 9_900)!;
  const expected = { rule: "daily_loss", limit: 0.03, triggered: false, until: null };
  assert.deepEqual(status, { ...expected, value: 0.01 });
  assert.match(wording, /3 % or more below what it was at 00:00 UTC/);
  guard.onEquity(at(10), 9_000);
  // The next day has not seen a bar yet: 9,000 is what it begins with.
  assert.deepEqual(guard.status(at(25), 0, 9_000)?.value, 0);
});

Deno.test("after a release the day's loss counts from there", () => {
  const guard = limited();
  guard.onEquity(at(9), 10_000);
  guard.onEquity(at(10), 9_000);
  guard.release(at(11), 9_000);
  assert.equal(guard.entryDenial(at(11)), null);
  // 9,000 × 0.97 = 8,730.
  assert.equal(guard.onEquity(at(12), 8_731), null);
  assert.ok(guard.onEquity(at(13), 8_730));
});

Deno.test("a release without an equity takes the next one", () => {
  const guard = limited();
  guard.onEquity(at(9), 10_000);
  guard.release(at(11), NaN);
  assert.equal(guard.onEquity(at(12), 5_000), null);
  assert.ok(guard.onEquity(at(13), 4_850)); // 5,000 × 0.97
});

Deno.test("a limit that is changed counts from the day's beginning; one taken out lets go", () => {
  const guard = new DailyLossGuard(settingsOf({ maxDailyLoss: 0.2 }));
  guard.onEquity(at(9), 10_000);
  assert.equal(guard.onEquity(at(10), 9_000), null);
  guard.setSettings(settingsOf({ maxDailyLoss: 0.1, onBreach: "FLATTEN" }));
  assert.equal(guard.onEquity(at(11), 9_000)?.action, "FLATTEN");
  guard.setSettings(settingsOf({ maxDailyLoss: 0.5 }));
  assert.ok(guard.entryDenial(at(12)));
  guard.setSettings(settingsOf());
  assert.equal(guard.entryDenial(at(12)), null);
});

Deno.test("a limit where there was none counts from then on, not from what is long past", () => {
  const guard = limited();
  guard.onEquity(at(9), 10_000);
  guard.setSettings(settingsOf());
  assert.equal(guard.status(at(10), 0, 9_000), null);
  assert.equal(guard.toData(), null);
  guard.setSettings(settingsOf({ maxDailyLoss: 0.03 }));
  assert.equal(guard.onEquity(at(24 * 30), 5_000), null);
  assert.ok(guard.onEquity(at(24 * 30 + 1), 4_850)); // 5,000 × 0.97
});
