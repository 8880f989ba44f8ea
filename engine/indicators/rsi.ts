import type { Bars, IndicatorStream } from "./indicator.ts";
import { defineIndicator, period } from "./indicator.ts";
import { wilderAverage } from "./smoothed_average.ts";
import type { SmoothedAverage } from "./smoothed_average.ts";

class RsiStream implements IndicatorStream {
  readonly #out: Float64Array;
  readonly #gain: SmoothedAverage;
  readonly #loss: SmoothedAverage;
  #last = NaN;

  constructor(n: number, out: Float64Array) {
    this.#out = out;
    this.#gain = wilderAverage(n);
    this.#loss = wilderAverage(n);
  }

  update(bars: Bars, row: number): void {
    const close = bars.close[row]!;
    const change = close - this.#last;
    this.#last = close;
    // The first bar has no bar before it to compare with.
    if (change !== change) return;
    this.#gain.push(change > 0 ? change : 0);
    this.#loss.push(change < 0 ? -change : 0);
    const gain = this.#gain.value;
    const moved = gain + this.#loss.value;
    this.#out[row] = moved === 0 ? 50 : 100 * (gain / moved);
  }
}

/**
 * Relative strength index after Wilder (1978): `100 · G / (G + L)`, where G and L are Wilder's
 * averages of the rises and falls from close to close, begun as the mean of the first `period`.
 *
 * Where the price has not moved at all it is 50: neither strong nor weak. (TA-Lib says 0 there and
 * others 100, which a rule would take for a signal.)
 */
export const rsi = defineIndicator({
  name: "rsi",
  description: "Relative strength index (Wilder), 0 to 100: how much of the movement was upward",
  parameters: [period("period", 14)],
  outputs: ["value"],
  pane: "OWN",
  windowed: false,
  warmUp: ([n]) => n! + 1,
  create: ([n], [out]) => new RsiStream(n!, out!),
});
