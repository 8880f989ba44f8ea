import type { Json } from "../operations/operation.ts";
import { anyNumber, NOTHING } from "./numbers.ts";
import { fullTime } from "./times.ts";

/** Rows a table of unknown data shows at most. */
export const MAX_FACTS = 60;

/** Any JSON as name and text, nested names joined by a dot: `macd.signal`. */
export function flattened(value: Json): readonly (readonly [string, string])[] {
  const rows: [string, string][] = [];
  const walk = (name: string, part: Json) => {
    if (rows.length >= MAX_FACTS) return;
    const isNested = typeof part === "object" && part !== null && Object.keys(part).length > 0;
    if (!isNested) return void rows.push([name, plainText(part)]);
    for (const [key, inner] of Object.entries(part)) {
      walk(name === "" ? key : `${name}.${key}`, inner);
    }
  };
  if (typeof value === "object" && value !== null && Object.keys(value).length === 0) return [];
  walk("", value);
  return rows;
}

/** Epoch milliseconds from 2001 to 2096: strategies keep bar times in their context. */
function isTime(value: number): boolean {
  return Number.isInteger(value) && value >= 1e12 && value < 4e12;
}

/** A single value; `empty` for a list or a record. */
export function plainText(value: Json): string {
  if (value === null) return NOTHING;
  if (typeof value === "number") return isTime(value) ? fullTime(value) : anyNumber(value);
  if (typeof value === "boolean") return value ? "yes" : "no";
  return typeof value === "string" ? value : "empty";
}
