import type { Instrument } from "../../domain/mod.ts";
import { type DayPlan, HOURS_A_DAY, planDay } from "./day_plan.ts";
import type { DayTrack } from "./day_track.ts";
import { emptyHour, fillHour, type HourTicks } from "./hour_ticks.ts";

/** Hours kept in memory (about 115 kB each); an older one is made again when asked for. */
const MAX_HOURS = 2;

/**
 * The market of one symbol, a pure function of (seed, symbol, market time): whoever asks for an hour
 * gets the same ticks, in whatever order hours are asked for.
 */
export class SymbolPath {
  readonly instrument: Instrument;
  readonly #seed: number;
  readonly #track: DayTrack;
  readonly #hours: HourTicks[] = [];
  #plan: DayPlan | undefined;

  constructor(seed: number, instrument: Instrument, track: DayTrack) {
    this.#seed = seed;
    this.instrument = instrument;
    this.#track = track;
  }

  /** The ticks of hour `hour` since 1970; good until the next call. */
  hour(hour: number): HourTicks {
    const hours = this.#hours;
    if (hours[0]?.hour === hour) return hours[0];
    const known = hours.findIndex((ticks) => ticks.hour === hour);
    const ticks = known >= 0 ? hours.splice(known, 1)[0]! : this.#make(hour);
    hours.unshift(ticks);
    return ticks;
  }

  #make(hour: number): HourTicks {
    const ticks = this.#hours.length < MAX_HOURS ? emptyHour() : this.#hours.pop()!;
    const { prices, volatilities, activity } = this.#planOf(Math.floor(hour / HOURS_A_DAY));
    const n = hour % HOURS_A_DAY;
    fillHour(ticks, hour, this.#seed, this.instrument, {
      from: prices[n]!,
      to: prices[n + 1]!,
      volatility: volatilities[n]!,
      activity: activity[n]!,
    });
    return ticks;
  }

  #planOf(day: number): DayPlan {
    if (this.#plan?.day !== day) {
      this.#plan = planDay(this.#seed, this.instrument, this.#track, day);
    }
    return this.#plan;
  }
}
