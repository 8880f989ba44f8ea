import type { Bars, IndicatorStream } from "./indicator.ts";
import { coldOut, defineIndicator, period } from "./indicator.ts";
import { RollingPeak } from "./rolling_peak.ts";

class HighestStream implements IndicatorStream {
  readonly out = coldOut(1);
  readonly #peak: RollingPeak;

  constructor(n: number) {
    this.#peak = new RollingPeak(n);
  }

  update(bars: Bars, row: number): void {
    this.#peak.push(bars.high[row]!);
    if (this.#peak.full) this.out[0] = this.#peak.value;
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
  create: ([n]) => new HighestStream(n!),
});
