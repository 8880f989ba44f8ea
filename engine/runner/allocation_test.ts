/** A bar on which nothing is decided makes no object. */
import assert from "node:assert/strict";
import { requireInstrument } from "../market/mod.ts";
import { DEFAULT_EXECUTION, DEFAULT_RISK, runnerId } from "../domain/mod.ts";
import { walkRows } from "../../tests/support/bars.ts";
import { ScriptedStrategy } from "../../tests/support/scripted.ts";
import { Runner } from "./runner.ts";
import { MarketSeries } from "./series.ts";

const BARS = 20_000;
const MAX_ROUNDS = 2_000;
/**
 * Compiled to the end, a bar takes no byte; before that, or where the compiler chooses not to inline a
 * call, a number may be put in a box of 16. The smallest object with one field takes more than this.
 */
const MAX_BYTES_A_BAR = 24;

Deno.test("window, indicators and runner make no object on a quiet bar", () => {
  const instrument = requireInstrument("BTCUSDT");
  const series = new MarketSeries(instrument, "1m", 512);
  const settings = {
    id: runnerId("r1"),
    instrument,
    cash: 10_000,
    execution: DEFAULT_EXECUTION,
    risk: DEFAULT_RISK,
    decideOn: "CANDLE" as const,
  };
  const runner = new Runner(settings, series, { event() {} }, 0, 0);
  for (const [name, n] of [["ema", 10], ["sma", 20], ["rsi", 14], ["atr", 14]] as const) {
    runner.indicators.acquire(name, [n]);
  }
  runner.use(new ScriptedStrategy({}, () => 0));
  series.join(runner);
  const rows = walkRows(BARS);
  // Rounds until the code is compiled to the end, which a busy machine does late.
  let least = Infinity;
  for (let round = 0; round < MAX_ROUNDS && least >= MAX_BYTES_A_BAR; round++) {
    const before = Deno.memoryUsage().heapUsed;
    series.apply(rows);
    const grown = Deno.memoryUsage().heapUsed - before;
    // A collection in between says nothing.
    if (grown >= 0) least = Math.min(least, grown / BARS);
  }
  assert.ok(least < MAX_BYTES_A_BAR, `${least} bytes a bar`);
});
