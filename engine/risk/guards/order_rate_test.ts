import assert from "node:assert/strict";
import { settingsOf } from "../testing.ts";
import { OrderRateGuard } from "./order_rate.ts";

const limited = (maxOrdersPerMinute: number | null) =>
  new OrderRateGuard(settingsOf({ maxOrdersPerMinute }));

Deno.test("the minute slides: an order counts until it is exactly a minute old", () => {
  const guard = limited(2);
  guard.orderSent(1_000);
  guard.orderSent(31_000);
  assert.deepEqual(guard.entryDenial(60_999), {
    code: "ORDER_RATE",
    reason: "2 orders in a minute is the most, and as many were sent in the last one",
  });
  assert.equal(guard.entryDenial(61_000), null);
  guard.orderSent(61_000);
  assert.ok(guard.entryDenial(90_999));
  assert.equal(guard.entryDenial(91_000), null);
});

Deno.test("orders beyond the limit, such as exits, push the end back", () => {
  const guard = limited(2);
  for (const time of [0, 10_000, 20_000]) guard.orderSent(time);
  // The last two are from 10 and 20 s: the first of them is a minute old at 70 s.
  assert.ok(guard.entryDenial(69_999));
  assert.equal(guard.entryDenial(70_000), null);
});

Deno.test("the status counts the last minute and says when it ends", () => {
  const guard = limited(2);
  guard.orderSent(1_000);
  const { wording, ...status } = guard.status(2_000)!;
  const expected = { rule: "order_rate", limit: 2, triggered: false, until: null };
  assert.deepEqual(status, { ...expected, value: 1 });
  assert.match(wording, /^After 2 orders within a minute of market time/);
  guard.orderSent(5_000);
  assert.equal(guard.status(6_000)?.until, 61_000);
  assert.deepEqual(guard.status(62_000)?.value, 1);
  assert.equal(limited(null).status(0), null);
});

Deno.test("no limit refuses nothing, a lower one counts the newest, 0 refuses all", () => {
  const guard = limited(null);
  for (let i = 0; i < 1_000; i++) guard.orderSent(0);
  assert.equal(guard.entryDenial(0), null);
  guard.setSettings(settingsOf({ maxOrdersPerMinute: 3 }));
  for (const time of [0, 1, 2]) guard.orderSent(time);
  guard.setSettings(settingsOf({ maxOrdersPerMinute: 1 }));
  assert.equal(guard.status(3)?.until, 60_002);
  guard.setSettings(settingsOf({ maxOrdersPerMinute: 0 }));
  assert.ok(guard.entryDenial(999_999));
});
