/** Waits between attempts: none before the first, then up to twice as long each time. */
export class Backoff {
  readonly #firstMs: number;
  readonly #longestMs: number;
  readonly #random: () => number;
  #attempts = 0;

  /** @param random from 0 up to 1, so that clients cut off together do not come back together */
  constructor(firstMs: number, longestMs: number, random: () => number) {
    this.#firstMs = firstMs;
    this.#longestMs = longestMs;
    this.#random = random;
  }

  /** How long to wait before the next attempt. */
  next(): number {
    const waits = this.#attempts++;
    if (waits === 0) return 0;
    return this.#random() * Math.min(this.#longestMs, this.#firstMs * 2 ** (waits - 1));
  }

  reset(): void {
    this.#attempts = 0;
  }
}

/**
 * Most connections opened within the time below, whatever fails and whoever asks. The exchange
 * allows an address 300; the other half is for whoever else comes from there.
 */
export const MAX_CONNECTIONS = 150;
export const CONNECTIONS_WINDOW_MS = 5 * 60_000;

export class ConnectionBudget {
  /** When the last ones were opened, the oldest first. */
  readonly #times: number[] = [];

  /** How long until one more may be opened. */
  waitMs(now: number): number {
    const oldest = this.#times[0];
    if (oldest === undefined || this.#times.length < MAX_CONNECTIONS) return 0;
    // A clock that was set back must not keep us waiting for longer than the window.
    return Math.min(Math.max(oldest + CONNECTIONS_WINDOW_MS - now, 0), CONNECTIONS_WINDOW_MS);
  }

  spend(now: number): void {
    this.#times.push(now);
    if (this.#times.length > MAX_CONNECTIONS) this.#times.shift();
  }
}
