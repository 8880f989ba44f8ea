import type { Bars, IndicatorStream } from "./indicator.ts";
import { coldOut, defineIndicator, period } from "./indicator.ts";
import { emaAverage } from "./smoothed_average.ts";
import type { SmoothedAverage } from "./smoothed_average.ts";

class EmaStream implements IndicatorStream {
  readonly out = coldOut(1);
  readonly #average: SmoothedAverage;

  constructor(n: number) {
    this.#average = emaAverage(n);
  }

  update(bars: Bars, row: number): void {
    this.#average.push(bars.close[row]!);
    this.out[0] = this.#average.value;
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
  create: ([n]) => new EmaStream(n!),
});
