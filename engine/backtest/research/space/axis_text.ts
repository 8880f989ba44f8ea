import { badInput, shown } from "../../../domain/mod.ts";
import { checkParameter, type ParameterSpec, type ParameterValue } from "../../../strategy/mod.ts";
import { type Axis, MAX_AXIS_VALUES } from "./axis.ts";

/** Stands for all that the strategy declares. */
const ALL = "*";

/** Values of a parameter: as a user writes them, see {@link axisOf}, or one by one. */
export type AxisChoice = string | readonly unknown[];

/**
 * What a user wrote for a parameter: one value, a list `a,b,c`, a range `from:to:step` with both ends, a
 * range `from:to` by the declared step, or `*` for all that is declared.
 *
 * @throws InputError naming the parameter, what was written and what would be right
 */
export function axisOf(spec: ParameterSpec, choice: AxisChoice): Axis {
  const { name } = spec;
  const values = typeof choice === "string" ? writtenValues(spec, choice) : choice;
  if (values.length === 0) refuse(spec, "", "one value at least");
  if (values.length > MAX_AXIS_VALUES) {
    throw badInput(
      `Parameter ${name} cannot have ${values.length} values: at most ${MAX_AXIS_VALUES}`,
      `parameters.${name}`,
    );
  }
  return { name, values: [...new Set(values.map((value) => checkParameter(spec, value)))] };
}

function writtenValues(spec: ParameterSpec, text: string): readonly ParameterValue[] {
  return isNumeric(spec) && (text.includes(":") || text === ALL)
    ? rangeValues(spec, text)
    : text === ALL
    ? declaredValues(spec)
    : text.split(",").map((one) => valueOf(spec, one.trim()));
}

const isNumeric = ({ type }: ParameterSpec): boolean => type === "NUMBER" || type === "INTEGER";

function valueOf(spec: ParameterSpec, text: string): ParameterValue {
  if (isNumeric(spec)) return numberIn(spec, text);
  if (spec.type === "TEXT") return text;
  if (text !== "true" && text !== "false") checkParameter(spec, text);
  return text === "true";
}

function declaredValues(spec: ParameterSpec): readonly ParameterValue[] {
  if (spec.type === "BOOLEAN") return [false, true];
  if (spec.options !== undefined) return spec.options;
  throw badInput(
    `Parameter ${spec.name} cannot be ${ALL}: the strategy does not list its values, name them as a,b,c`,
    `parameters.${spec.name}`,
  );
}

function rangeValues(spec: ParameterSpec, text: string): number[] {
  const [from, to, step] = text === ALL ? declaredRange(spec) : writtenRange(spec, text);
  const count = Math.floor((to - from) / step + 1e-9) + 1;
  if (count > MAX_AXIS_VALUES) {
    refuse(spec, text, `at most ${MAX_AXIS_VALUES} values, these are ${count}`);
  }
  const decimals = Math.max(decimalsOf(from), decimalsOf(step));
  return Array.from({ length: count }, (_, i) => Number((from + i * step).toFixed(decimals)));
}

function declaredRange(spec: ParameterSpec): [number, number, number] {
  const { min, max, step } = spec;
  if (min !== undefined && max !== undefined && step !== undefined) return [min, max, step];
  return refuse(spec, ALL, "a range from:to:step, because min, max or step are not declared");
}

function writtenRange(spec: ParameterSpec, text: string): [number, number, number] {
  const parts = text.split(":").map((part) => numberIn(spec, part.trim()));
  const [from = NaN, to = NaN, step = spec.step ?? (spec.type === "INTEGER" ? 1 : NaN)] = parts;
  if (parts.length > 3) refuse(spec, text, "from:to:step");
  if (Number.isNaN(step)) refuse(spec, text, "from:to:step, because no step is declared");
  if (step <= 0) refuse(spec, text, "from:to:step with a step above 0");
  if (to < from) refuse(spec, text, "from:to:step, from the lower to the higher value");
  return [from, to, step];
}

function numberIn(spec: ParameterSpec, text: string): number {
  const number = Number(text);
  if (text !== "" && Number.isFinite(number)) return number;
  return refuse(spec, text, "a number, a list a,b,c or a range from:to:step");
}

/** Digits after the point; a step of 0.1 shall give 0.3 and not 0.30000000000000004. */
function decimalsOf(value: number): number {
  const [digits = "", exponent = "0"] = String(value).split("e");
  return Math.min(20, Math.max(0, (digits.split(".")[1]?.length ?? 0) - Number(exponent)));
}

function refuse(spec: ParameterSpec, text: string, right: string): never {
  throw badInput(
    `Parameter ${spec.name} cannot be ${shown(text)}: it has to be ${right}`,
    `parameters.${spec.name}`,
  );
}
