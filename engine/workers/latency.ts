/** Samples kept for the percentiles. */
export const LATENCY_SAMPLES = 512;

/** The last delays of one runner, in milliseconds; recording allocates nothing. */
export class LatencyRing {
  readonly #ring = new Float64Array(LATENCY_SAMPLES);
  #total = 0;

  get samples(): number {
    return Math.min(this.#total, LATENCY_SAMPLES);
  }

  record(ms: number): void {
    this.#ring[this.#total % LATENCY_SAMPLES] = ms;
    this.#total++;
  }

  /**
   * The smallest kept sample that at least the share `q` of them does not exceed (nearest rank);
   * null without samples.
   */
  percentiles(...qs: number[]): (number | null)[] {
    const n = this.samples;
    if (n === 0) return qs.map(() => null);
    const sorted = this.#ring.slice(0, n).sort();
    return qs.map((q) => sorted[Math.max(0, Math.ceil(q * n) - 1)]!);
  }
}
