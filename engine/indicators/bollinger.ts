import { CompensatedSum } from "./compensated_sum.ts";
import type { Bars, IndicatorStream } from "./indicator.ts";
import { defineIndicator, period } from "./indicator.ts";

/** A variance below this part of the mean square is rounding, not movement. */
const NOTHING = 1e-15;

class BollingerStream implements IndicatorStream {
  readonly #upper: Float64Array;
  readonly #middle: Float64Array;
  readonly #lower: Float64Array;
  readonly #n: number;
  readonly #width: number;
  readonly #past: Float64Array;
  readonly #sum = new CompensatedSum();
  readonly #squares = new CompensatedSum();
  /** Everything is summed as a distance from here, see `#renew`. */
  #shift = 0;
  #next = 0;
  #full = false;

  constructor(n: number, width: number, out: readonly Float64Array[]) {
    this.#upper = out[0]!;
    this.#middle = out[1]!;
    this.#lower = out[2]!;
    this.#n = n;
    this.#width = width;
    this.#past = new Float64Array(n);
  }

  update(bars: Bars, row: number): void {
    const close = bars.close[row]!;
    const i = this.#next;
    const added = close - this.#shift;
    const removed = this.#full ? this.#past[i]! - this.#shift : 0;
    this.#sum.exchange(added, removed);
    this.#squares.exchange(added * added, removed * removed);
    this.#past[i] = close;
    this.#next = i + 1;
    if (i + 1 === this.#n) this.#renew(close);
    if (!this.#full) return;
    const n = this.#n;
    const sum = this.#sum.value;
    const squares = n * this.#squares.value;
    const spread = squares - sum * sum;
    const half = spread > squares * NOTHING ? this.#width * (Math.sqrt(spread) / n) : 0;
    const middle = this.#shift + sum / n;
    this.#upper[row] = middle + half;
    this.#middle[row] = middle;
    this.#lower[row] = middle - half;
  }

  /**
   * Once every n bars: sums anew, as distances from the newest close. The variance is the difference
   * of two sums of squares; were they of whole prices, a quiet market would drown in their rounding.
   */
  #renew(close: number): void {
    this.#next = 0;
    this.#full = true;
    this.#shift = close;
    let sum = 0;
    let squares = 0;
    for (let i = 0; i < this.#n; i++) {
      const distance = this.#past[i]! - close;
      sum += distance;
      squares += distance * distance;
    }
    this.#sum.restart(sum);
    this.#squares.restart(squares);
  }
}

/**
 * Bollinger bands: `middle` is the SMA of the closes, `upper` and `lower` lie `deviations`
 * population standard deviations (divided by n, as Bollinger does) away. Prices that stand still
 * give three equal bands.
 */
export const bollinger = defineIndicator({
  name: "bollinger",
  description: "Bollinger bands: a moving average with bands some standard deviations away",
  parameters: [
    period("period", 20),
    { name: "deviations", default: 2, min: 0.1, max: 20, integer: false },
  ],
  outputs: ["upper", "middle", "lower"],
  pane: "PRICE",
  windowed: true,
  warmUp: ([n]) => n!,
  create: ([n, width], out) => new BollingerStream(n!, width!, out),
});
