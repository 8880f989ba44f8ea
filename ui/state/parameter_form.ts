import { anyNumber } from "../format/numbers.ts";
import type { Json, JsonObject } from "../operations/operation.ts";
import type { StrategyFields } from "../operations/operations.ts";
import { relationFaults } from "./relations.ts";

export type ParameterSpec = StrategyFields["parameters"][number];
/** What a strategy says about the values it takes. */
export type Declared = Pick<StrategyFields, "parameters" | "constraints">;
/** Where no strategy is chosen. */
export const NOTHING_DECLARED: Declared = { parameters: [], constraints: [] };
/** What stands in a form: text as typed, or a checkbox. */
export type Entry = string | boolean;
export type Entries = Readonly<Record<string, Entry>>;
export type Errors = Readonly<Record<string, string>>;

/** Those of one part of a form, by their names in it: `parameters.fast` as `fast`. */
export function errorsOf(errors: Errors, part: string): Errors {
  const prefix = `${part}.`;
  return Object.fromEntries(
    Object.entries(errors)
      .filter(([field]) => field.startsWith(prefix))
      .map(([field, message]) => [field.slice(prefix.length), message]),
  );
}

export interface Checked<T> {
  readonly values: T;
  /** By field; empty when all is well. */
  readonly errors: Errors;
}

/** The form as it starts: the given values, defaults for the rest. */
export function parameterEntries(
  specs: readonly ParameterSpec[],
  given: Json = null,
): Record<string, Entry> {
  const entries: Record<string, Entry> = {};
  for (const spec of specs) {
    const value = isObject(given) ? given[spec.name] ?? spec.default : spec.default;
    entries[spec.name] = spec.type === "BOOLEAN" ? value === true : String(value ?? "");
  }
  return entries;
}

/** Reads what was typed; what the server would refuse is refused here in the same terms. */
export function checkParameters(
  { parameters: specs, constraints }: Declared,
  entries: Entries,
): Checked<JsonObject> {
  const values: Record<string, Json> = {};
  const errors: Record<string, string> = {};
  for (const spec of specs) {
    const entry = entries[spec.name] ?? "";
    const fault = faultOf(spec, entry);
    if (fault !== null) errors[spec.name] = fault;
    else values[spec.name] = typeof entry === "boolean" || isText(spec) ? entry : Number(entry);
  }
  return { values, errors: { ...relationFaults(constraints, values), ...errors } };
}

const isText = (spec: ParameterSpec): boolean => spec.type === "TEXT";

export const isObject = (value: Json): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function faultOf(spec: ParameterSpec, entry: Entry): string | null {
  if (spec.type === "BOOLEAN") return null;
  if (typeof entry !== "string") return "Has to be text";
  if (spec.type === "TEXT") {
    const isAllowed = spec.options === null || spec.options.includes(entry);
    return isAllowed ? null : `Has to be one of ${spec.options?.join(", ")}`;
  }
  return numberFault(entry, {
    min: spec.min,
    max: spec.max,
    isWhole: spec.type === "INTEGER",
  });
}

export interface NumberRule {
  readonly min?: number | null;
  /** More than this, not as much. */
  readonly above?: number;
  readonly max?: number | null;
  readonly isWhole?: boolean;
}

/** What is wrong with a number as typed; null when nothing is. */
export function numberFault(
  text: string,
  { min, above, max, isWhole = false }: NumberRule,
): string | null {
  const value = Number(text);
  const kind = isWhole ? "whole number" : "number";
  if (text.trim() === "" || !Number.isFinite(value)) return `Has to be a ${kind}`;
  if (isWhole && !Number.isInteger(value)) return "Has to be a whole number";
  if (above !== undefined && value <= above) return `Has to be above ${above}`;
  if (typeof min === "number" && value < min) return `Has to be at least ${min}`;
  if (typeof max === "number" && value > max) return `Has to be at most ${max}`;
  return null;
}

/** `2 – 200`, as a hint beside the field. */
export function rangeHint({ min, max }: ParameterSpec): string {
  if (min !== null && max !== null) return `${anyNumber(min)} – ${anyNumber(max)}`;
  if (min !== null) return `from ${anyNumber(min)}`;
  return max !== null ? `up to ${anyNumber(max)}` : "";
}
