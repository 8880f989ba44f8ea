import assert from "node:assert/strict";
import { CandleWindow } from "../market/mod.ts";
import { INDICATORS, IndicatorSet } from "./mod.ts";
import { openWindow, push, walk } from "./testing.ts";

Deno.test("IndicatorSet computes a series once however many ask for it", () => {
  const { set } = openWindow(10);
  const first = set.acquire("ema", [10]);
  assert.equal(set.acquire("ema", [10]), first);
  assert.notEqual(set.acquire("ema", [11]), first);
  assert.deepEqual(set.list().map((series) => series.key), ["ema(10)", "ema(11)"]);
});

Deno.test("IndicatorSet takes the defaults for what is left out", () => {
  const { set } = openWindow(10);
  assert.equal(set.acquire("macd", []).key, "macd(12,26,9)");
  assert.equal(set.acquire("macd", [5]).key, "macd(5,26,9)");
});

Deno.test("IndicatorSet drops a series with its last user", () => {
  const { window, set } = openWindow(10);
  const series = set.acquire("sma", [2]);
  set.acquire("sma", [2]);
  set.release(series);
  assert.equal(set.list().length, 1);
  set.release(series);
  assert.equal(set.list().length, 0);
  set.release(series);
  push(window, walk(1)[0]!);
  set.update();
  assert.equal(series.count, 0);
});

Deno.test("of EQUAL sharing, what is asked for late is as if it had been asked for alone", () => {
  const window = new CandleWindow(4);
  const set = new IndicatorSet(window, "EQUAL");
  const alone = new IndicatorSet(window, "EQUAL");
  const take = (bars: ReturnType<typeof walk>) => {
    for (const bar of bars) {
      push(window, bar);
      set.update();
      alone.update();
    }
  };
  const bars = walk(9);
  take(bars.slice(0, 3));
  const early = set.acquire("ema", [3]);
  take(bars.slice(3, 4));
  assert.equal(set.acquire("ema", [3]), early, "both have seen all there was");
  take(bars.slice(4, 8));
  const late = set.acquire("ema", [3]);
  const lone = alone.acquire("ema", [3]);
  assert.notEqual(late, early);
  assert.equal(set.acquire("ema", [3]), late);
  take(bars.slice(8));
  assert.equal(late.value(0, 0), lone.value(0, 0));
  assert.notEqual(late.value(0, 0), early.value(0, 0));
  set.release(early);
  assert.deepEqual(set.list(), [early, late], "two still use it");
  set.release(early);
  assert.deepEqual(set.list(), [late]);
});

Deno.test("IndicatorSet refuses an unknown indicator and names those there are", () => {
  const { set } = openWindow(10);
  assert.throws(() => set.acquire("foo", []), (error: unknown) => {
    if (!(error instanceof RangeError)) return false;
    assert.match(error.message, /Unknown indicator "foo": there are sma, ema, rsi, macd/);
    return true;
  });
});

Deno.test("the registry names each indicator, parameter and output once, in lower case", () => {
  assert.equal(new Set(INDICATORS.map((d) => d.name)).size, INDICATORS.length);
  for (const { name, parameters, outputs, description } of INDICATORS) {
    assert.match(name, /^[a-z][a-z0-9_]*$/);
    assert.ok(description.length > 20);
    assert.ok(parameters.length <= 4, "hosts hand over at most four parameters");
    assert.equal(new Set(outputs).size, outputs.length);
    if (outputs.length === 1) assert.equal(outputs[0], "value");
  }
});
