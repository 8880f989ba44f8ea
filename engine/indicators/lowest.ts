import type { Bars, IndicatorStream } from "./indicator.ts";
import { defineIndicator, period } from "./indicator.ts";
import { RollingPeak } from "./rolling_peak.ts";

class LowestStream implements IndicatorStream {
  readonly #out: Float64Array;
  /** Of the lows turned upside down. */
  readonly #peak: RollingPeak;

  constructor(n: number, out: Float64Array) {
    this.#out = out;
    this.#peak = new RollingPeak(n);
  }

  update(bars: Bars, row: number): void {
    this.#peak.push(-bars.low[row]!);
    if (this.#peak.full) this.#out[row] = -this.#peak.value;
  }
}

/** The lowest low of the last `period` bars, the current one included. */
export const lowest = defineIndicator({
  name: "lowest",
  description: "Lowest low of the last bars, the current one included",
  parameters: [period("period", 20)],
  outputs: ["value"],
  pane: "PRICE",
  windowed: true,
  warmUp: ([n]) => n!,
  create: ([n], [out]) => new LowestStream(n!, out!),
});
