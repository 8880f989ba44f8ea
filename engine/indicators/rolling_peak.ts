/**
 * The largest of the last `n` numbers in constant (amortised) time: a queue that keeps only those
 * that can still become the largest, in falling order.
 */
export class RollingPeak {
  readonly #n: number;
  readonly #mask: number;
  readonly #values: Float64Array;
  /** When the value came, counted in numbers pushed. */
  readonly #times: Float64Array;
  #first = 0;
  #length = 0;
  #pushed = 0;

  constructor(n: number) {
    const size = 2 ** Math.ceil(Math.log2(n));
    this.#n = n;
    this.#mask = size - 1;
    this.#values = new Float64Array(size);
    this.#times = new Float64Array(size);
  }

  /** True once `n` numbers came. */
  get full(): boolean {
    return this.#pushed >= this.#n;
  }
  /** The largest; 0 before the first number. */
  get value(): number {
    return this.#values[this.#first]!;
  }

  push(x: number): void {
    const mask = this.#mask;
    const values = this.#values;
    const now = this.#pushed++;
    let first = this.#first;
    let length = this.#length;
    if (length > 0 && this.#times[first]! <= now - this.#n) {
      first = (first + 1) & mask;
      length--;
    }
    while (length > 0 && values[(first + length - 1) & mask]! <= x) length--;
    const i = (first + length) & mask;
    values[i] = x;
    this.#times[i] = now;
    this.#first = first;
    this.#length = length + 1;
  }
}
