/**
 * The newest times, oldest first, at most `most` of them, in a ring that grows as it is used and never
 * moves what it holds for a new one.
 */
export class RecentTimes {
  #most: number;
  #ring = new Float64Array(8);
  #head = 0;
  #size = 0;

  constructor(most: number) {
    this.#most = most;
  }

  get size(): number {
    return this.#size;
  }

  /** The oldest of those kept; NaN without any. */
  get oldest(): number {
    return this.#size === 0 ? NaN : this.#ring[this.#head]!;
  }

  /** Forgets the oldest where there are more. */
  setMost(most: number): void {
    this.#most = most;
    while (this.#size > most) this.#drop();
  }

  /** Takes a time in; forgets those that are `span` older than it, and the oldest where it is full. */
  push(time: number, span: number): void {
    while (this.#size > 0 && time - this.oldest >= span) this.#drop();
    if (this.#most === 0) return;
    if (this.#size === this.#most) this.#drop();
    if (this.#size === this.#ring.length) this.#grow();
    this.#ring[(this.#head + this.#size++) % this.#ring.length] = time;
  }

  toArray(): number[] {
    const { length } = this.#ring;
    return Array.from({ length: this.#size }, (_, i) => this.#ring[(this.#head + i) % length]!);
  }

  clear(): void {
    this.#head = this.#size = 0;
  }

  #drop(): void {
    this.#head = (this.#head + 1) % this.#ring.length;
    this.#size--;
  }

  #grow(): void {
    const times = this.toArray();
    this.#ring = new Float64Array(times.length * 2);
    this.#ring.set(times);
    this.#head = 0;
  }
}
