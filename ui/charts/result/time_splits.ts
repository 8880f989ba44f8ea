const DAY = 86_400_000;
const WEEK = 7 * DAY;
/** The first Monday of the epoch. */
const MONDAY = 4 * DAY;
/** A mean month; steps that are months are told as so many of these. */
export const MONTH = 30.4375 * DAY;

/** Places for ticks from `min` to `max`: full steps in UTC, Mondays for weeks, firsts for months. */
export function timeSplits(min: number, max: number, step: number): number[] {
  if (step >= MONTH) return months(min, max, Math.round(step / MONTH));
  const origin = step % WEEK === 0 ? MONDAY : 0;
  const splits: number[] = [];
  for (let at = origin + Math.ceil((min - origin) / step) * step; at <= max; at += step) {
    splits.push(at);
  }
  return splits;
}

function months(min: number, max: number, every: number): number[] {
  const first = new Date(min);
  let month = first.getUTCFullYear() * 12 + first.getUTCMonth();
  month = Math.ceil(month / every) * every;
  const splits: number[] = [];
  for (let at = timeOf(month); at <= max; at = timeOf(month)) {
    if (at >= min) splits.push(at);
    month += every;
  }
  return splits;
}

const timeOf = (month: number): number => Date.UTC(Math.floor(month / 12), month % 12);
