import { CompensatedSum } from "./compensated_sum.ts";
import type { Bars, IndicatorStream } from "./indicator.ts";
import { defineIndicator, period } from "./indicator.ts";

/** A variance below this part of the mean square is rounding, not movement. */
const NOTHING = 1e-15;
/** Rounds of n bars after which the sums move to where the price is now. */
const ROUNDS_A_SHIFT = 8;

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
  #shift = NaN;
  #next = 0;
  /** How often `#past` was filled. */
  #rounds = 0;

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
    if (this.#shift !== this.#shift) this.#shift = close;
    const i = this.#next;
    const added = close - this.#shift;
    const removed = this.#rounds > 0 ? this.#past[i]! - this.#shift : 0;
    this.#sum.exchange(added, removed);
    this.#squares.exchange(added * added, removed * removed);
    this.#past[i] = close;
    this.#next = i + 1;
    if (i + 1 === this.#n) this.#finishRound();
    if (this.#rounds > 0) this.#write(row);
  }

  #write(row: number): void {
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

  #finishRound(): void {
    this.#next = 0;
    if (this.#rounds % ROUNDS_A_SHIFT === 0) this.#renew();
    this.#rounds++;
  }

  /**
   * Sums anew, as distances from the lowest close of now. The variance is the difference of two sums
   * of squares; were they of whole prices, a quiet market would drown in their rounding. The lowest,
   * because the distance to a much higher price would itself be rounded.
   */
  #renew(): void {
    let lowest = Infinity;
    for (let i = 0; i < this.#n; i++) lowest = Math.min(lowest, this.#past[i]!);
    this.#shift = lowest;
    this.#sum.clear();
    this.#squares.clear();
    for (let i = 0; i < this.#n; i++) {
      const distance = this.#past[i]! - lowest;
      this.#sum.exchange(distance, 0);
      this.#squares.exchange(distance * distance, 0);
    }
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
