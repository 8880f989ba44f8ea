import type { DrawdownFigures } from "./drawdowns.ts";

/** Sums up drawdowns one after another. */
export class DrawdownEpisodes {
  #count = 0;
  #depths = 0;
  #lengths = 0;
  #longest = 0;
  #longestRecovery = 0;
  #deepest = 0;
  #deepestLength = 0;
  /** NaN where it did not get back. */
  #deepestRecovery = NaN;

  /** One that got back to its peak at `end`. */
  recovered(depth: number, peakTime: number, troughTime: number, end: number): void {
    this.#add(depth, end - peakTime, end - troughTime);
    this.#longestRecovery = Math.max(this.#longestRecovery, end - troughTime);
  }

  /** One that the run ended in. */
  unfinished(depth: number, peakTime: number, end: number): void {
    this.#add(depth, end - peakTime, NaN);
  }

  /** @param any false where the run had no bar: nothing is known then */
  figures(any: boolean): Omit<DrawdownFigures, "ulcerIndex"> {
    const count = this.#count;
    return {
      maxDrawdown: any ? this.#deepest : null,
      maxDrawdownMs: any ? this.#longest : null,
      deepestDrawdownMs: any ? this.#deepestLength : null,
      maxDrawdownRecoveryMs: this.#deepestRecovery > 0 ? this.#deepestRecovery : null,
      longestRecoveryMs: this.#longestRecovery > 0 ? this.#longestRecovery : null,
      averageDrawdown: count > 0 ? this.#depths / count : null,
      averageDrawdownMs: count > 0 ? this.#lengths / count : null,
    };
  }

  #add(depth: number, length: number, recovery: number): void {
    this.#count++;
    this.#depths += depth;
    this.#lengths += length;
    this.#longest = Math.max(this.#longest, length);
    if (depth >= this.#deepest) return;
    this.#deepest = depth;
    this.#deepestLength = length;
    this.#deepestRecovery = recovery;
  }
}
