import type { Bars, IndicatorStream } from "./indicator.ts";
import { coldOut, defineIndicator, period } from "./indicator.ts";
import { RollingPeak } from "./rolling_peak.ts";

class LowestStream implements IndicatorStream {
  readonly out = coldOut(1);
  /** Of the lows turned upside down. */
  readonly #peak: RollingPeak;

  constructor(n: number) {
    this.#peak = new RollingPeak(n);
  }

  update(bars: Bars, row: number): void {
    this.#peak.push(-bars.low[row]!);
    if (this.#peak.full) this.out[0] = -this.#peak.value;
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
  create: ([n]) => new LowestStream(n!),
});
