import type { Bars, IndicatorStream } from "./indicator.ts";
import { coldOut, defineIndicator, period } from "./indicator.ts";
import { RollingSum } from "./rolling_sum.ts";

class SmaStream implements IndicatorStream {
  readonly out = coldOut(1);
  readonly #n: number;
  readonly #past: Float64Array;
  readonly #sum: RollingSum;
  #next = 0;
  #seen = 0;

  constructor(n: number) {
    this.#n = n;
    this.#past = new Float64Array(n);
    this.#sum = new RollingSum(n);
  }

  update(bars: Bars, row: number): void {
    const close = bars.close[row]!;
    const i = this.#next;
    this.#sum.push(close, this.#past[i]!);
    this.#past[i] = close;
    this.#next = i + 1 === this.#n ? 0 : i + 1;
    if (this.#seen < this.#n && ++this.#seen < this.#n) return;
    this.out[0] = this.#sum.value / this.#n;
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
  create: ([n]) => new SmaStream(n!),
});
