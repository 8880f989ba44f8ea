const MINUTE = 60_000;
/** Requests over the limit in one minute after which the client is banned. */
const PATIENCE = 10;
const FIRST_BAN_MS = 2 * MINUTE;
const LONGEST_BAN_MS = 3 * 24 * 60 * MINUTE;

export type Verdict =
  | { readonly kind: "FINE"; readonly used: number }
  | { readonly kind: "TOO_MUCH"; readonly used: number; readonly waitMs: number }
  | { readonly kind: "BANNED"; readonly used: number; readonly until: number };

/** How much one client has asked for in this minute of the clock. */
export class Weights {
  readonly #limit: number;
  #minute = NaN;
  #used = 0;
  #refused = 0;
  #bannedUntil = 0;
  #banMs = FIRST_BAN_MS;

  constructor(perMinute: number) {
    this.#limit = perMinute;
  }

  /** Counts a request of that weight. */
  count(weight: number, now: number): Verdict {
    const minute = now - now % MINUTE;
    if (minute !== this.#minute) {
      this.#minute = minute;
      this.#used = this.#refused = 0;
    }
    const used = this.#used += weight;
    if (now < this.#bannedUntil) return { kind: "BANNED", used, until: this.#bannedUntil };
    if (used <= this.#limit) return { kind: "FINE", used };
    if (++this.#refused > PATIENCE) return { kind: "BANNED", used, until: this.#ban(now) };
    return { kind: "TOO_MUCH", used, waitMs: minute + MINUTE - now };
  }

  #ban(now: number): number {
    this.#bannedUntil = now + this.#banMs;
    this.#banMs = Math.min(this.#banMs * 2, LONGEST_BAN_MS);
    return this.#bannedUntil;
  }
}
