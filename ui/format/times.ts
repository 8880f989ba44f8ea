/** All times of the dashboard are UTC, and it says so. */
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
export const SECOND = 1_000;
export const MINUTE = 60_000;
export const HOUR = 3_600_000;
export const DAY = 86_400_000;

const two = (value: number): string => String(value).padStart(2, "0");

/** `14:05:09` */
export function clock(time: number): string {
  const date = new Date(time);
  return `${hourMinute(time)}:${two(date.getUTCSeconds())}`;
}

/** `14:05` */
export function hourMinute(time: number): string {
  const date = new Date(time);
  return `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
}

/** `3 May` */
export function dayMonth(time: number): string {
  const date = new Date(time);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`;
}

/** `3 May 2024` */
export function day(time: number): string {
  return `${dayMonth(time)} ${new Date(time).getUTCFullYear()}`;
}

/**
 * The clock today, with the date before it on any other day, and the year where that is another:
 * `14:05:09`, `3 May 14:05:09`, `3 May 2024 14:05:09`.
 */
export function moment(time: number, now: number): string {
  if (Math.floor(time / DAY) === Math.floor(now / DAY)) return clock(time);
  const isThisYear = new Date(time).getUTCFullYear() === new Date(now).getUTCFullYear();
  return `${isThisYear ? dayMonth(time) : day(time)} ${clock(time)}`;
}

/** Date and time in full: `3 May 2024 14:05:09`. */
export function fullTime(time: number): string {
  return `${day(time)} ${clock(time)}`;
}

/** The two largest units: `45 s`, `3 m 20 s`, `5 h 12 m`, `2 d 4 h`. */
export function duration(ms: number): string {
  const at = Math.max(0, ms);
  if (at < MINUTE) return `${Math.floor(at / SECOND)} s`;
  if (at < HOUR) return `${Math.floor(at / MINUTE)} m ${Math.floor((at % MINUTE) / SECOND)} s`;
  if (at < DAY) return `${Math.floor(at / HOUR)} h ${Math.floor((at % HOUR) / MINUTE)} m`;
  return `${Math.floor(at / DAY)} d ${Math.floor((at % DAY) / HOUR)} h`;
}

/** How long ago something was, in its largest unit: `now`, `45 s`, `3 m`. */
export function age(time: number | null, now: number): string {
  if (time === null) return "–";
  const ms = now - time;
  if (ms < 2 * SECOND) return "now";
  if (ms < MINUTE) return `${Math.floor(ms / SECOND)} s`;
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} m`;
  if (ms < DAY) return `${Math.floor(ms / HOUR)} h`;
  return `${Math.floor(ms / DAY)} d`;
}

const ISO_TIME = /\b\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z/g;

/** A text of the service with its times as people read them: `3 May 2024 14:05:09 UTC`. */
export function readableTimes(text: string): string {
  return text.replace(ISO_TIME, (iso) => `${fullTime(Date.parse(iso))} UTC`);
}
