import { badInput, InputError, shown } from "../domain/mod.ts";
import { checkParameter, MAX_TEXT_LENGTH } from "./parameters.ts";
import type { ParameterSpec } from "./strategy.ts";

/** Parameters a strategy may declare. */
export const MAX_PARAMETERS = 50;
/** Characters of a description; the rest is cut off. */
export const MAX_DESCRIPTION_LENGTH = 500;

/** A parameter as a strategy declares it, unchecked: `{ default = 10, min = 2, max = 200 }`. */
export interface RawParameter {
  readonly default?: unknown;
  readonly min?: unknown;
  readonly max?: unknown;
  readonly step?: unknown;
  readonly options?: unknown;
  readonly description?: unknown;
}

/**
 * What a strategy's `parameters` say, in the order given. A number is a whole one (INTEGER) where
 * its step and all its other numbers are whole.
 *
 * @throws InputError naming the parameter, the value and what would be right
 */
export function declaredParameters(
  declared: Iterable<readonly [name: string, raw: unknown]>,
): ParameterSpec[] {
  const specs: ParameterSpec[] = [];
  for (const [name, raw] of declared) {
    if (!/^[A-Za-z]\w{0,59}$/.test(name)) {
      throw badInput(`Parameter ${shown(name)} needs another name: letters, digits, underscores`);
    }
    if (typeof raw !== "object" || raw === null) {
      throw badInput(`Parameter ${name} cannot be ${shown(raw)}: declare it with a default`);
    }
    specs.push(declaredParameter(name, raw));
    if (specs.length > MAX_PARAMETERS) {
      throw badInput(`Cannot declare more than ${MAX_PARAMETERS} parameters`);
    }
  }
  return specs;
}

function declaredParameter(name: string, raw: RawParameter): ParameterSpec {
  const fallback = raw.default;
  const description = typeof raw.description === "string"
    ? { description: raw.description.slice(0, MAX_DESCRIPTION_LENGTH) }
    : {};
  switch (typeof fallback) {
    case "boolean":
      return { name, type: "BOOLEAN", default: fallback, ...description };
    case "string":
      return checked({
        name,
        type: "TEXT",
        default: fallback,
        ...options(name, raw),
        ...description,
      });
    case "number": {
      const range = limits(name, raw);
      const { step, min = 0, max = 0 } = range;
      const whole = step !== undefined && [step, min, max, fallback].every(Number.isInteger);
      const type = whole ? "INTEGER" : "NUMBER";
      return checked({ name, type, default: fallback, ...range, ...description });
    }
    default:
      throw badInput(
        `Parameter ${name} cannot have the default ${shown(fallback)}: ` +
          "it has to be a number, true or false, or a text",
      );
  }
}

function limits(name: string, raw: RawParameter): { min?: number; max?: number; step?: number } {
  const found: { min?: number; max?: number; step?: number } = {};
  for (const key of ["min", "max", "step"] as const) {
    const value = raw[key];
    if (value === undefined || value === null) continue;
    if (typeof value !== "number" || !Number.isFinite(value) || (key === "step" && value <= 0)) {
      const right = key === "step" ? "a number above 0" : "a number";
      throw badInput(`Parameter ${name}: ${key} cannot be ${shown(value)}: it has to be ${right}`);
    }
    found[key] = value;
  }
  if (found.min !== undefined && found.max !== undefined && found.min > found.max) {
    throw badInput(`Parameter ${name}: min ${found.min} is above max ${found.max}`);
  }
  return found;
}

function options(name: string, raw: RawParameter): { options?: readonly string[] } {
  const list = raw.options;
  if (list === undefined || list === null) return {};
  const texts: string[] = [];
  for (const option of Array.isArray(list) ? list : [list]) {
    if (typeof option !== "string" || option.length > MAX_TEXT_LENGTH) {
      throw badInput(`Parameter ${name}: options cannot hold ${shown(option)}: only short texts`);
    }
    texts.push(option);
  }
  return { options: texts };
}

/** The default has to be a value the user could give. */
function checked(spec: ParameterSpec): ParameterSpec {
  try {
    checkParameter(spec, spec.default);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw badInput(`The default does not fit. ${error.message}`, error.field);
  }
  return spec;
}
