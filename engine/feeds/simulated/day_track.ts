import type { Instrument } from "../../domain/mod.ts";
import { Prng } from "../../kernel/mod.ts";
import { DAY_REGIMES, drawMood } from "./regimes.ts";

export const DAY_MS = 86_400_000;
const DAYS_A_YEAR = 365.25;
/** Days after which half of a distance from the usual price is gone: mild, but holds for decades. */
const HALF_LIFE_DAYS = 45;
const KEEP = 0.5 ** (1 / HALF_LIFE_DAYS);

/**
 * Where a symbol's price stands at each midnight since 1970, as the logarithm of its distance from
 * the profile's price: a first-order autoregression whose step depends on the day's mood.
 */
export class DayTrack {
  readonly #random: Prng;
  readonly #dailyVolatility: number;
  readonly #logs: number[] = [0];
  readonly #volatilities: number[] = [];
  #mood: number;

  constructor(seed: number, { code, simulation }: Instrument) {
    this.#random = Prng.from(`${seed}/${code}/days`);
    this.#dailyVolatility = simulation.annualVolatility / Math.sqrt(DAYS_A_YEAR);
    this.#mood = drawMood(DAY_REGIMES.usual, this.#random);
  }

  /** Log distance at the start of day `day`, counted from 1970-01-01. */
  logAt(day: number): number {
    this.#extendTo(day);
    return this.#logs[day]!;
  }

  /** Standard deviation of that day's log return. */
  volatilityOf(day: number): number {
    this.#extendTo(day + 1);
    return this.#volatilities[day]!;
  }

  #extendTo(day: number): void {
    while (this.#logs.length <= day) {
      const volatility = this.#dailyVolatility * DAY_REGIMES.multipliers[this.#mood]!;
      const last = this.#logs[this.#logs.length - 1]!;
      this.#volatilities.push(volatility);
      this.#logs.push(KEEP * last + volatility * this.#random.normal());
      this.#mood = drawMood(DAY_REGIMES.next[this.#mood]!, this.#random);
    }
  }
}
