import { shown } from "../../domain/mod.ts";
import { decimalOf } from "./stream_decimals.ts";

/** An object out of a message; nothing is known of its values. */
export type Fields = Readonly<Record<string, unknown>>;

/** No price and no volume is so large; sums and products of such numbers stay finite. */
export const MAX_VALUE = 1e18;
/** Times that a message can have: from 2009, when there was nothing to trade, to 2200. */
export const MIN_TIME = Date.UTC(2009, 0, 1);
export const MAX_TIME = Date.UTC(2200, 0, 1);
/** A fault says no more than this. */
export const MAX_FAULT_CHARS = 100;
/** So much of a text is shown in a fault. */
const MAX_SHOWN_CHARS = 40;

/**
 * Checks of the fields of one message. Each gives the value as it is to be used; the first that
 * fails is kept as the fault, and what it gives is not to be used.
 */
export class StreamChecks {
  /** What was wrong first; empty while all is well. */
  fault = "";

  fail(fault: string): void {
    if (this.fault === "") this.fault = fault.slice(0, MAX_FAULT_CHARS);
  }

  /** @param right what would be right, after "not" */
  refuse(field: string, value: unknown, right: string): void {
    if (this.fault === "") this.fail(`${field} is ${seen(value)}, not ${right}`);
  }

  object(field: string, value: unknown): Fields | undefined {
    if (isObject(value)) return value;
    this.refuse(field, value, "an object");
    return undefined;
  }

  price(field: string, value: unknown): number {
    const price = typeof value === "string" ? decimalOf(value) : NaN;
    if (!(price > 0 && price <= MAX_VALUE)) {
      this.refuse(field, value, "a decimal above 0, up to 1e18");
    }
    return price;
  }

  quantity(field: string, value: unknown): number {
    const quantity = typeof value === "string" ? decimalOf(value) : NaN;
    if (!(quantity >= 0 && quantity <= MAX_VALUE)) {
      this.refuse(field, value, "a decimal from 0 up to 1e18");
    }
    return quantity;
  }

  id(field: string, value: unknown, least = 0): number {
    const isId = typeof value === "number" && value >= least && Number.isSafeInteger(value);
    if (isId) return value;
    this.refuse(field, value, `a whole number from ${least} on`);
    return NaN;
  }

  time(field: string, value: unknown): number {
    const isTime = typeof value === "number" && value >= MIN_TIME && value < MAX_TIME &&
      Number.isInteger(value);
    if (isTime) return value;
    this.refuse(field, value, "a time in milliseconds from 2009 to 2200");
    return NaN;
  }

  flag(field: string, value: unknown): boolean {
    if (typeof value !== "boolean") this.refuse(field, value, "true or false");
    return value === true;
  }
}

export function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A value as a fault shows it: never the inside of an object, which may be nested without end. */
export function seen(value: unknown): string {
  if (value === undefined) return "missing";
  if (typeof value === "string") return shown(value.slice(0, MAX_SHOWN_CHARS));
  if (typeof value !== "object" || value === null) return String(value);
  return Array.isArray(value) ? "an array" : "an object";
}
