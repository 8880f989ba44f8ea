import type { Bars, IndicatorStream } from "./indicator.ts";
import { defineIndicator, period } from "./indicator.ts";
import { emaAverage } from "./smoothed_average.ts";
import type { SmoothedAverage } from "./smoothed_average.ts";

class MacdStream implements IndicatorStream {
  readonly #macdOut: Float64Array;
  readonly #signalOut: Float64Array;
  readonly #histogramOut: Float64Array;
  readonly #fast: SmoothedAverage;
  readonly #slow: SmoothedAverage;
  readonly #signal: SmoothedAverage;

  constructor(fast: number, slow: number, signal: number, out: readonly Float64Array[]) {
    this.#macdOut = out[0]!;
    this.#signalOut = out[1]!;
    this.#histogramOut = out[2]!;
    this.#fast = emaAverage(fast);
    this.#slow = emaAverage(slow);
    this.#signal = emaAverage(signal);
  }

  update(bars: Bars, row: number): void {
    const close = bars.close[row]!;
    this.#fast.push(close);
    this.#slow.push(close);
    const macd = this.#fast.value - this.#slow.value;
    if (macd !== macd) return;
    this.#signal.push(macd);
    const signal = this.#signal.value;
    if (signal !== signal) return;
    this.#macdOut[row] = macd;
    this.#signalOut[row] = signal;
    this.#histogramOut[row] = macd - signal;
  }
}

/**
 * Moving average convergence/divergence: `macd = ema(fast) − ema(slow)`, `signal` is the EMA of
 * `macd`, `histogram = macd − signal`.
 *
 * Each of the two EMAs begins with its own first closes. TA-Lib begins the fast one late, so that
 * both start together, which gives slightly other values in the first bars.
 */
export const macd = defineIndicator({
  name: "macd",
  description: "Moving average convergence/divergence: distance of two EMAs, and its own EMA",
  parameters: [period("fast", 12), period("slow", 26), period("signal", 9)],
  outputs: ["macd", "signal", "histogram"],
  pane: "OWN",
  windowed: false,
  warmUp: ([fast, slow, signal]) => Math.max(fast!, slow!) + signal! - 1,
  create: ([fast, slow, signal], out) => new MacdStream(fast!, slow!, signal!, out),
});
