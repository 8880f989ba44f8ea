import type { Instrument } from "../../domain/mod.ts";
import { Prng } from "../../kernel/mod.ts";
import type { DayTrack } from "./day_track.ts";
import { drawMood, HOUR_REGIMES } from "./regimes.ts";

export const HOURS_A_DAY = 24;
/** UTC hour at which trading is busiest, and by how much it is above the mean. */
const BUSIEST_HOUR = 14.5;
const SEASON = 0.35;

/** One day of one symbol, hour by hour. */
export interface DayPlan {
  readonly day: number;
  /** Price at the start of each hour, and at the end of the last. */
  readonly prices: Float64Array;
  /** Standard deviation of each hour's log return. */
  readonly volatilities: Float64Array;
  /** How much is going on in each hour; around 1. Scales volume and spread. */
  readonly activity: Float64Array;
}

/**
 * A walk over the day's 24 hours that starts and ends where the track says (a Brownian bridge whose
 * clock runs with each hour's variance).
 */
export function planDay(
  seed: number,
  { code, simulation }: Instrument,
  track: DayTrack,
  day: number,
): DayPlan {
  const random = Prng.from(`${seed}/${code}/day/${day}`);
  const activity = drawActivity(random);
  const squares = activity.reduce((sum, a) => sum + a * a, 0);
  const dayVolatility = track.volatilityOf(day);
  const volatilities = activity.map((a) => dayVolatility * a / Math.sqrt(squares));
  const steps = volatilities.map((v) => v * random.normal());
  const from = track.logAt(day);
  const missing = track.logAt(day + 1) - from - steps.reduce((sum, step) => sum + step, 0);
  const prices = new Float64Array(HOURS_A_DAY + 1);
  let log = from;
  prices[0] = simulation.price * Math.exp(log);
  for (let hour = 0; hour < HOURS_A_DAY; hour++) {
    log += steps[hour]! + missing * activity[hour]! ** 2 / squares;
    prices[hour + 1] = simulation.price * Math.exp(log);
  }
  return { day, prices, volatilities, activity };
}

function drawActivity(random: Prng): Float64Array {
  let mood = drawMood(HOUR_REGIMES.usual, random);
  return new Float64Array(HOURS_A_DAY).map((_, hour) => {
    const season = 1 + SEASON * Math.cos(2 * Math.PI * (hour + 0.5 - BUSIEST_HOUR) / HOURS_A_DAY);
    const activity = HOUR_REGIMES.multipliers[mood]! * season;
    mood = drawMood(HOUR_REGIMES.next[mood]!, random);
    return activity;
  });
}
