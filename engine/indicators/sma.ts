import type { Bars, IndicatorStream } from "./indicator.ts";
import { defineIndicator, period } from "./indicator.ts";
import { CompensatedSum } from "./compensated_sum.ts";

class SmaStream implements IndicatorStream {
  readonly #out: Float64Array;
  readonly #n: number;
  readonly #past: Float64Array;
  readonly #sum: CompensatedSum;
  #next = 0;
  #full = false;

  constructor(n: number, out: Float64Array) {
    this.#out = out;
    this.#n = n;
    this.#past = new Float64Array(n);
    this.#sum = new CompensatedSum();
  }

  update(bars: Bars, row: number): void {
    const close = bars.close[row]!;
    const i = this.#next;
    this.#sum.exchange(close, this.#past[i]!);
    this.#past[i] = close;
    this.#next = i + 1;
    if (i + 1 === this.#n) {
      this.#next = 0;
      this.#full = true;
      this.#sum.settle();
    }
    if (!this.#full) return;
    this.#out[row] = this.#sum.value / this.#n;
  }
}

/** Simple moving average: the mean of the last `period` closes. */
export const sma = defineIndicator({
  name: "sma",
  description: "Simple moving average: the mean of the last closes",
  parameters: [period("period", 20)],
  outputs: ["value"],
  pane: "PRICE",
  windowed: true,
  warmUp: ([n]) => n!,
  create: ([n], [out]) => new SmaStream(n!, out!),
});
