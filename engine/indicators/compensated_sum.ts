/**
 * A sum that numbers are added to and taken out of without drift.
 *
 * A plain running sum collects a rounding error at each step, so an average would depend on how
 * long it has been running, and one wild price would leave its mark for ever. Here what rounding
 * cuts off (TwoSum: Knuth 1969) is collected in a sum of its own. That makes about 106 bits: after
 * N steps the sum is off by some `N · 2⁻¹⁰⁵` of the largest sum on the way, which no rounded result
 * shows.
 */
export class CompensatedSum {
  #sum = 0;
  #lost = 0;

  get value(): number {
    return this.#sum + this.#lost;
  }

  exchange(added: number, removed: number): void {
    // The change first: the next bar waits for one addition only, not for all of them.
    const change = added - removed;
    const a = change - added;
    const changeLost = (added - (change - a)) - (removed + a);
    const before = this.#sum;
    const sum = before + change;
    const b = sum - before;
    this.#sum = sum;
    this.#lost += ((before - (sum - b)) + (change - b)) + changeLost;
  }

  /** Moves what was lost into the sum as far as it fits; now and then is often enough. */
  settle(): void {
    const before = this.#sum;
    const sum = before + this.#lost;
    this.#lost -= sum - before;
    this.#sum = sum;
  }

  clear(): void {
    this.#sum = 0;
    this.#lost = 0;
  }
}
