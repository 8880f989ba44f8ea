const MINUTE = 60_000;
const DAY = 86_400_000;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const two = (value: number): string => String(value).padStart(2, "0");

/**
 * Labels of a UTC time axis: clock times, with the date where a day begins and at the first label.
 *
 * @param splits times of the ticks, ascending
 * @param step distance between two of them in milliseconds
 */
export function timeLabels(splits: readonly number[], step: number): string[] {
  let lastDay = NaN;
  return splits.map((time) => {
    const date = new Date(time);
    const dayNumber = Math.floor(time / DAY);
    const isNewDay = dayNumber !== lastDay;
    lastDay = dayNumber;
    const dayText = `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`;
    if (step >= DAY) {
      return date.getUTCMonth() === 0 && date.getUTCDate() === 1
        ? String(date.getUTCFullYear())
        : dayText;
    }
    const clock = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
    const text = step < MINUTE ? `${clock}:${two(date.getUTCSeconds())}` : clock;
    return isNewDay && time % DAY === 0 ? dayText : text;
  });
}
