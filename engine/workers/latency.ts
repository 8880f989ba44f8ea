/** Samples kept for the percentiles. */
export const LATENCY_SAMPLES = 512;

/** Percentiles in milliseconds by nearest rank; null without samples. */
export interface LatencySpread {
  readonly p50: number | null;
  readonly p99: number | null;
  readonly samples: number;
}

/** The last delays on one stream, for all its runners; recording allocates nothing. */
export class LatencyRing {
  readonly #ring = new Float64Array(LATENCY_SAMPLES);
  #total = 0;
  /** The last answer, and after how many samples it was given: a stream's runners mostly ask alike. */
  #answer: LatencySpread = { p50: null, p99: null, samples: 0 };
  #answeredAt = 0;

  /** Samples ever recorded. */
  get total(): number {
    return this.#total;
  }

  record(ms: number): void {
    this.#ring[this.#total % LATENCY_SAMPLES] = ms;
    this.#total++;
  }

  /** Of what is kept of the samples after the first `mark`. */
  spreadSince(mark: number): LatencySpread {
    const samples = Math.min(this.#total - mark, LATENCY_SAMPLES);
    if (this.#answeredAt !== this.#total || this.#answer.samples !== samples) {
      this.#answer = this.#spreadOf(samples);
      this.#answeredAt = this.#total;
    }
    return this.#answer;
  }

  #spreadOf(samples: number): LatencySpread {
    const newest = new Float64Array(samples);
    for (let i = 0; i < samples; i++) {
      newest[i] = this.#ring[(this.#total - 1 - i) % LATENCY_SAMPLES]!;
    }
    newest.sort();
    const rank = (q: number) => newest[Math.ceil(q * samples) - 1] ?? null;
    return { p50: rank(0.5), p99: rank(0.99), samples };
  }
}
