import { deepEqual, equal, ok } from "node:assert/strict";
import {
  giveWayTo,
  MAX_STANDSTILL_MS,
  MAX_STANDSTILL_SHARE,
  RightOfWay,
  STANDSTILL_CREDIT_MS,
} from "./right_of_way.ts";

/** Heavy work whose time goes on only where it works or stands still. */
function heavyWork(rightOfWay: RightOfWay, standsFor = (ms: number) => ms) {
  let now = 0;
  const stood: number[] = [];
  const giveWay = giveWayTo(rightOfWay.sign, () => now, (_sign, _underWay, ms) => {
    stood.push(standsFor(ms));
    now += standsFor(ms);
  });
  return {
    stood,
    get now() {
      return now;
    },
    work(ms: number): void {
      now += ms;
      giveWay();
    },
  };
}

Deno.test("heavy work goes on where nothing is under way", () => {
  const rightOfWay = new RightOfWay();
  const heavy = heavyWork(rightOfWay);
  for (let i = 0; i < 100; i++) heavy.work(0.25);
  rightOfWay.begin();
  rightOfWay.end();
  heavy.work(0.25);
  deepEqual(heavy.stood, []);
});

Deno.test("heavy work stands still while anything is under way, a short time after another", () => {
  const rightOfWay = new RightOfWay();
  const heavy = heavyWork(rightOfWay, () => 1);
  rightOfWay.begin();
  rightOfWay.begin();
  heavy.work(0.25);
  rightOfWay.end();
  heavy.work(0.25);
  rightOfWay.end();
  heavy.work(0.25);
  deepEqual(heavy.stood, [1, 1]);
});

Deno.test("live work that never ends leaves heavy work its share of the time", () => {
  const rightOfWay = new RightOfWay();
  const heavy = heavyWork(rightOfWay);
  rightOfWay.begin();
  // By hand: 20 ms of credit are five times 4 ms, each piece of 0.25 ms earns another 0.25.
  for (let i = 0; i < 5; i++) heavy.work(0.25);
  deepEqual(heavy.stood, [4, 4, 4, 4, 4]);
  for (let i = 0; i < 10_000; i++) heavy.work(0.25);
  const stood = heavy.stood.reduce((sum, ms) => sum + ms);
  ok(Math.max(...heavy.stood) <= MAX_STANDSTILL_MS);
  ok(stood <= STANDSTILL_CREDIT_MS + heavy.now * MAX_STANDSTILL_SHARE, `${stood} of ${heavy.now}`);
  ok(stood > heavy.now * MAX_STANDSTILL_SHARE, `${stood} of ${heavy.now}`);
});

Deno.test("time at work buys no more than the first credit again", () => {
  const rightOfWay = new RightOfWay();
  const heavy = heavyWork(rightOfWay);
  heavy.work(60_000);
  rightOfWay.begin();
  for (let i = 0; i < 100; i++) heavy.work(0);
  equal(heavy.stood.reduce((sum, ms) => sum + ms), STANDSTILL_CREDIT_MS);
});

Deno.test("whoever stands still is woken by the end of the last piece, not before", async () => {
  const rightOfWay = new RightOfWay();
  rightOfWay.begin();
  rightOfWay.begin();
  rightOfWay.begin();
  const woken = Atomics.waitAsync(rightOfWay.sign, 0, 3);
  ok(woken.async);
  // A wait alone does not keep the event loop going.
  const alive = setInterval(() => {}, 1_000);
  rightOfWay.end(0);
  rightOfWay.end(2);
  let isWoken = false;
  void woken.value.then(() => isWoken = true);
  await Promise.resolve();
  equal(isWoken, false);
  rightOfWay.end();
  equal(await woken.value, "ok");
  clearInterval(alive);
});

Deno.test("a thread stands still for as long as is said, and not at all where all is over meanwhile", () => {
  const rightOfWay = new RightOfWay();
  rightOfWay.begin();
  let looks = 0;
  // Over between the look at the sign and the standstill: a wait for it would never be woken.
  const giveWay = giveWayTo(rightOfWay.sign, () => {
    if (++looks === 2) rightOfWay.end();
    return 0;
  });
  giveWay();
  equal(looks, 3);
  rightOfWay.begin();
  const asked: number[] = [];
  giveWayTo(rightOfWay.sign, () => 0, (_sign, _underWay, ms) => void asked.push(ms))();
  deepEqual(asked, [MAX_STANDSTILL_MS], "no longer");
  const started = performance.now();
  giveWayTo(rightOfWay.sign, () => performance.now())();
  ok(performance.now() - started >= MAX_STANDSTILL_MS - 1, "and no shorter");
});
