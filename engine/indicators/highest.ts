import type { Bars, IndicatorStream } from "./indicator.ts";
import { defineIndicator, period } from "./indicator.ts";
import { RollingPeak } from "./rolling_peak.ts";

class HighestStream implements IndicatorStream {
  readonly #out: Float64Array;
  readonly #peak: RollingPeak;

  constructor(n: number, out: Float64Array) {
    this.#out = out;
    this.#peak = new RollingPeak(n);
  }

  update(bars: Bars, row: number): void {
    this.#peak.push(bars.high[row]!);
    if (this.#peak.full) this.#out[row] = this.#peak.value;
  }
}

/**
 * The highest high of the last `period` bars, the current one included: a breakout compares with
 * `highest(20, 1)`, the value one bar ago.
 */
export const highest = defineIndicator({
  name: "highest",
  description: "Highest high of the last bars, the current one included",
  parameters: [period("period", 20)],
  outputs: ["value"],
  pane: "PRICE",
  windowed: true,
  warmUp: ([n]) => n!,
  create: ([n], [out]) => new HighestStream(n!, out!),
});
