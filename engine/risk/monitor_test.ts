import assert from "node:assert/strict";
import { RiskMonitor } from "./monitor.ts";
import { DAY, DAY_0, HOUR, settingsOf } from "./testing.ts";

const at = (hours: number) => DAY_0 + hours * HOUR;
const ALL = settingsOf({
  maxDailyLoss: 0.05,
  maxDrawdown: 0.1,
  maxConsecutiveLosses: 2,
  cooldownBars: 3,
  maxOrdersPerMinute: 2,
  onBreach: "FLATTEN",
});

Deno.test("by default nothing is refused but more than 120 orders a minute", () => {
  const monitor = new RiskMonitor(settingsOf());
  assert.equal(monitor.onEquity(at(1), 10_000), null);
  assert.equal(monitor.onEquity(at(2), 1), null);
  for (let i = 0; i < 10; i++) assert.equal(monitor.onTrade(-1, i), null);
  for (let i = 0; i < 119; i++) monitor.orderSent(at(2));
  assert.equal(monitor.entryDenial(at(2), 10), null);
  monitor.orderSent(at(2));
  assert.equal(monitor.entryDenial(at(2), 10)?.denial.code, "ORDER_RATE");
});

Deno.test("each limit refuses entries under its own name", () => {
  const monitor = new RiskMonitor(ALL);
  monitor.onEquity(at(1), 10_000);
  monitor.orderSent(at(2));
  monitor.orderSent(at(2));
  const refusing = () => monitor.entryDenial(at(2), 5)?.rule;
  assert.equal(refusing(), "order_rate");
  assert.equal(monitor.onTrade(-1, 5), null);
  assert.equal(refusing(), "cooldown");
  assert.equal(monitor.onEquity(at(2), 9_500)?.code, "MAX_DAILY_LOSS");
  assert.equal(refusing(), "daily_loss");
  assert.equal(monitor.onTrade(-1, 5)?.code, "MAX_CONSECUTIVE_LOSSES");
  assert.equal(refusing(), "losing_streak");
  assert.equal(monitor.onEquity(at(3), 9_000)?.code, "MAX_DRAWDOWN");
  assert.equal(refusing(), "drawdown");
});

Deno.test("two limits reached by the same bar are one report, and both lock", () => {
  const monitor = new RiskMonitor(ALL);
  monitor.onEquity(at(1), 10_000);
  assert.deepEqual(monitor.onEquity(at(2), 8_900), {
    rule: "drawdown",
    code: "MAX_DRAWDOWN",
    reason:
      "The equity of 8900 is 11 % below its peak of 10000, and 10 % is the furthest that it " +
      "may fall; the equity of 8900 is 11 % below the 10000 at 00:00 UTC, and 5 % is the most that " +
      "may be lost in a day",
    action: "FLATTEN",
  });
  const triggered = monitor.status(at(2), 2, 8_900).filter((status) => status.triggered);
  assert.deepEqual(triggered.map((status) => status.rule), ["drawdown", "daily_loss"]);
});

Deno.test("after a release all that was locked may trade again", () => {
  const monitor = new RiskMonitor(ALL);
  monitor.onEquity(at(1), 10_000);
  monitor.onEquity(at(2), 8_900);
  monitor.onTrade(-1, 2);
  monitor.onTrade(-1, 2);
  monitor.release(at(3), 8_900);
  assert.equal(monitor.entryDenial(at(3), 5), null);
  assert.equal(monitor.onEquity(at(3), 8_900), null);
  // 8,900 × 0.95 = 8,455.
  assert.equal(monitor.onEquity(at(4), 8_455)?.code, "MAX_DAILY_LOSS");
});

Deno.test("the day's lock ends by itself, the others do not", () => {
  const monitor = new RiskMonitor(ALL);
  monitor.onEquity(at(1), 10_000);
  monitor.onEquity(at(2), 9_400);
  assert.equal(monitor.entryDenial(DAY_0 + DAY, 99), null);
  monitor.onEquity(at(3), 9_000);
  assert.equal(monitor.entryDenial(DAY_0 + 100 * DAY, 99)?.rule, "drawdown");
});

Deno.test("an equity that is not known changes nothing", () => {
  const monitor = new RiskMonitor(ALL);
  monitor.onEquity(at(1), 10_000);
  assert.equal(monitor.onEquity(at(2), NaN), null);
  assert.equal(monitor.onEquity(at(25), 9_500)?.code, "MAX_DAILY_LOSS");
});

Deno.test("a lowered limit on losing trades is reported with the next bar", () => {
  const monitor = new RiskMonitor(settingsOf());
  for (let i = 0; i < 4; i++) monitor.onTrade(-1, i);
  monitor.setSettings(settingsOf({ maxConsecutiveLosses: 3 }));
  assert.equal(monitor.entryDenial(at(1), 9)?.rule, "losing_streak");
  assert.equal(monitor.onEquity(at(1), 10_000)?.code, "MAX_CONSECUTIVE_LOSSES");
  assert.equal(monitor.onEquity(at(2), 10_000), null);
});

Deno.test("the status has a row for each limit that is set", () => {
  const rows = (monitor: RiskMonitor) =>
    monitor.status(at(1), 0, 10_000).map(({ rule, limit }) => [rule, limit]);
  assert.deepEqual(rows(new RiskMonitor(settingsOf())), [["order_rate", 120]]);
  assert.deepEqual(rows(new RiskMonitor(ALL)), [
    ["drawdown", 0.1],
    ["losing_streak", 2],
    ["daily_loss", 0.05],
    ["cooldown", 3],
    ["order_rate", 2],
  ]);
});

Deno.test("a new monitor's data survives JSON", () => {
  const data = new RiskMonitor(ALL).toData();
  assert.deepEqual(JSON.parse(JSON.stringify(data)), data);
  const monitor = new RiskMonitor(ALL);
  monitor.restore(data);
  assert.deepEqual(monitor.toData(), data);
});
