/**
 * The sum of the last `n` numbers without drift, in constant time a number.
 *
 * A plain running sum (add the new, subtract the old) collects a rounding error at each step, so an
 * average would depend on how long it has been running. Here the error of each addition is carried
 * along in a second number (Knuth's TwoSum, as in Shewchuk 1997), and every `n` numbers a second
 * sum, which has only ever been added to, takes over.
 */
export class RollingSum {
  readonly #n: number;
  #high = 0;
  #low = 0;
  #freshHigh = 0;
  #freshLow = 0;
  #freshCount = 0;

  /** @param n how many numbers the sum spans */
  constructor(n: number) {
    this.#n = n;
  }

  /** The sum, rounded once. */
  get value(): number {
    return this.#high;
  }
  /** What rounding cut off `value`. */
  get rest(): number {
    return this.#low;
  }

  /** Takes `added` in and `removed` (0 while fewer than `n` numbers came) out. */
  push(added: number, removed: number): void {
    this.pushPair(added, 0, removed, 0);
  }

  /** As `push`, for numbers given as a value and what rounding cut off it. */
  pushPair(added: number, addedRest: number, removed: number, removedRest: number): void {
    const high = this.#high;
    const plus = high + added;
    const a = plus - high;
    const minus = plus - removed;
    const b = minus - plus;
    const lost = (high - (plus - a)) + (added - a) + ((plus - (minus - b)) - (removed + b));
    const low = this.#low + (lost + (addedRest - removedRest));
    this.#high = minus + low;
    this.#low = low - (this.#high - minus);
    this.#pushFresh(added, addedRest);
  }

  #pushFresh(added: number, addedRest: number): void {
    const high = this.#freshHigh;
    const sum = high + added;
    const a = sum - high;
    const low = this.#freshLow + ((high - (sum - a)) + (added - a) + addedRest);
    this.#freshHigh = sum + low;
    this.#freshLow = low - (this.#freshHigh - sum);
    if (++this.#freshCount < this.#n) return;
    this.#high = this.#freshHigh;
    this.#low = this.#freshLow;
    this.#freshHigh = 0;
    this.#freshLow = 0;
    this.#freshCount = 0;
  }
}
