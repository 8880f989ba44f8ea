import { DAY, HOUR, MINUTE } from "../../format/times.ts";

const UNITS: Readonly<Record<string, number>> = { m: MINUTE, h: HOUR, d: DAY, w: 7 * DAY };

/** Milliseconds of `30m`, `12h`, `90d` or `4w`; null for what is none. */
export function durationOf(text: string): number | null {
  const [, amount, unit = ""] = /^\s*(\d+(?:\.\d+)?)\s*([mhdw])\s*$/.exec(text) ?? [];
  const ms = Number(amount) * (UNITS[unit] ?? NaN);
  return ms > 0 ? ms : null;
}

/** The same the other way, in the largest unit that needs no fraction. */
export function durationText(ms: number): string {
  const [unit, size] = (["d", "h", "m"] as const)
    .map((name) => [name, UNITS[name]!] as const)
    .find(([, length]) => ms % length === 0) ?? ["m", MINUTE];
  return `${ms / size}${unit}`;
}
