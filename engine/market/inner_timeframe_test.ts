import assert from "node:assert/strict";
import { timeframeMs, TIMEFRAMES } from "../domain/mod.ts";
import { innerMs, innerTimeframe, MAX_INNER_CANDLES } from "./inner_timeframe.ts";

const SECOND = 1_000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The table of `docs/decisions/finer-candles.md`: finer candles, and how many make a bar. */
const TABLE = {
  "1s": null,
  "1m": null,
  "3m": ["1m", 3],
  "5m": ["1m", 5],
  "15m": ["1m", 15],
  "30m": ["1m", 30],
  "1h": ["1m", 60],
  "2h": ["3m", 40],
  "4h": ["3m", 80],
  "6h": ["5m", 72],
  "8h": ["5m", 96],
  "12h": ["15m", 48],
  "1d": ["15m", 96],
  "1w": ["2h", 84],
} as const;

for (const timeframe of TIMEFRAMES) {
  const expected = TABLE[timeframe];
  Deno.test(`the way within a bar of ${timeframe} is told in ${expected?.[0] ?? "nothing finer"}`, () => {
    const finer = innerTimeframe(timeframe);
    assert.equal(finer, expected?.[0] ?? null);
    if (finer === null) return;
    assert.equal(timeframeMs(timeframe) / timeframeMs(finer), expected?.[1]);
    assert.ok(timeframeMs(timeframe) / timeframeMs(finer) <= MAX_INNER_CANDLES);
  });
}

Deno.test("candles that make the rule's timeframe are told by the rule, however fine they are", () => {
  for (const timeframe of TIMEFRAMES) {
    const finer = innerTimeframe(timeframe);
    const ms = finer && timeframeMs(finer);
    assert.equal(innerMs(timeframeMs(timeframe), MINUTE), ms, `minutes for ${timeframe}`);
    assert.equal(innerMs(timeframeMs(timeframe), SECOND), ms, `seconds for ${timeframe}`);
  }
});

for (
  const [what, barMs, candleMs, expected] of [
    ["candles coarser than the rule's", 2 * HOUR, 5 * MINUTE, 5 * MINUTE],
    ["hours of a day", DAY, HOUR, HOUR],
    ["days of a week", 7 * DAY, DAY, DAY],
    ["candles of no timeframe of ours", HOUR, 10 * MINUTE, 10 * MINUTE],
    ["3m candles do not make 5m", 6 * HOUR, 3 * MINUTE, 15 * MINUTE],
    ["2m candles do not make 15m", DAY, 2 * MINUTE, 30 * MINUTE],
    ["candles as long as the bars", HOUR, HOUR, null],
    ["candles longer than the bars", HOUR, DAY, null],
  ] as const
) {
  Deno.test(`what can be told of the way in a bar: ${what}`, () => {
    assert.equal(innerMs(barMs, candleMs), expected);
  });
}
