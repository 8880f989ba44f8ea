import type { Bars, IndicatorStream } from "./indicator.ts";
import { defineIndicator, period } from "./indicator.ts";
import { emaAverage } from "./smoothed_average.ts";
import type { SmoothedAverage } from "./smoothed_average.ts";

class EmaStream implements IndicatorStream {
  readonly #out: Float64Array;
  readonly #average: SmoothedAverage;

  constructor(n: number, out: Float64Array) {
    this.#out = out;
    this.#average = emaAverage(n);
  }

  update(bars: Bars, row: number): void {
    this.#average.push(bars.close[row]!);
    this.#out[row] = this.#average.value;
  }
}

/**
 * Exponential moving average: each close pulls it `2 / (period + 1)` of the way. It begins as the
 * SMA of the first `period` closes, as in TA-Lib and on StockCharts.
 */
export const ema = defineIndicator({
  name: "ema",
  description: "Exponential moving average of the closes: newer bars weigh more",
  parameters: [period("period", 20)],
  outputs: ["value"],
  pane: "PRICE",
  windowed: false,
  warmUp: ([n]) => n!,
  create: ([n], [out]) => new EmaStream(n!, out!),
});
