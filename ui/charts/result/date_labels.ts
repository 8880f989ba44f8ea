import { timeLabels } from "../time_axis.ts";

const DAY = 86_400_000;
/** Ticks further apart than this are told by month. */
const MONTHLY = 28 * DAY;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Labels of a UTC axis that may span minutes or decades: years stand where they begin to count. */
export function dateLabels(splits: readonly number[], step: number): string[] {
  if (step < DAY) return timeLabels(splits, step);
  let lastYear = NaN;
  return splits.map((time) => {
    const date = new Date(time);
    const year = date.getUTCFullYear();
    const isNewYear = year !== lastYear;
    lastYear = year;
    const month = MONTHS[date.getUTCMonth()];
    if (step >= MONTHLY) return isNewYear ? `${month} ${year}` : `${month}`;
    return `${date.getUTCDate()} ${month}`;
  });
}
