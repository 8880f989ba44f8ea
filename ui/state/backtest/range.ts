/** `2024-01-31T00:00` of a UTC time, as a date field has it; empty without one. */
export function timeText(time: number | undefined): string {
  return time === undefined || !Number.isFinite(time)
    ? ""
    : new Date(time).toISOString().slice(0, 16);
}

/** The time that was typed, read as UTC; null where there is none. */
export function timeOf(text: string): number | null {
  const time = Date.parse(`${text}Z`);
  return Number.isFinite(time) ? time : null;
}

/** What is wrong with a range as typed; either end may be left empty. */
export function rangeFault(from: string, to: string): string | null {
  const [first, last] = [timeOf(from), timeOf(to)];
  if (first === null || last === null || first < last) return null;
  return "Has to be before the end";
}
