import { productRest, squareRest } from "./exact_product.ts";
import type { Bars, IndicatorStream } from "./indicator.ts";
import { coldOut, defineIndicator, period } from "./indicator.ts";
import { RollingSum } from "./rolling_sum.ts";

/** Variance below this part of the mean square is rounding, not movement. */
const NOTHING = 1e-30;

class BollingerStream implements IndicatorStream {
  readonly out = coldOut(3);
  readonly #n: number;
  readonly #width: number;
  readonly #past: Float64Array;
  readonly #sum: RollingSum;
  readonly #squares: RollingSum;
  #next = 0;
  #seen = 0;

  constructor(n: number, width: number) {
    this.#n = n;
    this.#width = width;
    this.#past = new Float64Array(n);
    this.#sum = new RollingSum(n);
    this.#squares = new RollingSum(n);
  }

  update(bars: Bars, row: number): void {
    const close = bars.close[row]!;
    const i = this.#next;
    const gone = this.#past[i]!;
    const square = close * close;
    const goneSquare = gone * gone;
    this.#sum.push(close, gone);
    this.#squares.pushPair(
      square,
      squareRest(close, square),
      goneSquare,
      squareRest(gone, goneSquare),
    );
    this.#past[i] = close;
    this.#next = i + 1 === this.#n ? 0 : i + 1;
    if (this.#seen < this.#n && ++this.#seen < this.#n) return;
    const middle = this.#sum.value / this.#n;
    const half = this.#width * this.#deviation();
    const out = this.out;
    out[0] = middle + half;
    out[1] = middle;
    out[2] = middle - half;
  }

  /**
   * `√(n·Σx² − (Σx)²) / n`. The difference of two large, nearly equal numbers is why both sums and
   * products carry what rounding cut off.
   */
  #deviation(): number {
    const n = this.#n;
    const sum = this.#sum.value;
    const squares = this.#squares.value;
    const a = n * squares;
    const aRest = productRest(n, squares, a) + n * this.#squares.rest;
    const b = sum * sum;
    const bRest = squareRest(sum, b) + 2 * sum * this.#sum.rest;
    const spread = (a - b) + (aRest - bRest);
    return spread <= a * NOTHING ? 0 : Math.sqrt(spread) / n;
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
  create: ([n, width]) => new BollingerStream(n!, width!),
});
