import assert from "node:assert/strict";
import { INDICATORS } from "./mod.ts";
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
