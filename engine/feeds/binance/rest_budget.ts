import type { Clock } from "../../kernel/mod.ts";

const MINUTE_MS = 60_000;
/** Share of the exchange's limit that we use; others may sit behind the same address. */
export const BUDGET_SHARE = 0.8;
/** How much later than the machine's the exchange's minute may begin without any harm. */
const LATE_MS = 1_000;

/** What the requests of the running minute weigh, as far as we and the exchange have counted. */
export class WeightBudget {
  readonly #clock: Clock;
  readonly #limit: number;
  #minute = NaN;
  #used = 0;

  constructor(weightPerMinute: number, clock: Clock) {
    this.#limit = weightPerMinute * BUDGET_SHARE;
    this.#clock = clock;
  }

  /** Milliseconds until a request of that weight fits; 0 when it does now. */
  waitMs(weight: number): number {
    this.#turn();
    if (this.#used === 0 || this.#used + weight <= this.#limit) return 0;
    return (this.#minute + 1) * MINUTE_MS + LATE_MS - this.#clock.now();
  }

  spend(weight: number): void {
    this.#turn();
    this.#used += weight;
  }

  /** Takes over what the exchange has counted, in the answer to a request of `sentAt`. */
  counted(used: number, sentAt: number): void {
    this.#turn();
    // What was counted in a minute that is over says nothing about this one.
    if (minuteOf(sentAt) === this.#minute) this.#used = Math.max(this.#used, used);
  }

  #turn(): void {
    const minute = minuteOf(this.#clock.now());
    if (minute === this.#minute) return;
    this.#minute = minute;
    this.#used = 0;
  }
}

const minuteOf = (time: number): number => Math.floor((time - LATE_MS) / MINUTE_MS);
