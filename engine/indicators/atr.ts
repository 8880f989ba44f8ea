import type { Bars, IndicatorStream } from "./indicator.ts";
import { defineIndicator, period } from "./indicator.ts";
import { wilderAverage } from "./smoothed_average.ts";
import type { SmoothedAverage } from "./smoothed_average.ts";

class AtrStream implements IndicatorStream {
  readonly #out: Float64Array;
  readonly #average: SmoothedAverage;
  #lastClose = NaN;

  constructor(n: number, out: Float64Array) {
    this.#out = out;
    this.#average = wilderAverage(n);
  }

  update(bars: Bars, row: number): void {
    const high = bars.high[row]!;
    const low = bars.low[row]!;
    const last = this.#lastClose;
    this.#lastClose = bars.close[row]!;
    // The first bar has no close before it, hence no true range.
    if (last !== last) return;
    this.#average.push((high > last ? high : last) - (low < last ? low : last));
    this.#out[row] = this.#average.value;
  }
}

/**
 * Average true range after Wilder (1978): Wilder's average of `max(high, last close) − min(low,
 * last close)`, begun as the mean of the first `period` true ranges. The first bar has none, so
 * the first value comes with bar `period + 1`, as in TA-Lib.
 */
export const atr = defineIndicator({
  name: "atr",
  description: "Average true range (Wilder): how far the price usually moves in a bar",
  parameters: [period("period", 14)],
  outputs: ["value"],
  pane: "OWN",
  windowed: false,
  warmUp: ([n]) => n! + 1,
  create: ([n], [out]) => new AtrStream(n!, out!),
});
