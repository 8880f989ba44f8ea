import type { Json } from "../../operations/operation.ts";
import { type Entry, numberFault, type ParameterSpec } from "../parameter_form.ts";

/** Values of one parameter that the service tries. */
export const MOST_VALUES = 10_000;

/** How a parameter varies, as typed. */
export interface Varied {
  /** False where it has the one value of the form of backtests. */
  readonly isOn: boolean;
  /** Of a number. */
  readonly from: string;
  readonly to: string;
  readonly step: string;
  /** Of a text without declared options, or a number whose values are no range: `a,b`. */
  readonly list: string;
}

export type VariedEntries = Readonly<Record<string, Varied>>;

/** What came of reading one. */
export interface ReadVaried {
  /** Each once; null while something is wrong. */
  readonly values: readonly Json[] | null;
  /** What the service is told. */
  readonly choice: Json;
  readonly fault: string | null;
}

const STEPS_EACH_WAY = 4;
/** How far a step goes, of the value in the middle. */
const STEP_SHARE = 5;

/** A range around what stands in the form, on the declared grid. */
export function startingVaried(spec: ParameterSpec, entry: Entry, isOn = false): Varied {
  const middle = Number(entry);
  if (!isNumeric(spec) || !Number.isFinite(middle)) {
    return { isOn, from: "", to: "", step: "", list: String(entry) };
  }
  const grid = spec.step ?? (spec.type === "INTEGER" ? 1 : Math.abs(middle) / 10 || 1);
  const step = Math.max(1, Math.round(Math.abs(middle) / STEP_SHARE / grid)) * grid;
  const steps = (room: number) => Math.min(STEPS_EACH_WAY, Math.floor(room / step + 1e-9));
  const below = spec.min === null ? STEPS_EACH_WAY : steps(middle - spec.min);
  const above = spec.max === null ? STEPS_EACH_WAY : steps(spec.max - middle);
  const text = (value: number) => String(Number(value.toPrecision(10)));
  return {
    isOn,
    from: text(middle - below * step),
    to: text(middle + above * step),
    step: text(step),
    list: "",
  };
}

export function readVaried(spec: ParameterSpec, varied: Varied): ReadVaried {
  if (spec.type === "BOOLEAN") return { values: [false, true], choice: "*", fault: null };
  if (spec.type === "TEXT") {
    const all = spec.options ?? valuesOf(varied.list);
    return all.length < 2
      ? wrong("Two values at least, as a,b")
      : { values: all, choice: all, fault: null };
  }
  return varied.list === "" ? readRange(spec, varied) : readNumbers(spec, varied.list);
}

function readNumbers(spec: ParameterSpec, list: string): ReadVaried {
  const texts = valuesOf(list);
  const rule = { min: spec.min, max: spec.max, isWhole: spec.type === "INTEGER" };
  const wrongOne = texts.find((text) => numberFault(text, rule) !== null);
  if (wrongOne !== undefined) return wrong(`${wrongOne}: ${numberFault(wrongOne, rule)}`);
  const values = [...new Set(texts.map(Number))];
  return values.length === 0
    ? wrong("One value at least")
    : { values, choice: values, fault: null };
}

export const isNumeric = ({ type }: ParameterSpec): boolean =>
  type === "NUMBER" || type === "INTEGER";

function readRange(spec: ParameterSpec, { from, to, step }: Varied): ReadVaried {
  const rule = { min: spec.min, max: spec.max, isWhole: spec.type === "INTEGER" };
  const fault = named("From", numberFault(from, rule)) ?? named("To", numberFault(to, rule)) ??
    named("Step", numberFault(step, { above: 0, isWhole: spec.type === "INTEGER" }));
  if (fault !== null) return wrong(fault);
  const [first, last, by] = [from, to, step].map(Number) as [number, number, number];
  if (last < first) return wrong("To: has to be at least as much as from");
  // As the service counts: the end belongs to it, whatever binary fractions make of it.
  const count = Math.floor((last - first) / by + 1e-9) + 1;
  if (count > MOST_VALUES) return wrong(`${count} values: at most ${MOST_VALUES}`);
  const decimals = Math.max(decimalsOf(first), decimalsOf(by));
  const values = Array.from(
    { length: count },
    (_, i) => Number((first + i * by).toFixed(decimals)),
  );
  return { values, choice: `${first}:${last}:${by}`, fault: null };
}

const wrong = (fault: string): ReadVaried => ({ values: null, choice: null, fault });

/** Digits after the point. */
function decimalsOf(value: number): number {
  const [digits = "", exponent = "0"] = String(value).split("e");
  return Math.min(20, Math.max(0, (digits.split(".")[1]?.length ?? 0) - Number(exponent)));
}

function named(name: string, fault: string | null): string | null {
  return fault && `${name}: ${fault.charAt(0).toLowerCase()}${fault.slice(1)}`;
}

function valuesOf(list: string): string[] {
  return [...new Set(list.split(",").map((value) => value.trim()).filter((value) => value !== ""))];
}
