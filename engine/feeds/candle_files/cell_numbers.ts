/** Numbers and times out of the bytes of a cell. */

const WHOLE = /^\d{1,17}$/;
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i;

const decoder = new TextDecoder();

export function cellText(bytes: Uint8Array, from: number, to: number): string {
  return decoder.decode(bytes.subarray(from, to)).trim();
}

/** The decimal in a cell, in any way of writing it; NaN when there is none. */
export function cellNumber(bytes: Uint8Array, from: number, to: number): number {
  const text = cellText(bytes, from, to);
  return DECIMAL.test(text) ? Number(text) : NaN;
}

/** Smallest epoch values taken for seconds, milliseconds, microseconds: all in March 1973. */
const SECONDS = 1e8;
const MILLISECONDS = 1e11;
const MICROSECONDS = 1e14;
const TOO_LARGE = 1e17;

/** An epoch in seconds, milliseconds or microseconds, told apart by size, as milliseconds. */
export function epochTime(value: number): number {
  if (value >= MICROSECONDS) return value < TOO_LARGE ? Math.floor(value / 1000) : NaN;
  if (value >= MILLISECONDS) return value;
  return value >= SECONDS ? value * 1000 : NaN;
}

/**
 * The moment in a cell as UTC epoch milliseconds, NaN when there is none: an epoch (from March 1973
 * on), or a date and time as in ISO 8601, which is UTC unless it says otherwise.
 */
export function cellTime(bytes: Uint8Array, from: number, to: number): number {
  const text = cellText(bytes, from, to);
  return WHOLE.test(text) ? epochTime(Number(text)) : isoTime(text);
}

const ISO =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(?:Z|([+-])(\d\d)(?::?(\d\d))?)?)?$/;

/** A date, or a date and time, as in ISO 8601; UTC unless it says otherwise. NaN for other text. */
export function isoTime(text: string): number {
  const match = ISO.exec(text);
  if (!match) return NaN;
  const part = (n: number) => Number(match[n] ?? 0);
  const [year, month, day, hour, minute, second] = [1, 2, 3, 4, 5, 6].map(part);
  const midnight = Date.UTC(year!, month! - 1, day!);
  const real = new Date(midnight).getUTCDate() === day && month! >= 1 && month! <= 12;
  if (!real || hour! > 23 || minute! > 59 || second! > 59) return NaN;
  const fraction = Math.floor(Number(`0.${match[7] ?? 0}`) * 1000);
  const offset = (part(9) * 60 + part(10)) * (match[8] === "-" ? -1 : 1);
  return midnight + ((hour! * 60 + minute! - offset) * 60 + second!) * 1000 + fraction;
}
