/**
 * An average that moves a fixed part of the way to each new number and starts as the plain mean of
 * the first `n`: `2 / (n + 1)` of the way makes an EMA, `1 / n` Wilder's average.
 */
export class SmoothedAverage {
  /** NaN until `n` numbers came. */
  value = NaN;
  readonly #n: number;
  readonly #part: number;
  #sum = 0;
  #seen = 0;

  constructor(n: number, part: number) {
    this.#n = n;
    this.#part = part;
  }

  push(x: number): void {
    if (this.#seen === this.#n) {
      this.value += this.#part * (x - this.value);
      return;
    }
    this.#sum += x;
    if (++this.#seen === this.#n) this.value = this.#sum / this.#n;
  }
}

export const emaAverage = (n: number): SmoothedAverage => new SmoothedAverage(n, 2 / (n + 1));
export const wilderAverage = (n: number): SmoothedAverage => new SmoothedAverage(n, 1 / n);
