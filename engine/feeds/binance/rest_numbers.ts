import { decimalOf } from "./stream_decimals.ts";

/** From here on an epoch is in microseconds: as milliseconds it would be in the year 5138. */
const MICROSECONDS = 1e14;

/** The number that the exchange writes as text, or as a number; NaN for anything else. */
export function numberOf(value: unknown): number {
  if (typeof value === "string") return decimalOf(value);
  return typeof value === "number" && Number.isFinite(value) ? value : NaN;
}

/** An epoch in milliseconds or microseconds as milliseconds; NaN for anything else. */
export function epochMs(value: unknown): number {
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0) return NaN;
  return value >= MICROSECONDS ? Math.floor(value / 1_000) : value;
}
