import type { Prng } from "../../../engine/kernel/mod.ts";
import { type ConnectionFault, MESSAGE_FAULTS, REST_FAULTS } from "./kinds.ts";
import type { Chances } from "./plan.ts";

/** How often each thing happens by chance. */
export interface Rates {
  /** For each message and request, from 0 to 1. */
  readonly chances?: Chances;
  /** On average so often a minute of the machine's clock. */
  readonly perMinute?: Partial<Record<ConnectionFault, number>>;
}

/** A very bad day, for soaks: everything happens within minutes. */
export const BAD_DAY: Rates = {
  chances: Object.fromEntries([
    ...MESSAGE_FAULTS.map((kind) => [kind, 0.0005]),
    ...REST_FAULTS.map((kind) => [kind, 0.02]),
  ]),
  perMinute: { DROP: 0.5, HANG: 0.1, REFUSE: 0.2, RESTART: 0.1, SHUTDOWN: 0.1 },
};

/** Connection faults by chance, as time goes by. */
export class Chaos {
  readonly #prng: Prng;
  readonly #perMinute: readonly [ConnectionFault, number][];
  #last: number;

  constructor(prng: Prng, rates: Rates, now: number) {
    this.#prng = prng;
    this.#perMinute = Object.entries(rates.perMinute ?? {}) as [ConnectionFault, number][];
    this.#last = now;
  }

  /** What happens in the time since the last call. */
  draw(now: number): ConnectionFault[] {
    const minutes = (now - this.#last) / 60_000;
    this.#last = now;
    return this.#perMinute
      .filter(([, rate]) => this.#prng.uniform() < 1 - Math.exp(-rate * minutes))
      .map(([kind]) => kind);
  }

  /** One of so many. */
  pick(count: number): number {
    return Math.floor(this.#prng.uniform() * count);
  }
}
