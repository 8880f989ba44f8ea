import { badInput, shown } from "../domain/mod.ts";
import { checkConstraints } from "./constraints.ts";
import type { Declared, ParameterSpec, ParameterValue, ParameterValues } from "./strategy.ts";

/** Characters of a text parameter, and of one of its options. */
export const MAX_TEXT_LENGTH = 200;

/**
 * The values a strategy runs with: what the user gave, checked, and the defaults for the rest.
 *
 * @throws InputError naming the parameter, the value and what would be right
 */
export function resolveParameters(
  declared: Declared,
  given: Readonly<Record<string, unknown>>,
): ParameterValues {
  const values = completeParameters(declared.parameters, given);
  checkConstraints(declared, values, Object.keys(given));
  return values;
}

/**
 * The same, each value looked at alone: for values of which some are still to be replaced.
 *
 * @throws InputError naming the parameter, the value and what would be right
 */
export function completeParameters(
  specs: readonly ParameterSpec[],
  given: Readonly<Record<string, unknown>>,
): ParameterValues {
  const known = new Map(specs.map((spec) => [spec.name, spec]));
  for (const name of Object.keys(given)) {
    if (!known.has(name)) {
      const names = specs.map((spec) => spec.name).join(", ");
      throw badInput(
        `Unknown parameter ${shown(name)}: ${
          names ? `the strategy has ${names}` : "the strategy has none"
        }`,
        `parameters.${name}`,
      );
    }
  }
  const values: Record<string, ParameterValue> = {};
  for (const spec of specs) {
    values[spec.name] = Object.hasOwn(given, spec.name)
      ? checkParameter(spec, given[spec.name])
      : spec.default;
  }
  return values;
}

function refuse(spec: ParameterSpec, value: unknown, right: string): never {
  throw badInput(
    `Parameter ${spec.name} cannot be ${shown(value)}: it has to be ${right}`,
    `parameters.${spec.name}`,
  );
}

/** @throws InputError when `value` is not one that `spec` allows */
export function checkParameter(spec: ParameterSpec, value: unknown): ParameterValue {
  switch (spec.type) {
    case "BOOLEAN":
      return typeof value === "boolean" ? value : refuse(spec, value, "true or false");
    case "TEXT":
      if (typeof value !== "string" || value.length > MAX_TEXT_LENGTH) {
        return refuse(spec, value, `a text of at most ${MAX_TEXT_LENGTH} characters`);
      }
      if (spec.options && !spec.options.includes(value)) {
        return refuse(spec, value, `one of ${spec.options.join(", ")}`);
      }
      return value;
    case "NUMBER":
    case "INTEGER":
      return checkNumber(spec, value);
  }
}

function checkNumber(spec: ParameterSpec, value: unknown): number {
  const { min, max } = spec;
  const kind = spec.type === "INTEGER" ? "a whole number" : "a number";
  const range = min !== undefined && max !== undefined
    ? ` from ${min} to ${max}`
    : min !== undefined
    ? ` of at least ${min}`
    : max !== undefined
    ? ` of at most ${max}`
    : "";
  const right = kind + range;
  if (typeof value !== "number" || !Number.isFinite(value)) return refuse(spec, value, right);
  if (spec.type === "INTEGER" && !Number.isInteger(value)) return refuse(spec, value, right);
  if (min !== undefined && value < min) return refuse(spec, value, right);
  if (max !== undefined && value > max) return refuse(spec, value, right);
  return value;
}
