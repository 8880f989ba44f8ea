import assert from "node:assert/strict";
import { CandleWindow } from "../market/mod.ts";
import { IndicatorLease } from "./indicator_lease.ts";
import { IndicatorSet } from "./indicator_set.ts";

Deno.test("a lease shows its own series only, and the last one to let go ends them", () => {
  const set = new IndicatorSet(new CandleWindow(8));
  const one = new IndicatorLease(set);
  const two = new IndicatorLease(set);
  const shared = one.acquire("ema", [10]);
  assert.equal(two.acquire("ema", [10]), shared);
  two.acquire("rsi", [14]);
  assert.deepEqual(one.list().map((series) => series.key), ["ema(10)"]);
  assert.deepEqual(two.requests(), [
    { name: "ema", parameters: [10] },
    { name: "rsi", parameters: [14] },
  ]);
  one.release(shared);
  assert.deepEqual(set.list().map((series) => series.key), ["ema(10)", "rsi(14)"]);
  two.release(shared);
  assert.deepEqual(set.list().map((series) => series.key), ["rsi(14)"]);
});

Deno.test("what a lease does not hold it cannot release", () => {
  const set = new IndicatorSet(new CandleWindow(8));
  const series = set.acquire("sma", [3]);
  new IndicatorLease(set).release(series);
  assert.equal(set.list().length, 1);
});

Deno.test("remembered series live until they are forgotten", () => {
  const set = new IndicatorSet(new CandleWindow(8));
  const lease = new IndicatorLease(set);
  lease.remember([{ name: "ema", parameters: [5] }]);
  const series = lease.acquire("ema", [5]);
  lease.forget();
  assert.equal(set.list().length, 1);
  lease.release(series);
  assert.equal(set.list().length, 0);
});
