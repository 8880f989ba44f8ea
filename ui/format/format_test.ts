import assert from "node:assert/strict";
import {
  anyNumber,
  count,
  decimalsOf,
  money,
  percent,
  price,
  quantity,
  signed,
  trend,
} from "./numbers.ts";
import { age, clock, duration, fullTime, moment, readableTimes } from "./times.ts";
import { flattened, MAX_FACTS } from "./flatten.ts";
import { plain, reasonWords } from "./words.ts";

/** 2024-05-03T14:05:09Z */
const AT = 1_714_745_109_000;

Deno.test("a step says how many decimals its prices have", () => {
  const steps = [1, 5, 0.5, 0.25, 0.01, 0.00001, 1e-8];
  assert.deepEqual(steps.map(decimalsOf), [0, 0, 1, 2, 2, 5, 8]);
});

Deno.test("prices keep the step's decimals, quantities drop zeros at the end", () => {
  assert.equal(price(27_350.1, 0.01), "27,350.10");
  assert.equal(price(1.08, 0.00001), "1.08000");
  assert.equal(price(null, 0.01), "–");
  assert.equal(quantity(0.25, 0.00001), "0.25");
  assert.equal(quantity(1_200, 1), "1,200");
});

Deno.test("float dust never reaches the screen", () => {
  assert.equal(money(57.638000000000005), "57.64");
  assert.equal(signed(-0.0000001), "0.00");
  assert.equal(money(-0.001), "0.00");
});

Deno.test("profit and loss carry their sign", () => {
  assert.equal(signed(1_234.5), "+1,234.50");
  assert.equal(signed(-3.1), "−3.10");
  assert.equal(signed(0), "0.00");
  assert.deepEqual([5, -5, 0, 0.001, null].map(trend), ["up", "down", "flat", "flat", "flat"]);
});

Deno.test("percentages and counts", () => {
  assert.equal(percent(0.625), "62.5 %");
  assert.equal(percent(null), "–");
  assert.equal(count(12_345), "12,345");
  assert.equal(count(4_210_000), "4.21 M");
  assert.equal(anyNumber(0.00123), "0.00123");
  assert.equal(anyNumber(0.17462), "0.17462", "a price of DOGEUSDT loses nothing");
  assert.equal(anyNumber(1.08423), "1.08423", "nor one of EURUSD");
  assert.equal(anyNumber(64_250.128), "64,250.13");
});

Deno.test("times are UTC, with the date on another day", () => {
  assert.equal(clock(AT), "14:05:09");
  assert.equal(fullTime(AT), "3 May 2024 14:05:09");
  assert.equal(moment(AT, AT + 3_600_000), "14:05:09");
  assert.equal(moment(AT, AT + 86_400_000), "3 May 14:05:09");
  assert.equal(moment(AT, Date.UTC(2025, 0, 1)), "3 May 2024 14:05:09");
});

Deno.test("durations and ages show their largest units", () => {
  assert.deepEqual([45_000, 200_000, 18_720_000, 187_200_000].map(duration), [
    "45 s",
    "3 m 20 s",
    "5 h 12 m",
    "2 d 4 h",
  ]);
  assert.deepEqual([0, 45_000, 200_000].map((ms) => age(AT, AT + ms)), ["now", "45 s", "3 m"]);
  assert.equal(age(null, AT), "–");
});

Deno.test("times in a text of the service become times as people read them", () => {
  assert.equal(
    readableTimes("bars from 2024-01-15T12:00:00.000Z to 2024-01-15T12:05Z, not 2024-01-15"),
    "bars from 15 Jan 2024 12:00:00 UTC to 15 Jan 2024 12:05:00 UTC, not 2024-01-15",
  );
});

Deno.test("names become words", () => {
  assert.equal(plain("rsi_mean_reversion"), "RSI mean reversion");
  assert.equal(plain("range_breakout"), "Range breakout");
  assert.equal(plain("STOP_LOSS"), "Stop loss");
  assert.equal(reasonWords("stop_loss"), "Stop loss");
  assert.equal(reasonWords("my_level broke"), "my_level broke");
  assert.equal(reasonWords("flattened"), "Close");
  assert.equal(reasonWords("crossed"), "crossed");
  assert.equal(reasonWords(null), "");
});

Deno.test("any JSON becomes rows of name and text", () => {
  assert.deepEqual(flattened({}), []);
  assert.deepEqual(flattened({ signal: "bullish", macd: { line: 1.5, signal: null }, on: true }), [
    ["signal", "bullish"],
    ["macd.line", "1.5"],
    ["macd.signal", "–"],
    ["on", "yes"],
  ]);
  assert.deepEqual(flattened({ bar: AT }), [["bar", "3 May 2024 14:05:09"]]);
  assert.equal(flattened(Array.from({ length: 500 }, (_, i) => i)).length, MAX_FACTS);
});
