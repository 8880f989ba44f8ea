import type { Json } from "../../operations/operation.ts";
import { isKnown, type Relation, type Values } from "../relations.ts";
import type { StudyForm } from "./form.ts";

/** Combinations that one search tries. */
export const MOST_COMBINATIONS = 100_000;
/** Of those that relations are about, so many are looked at one by one while somebody types. */
const MOST_COUNTED = 200_000;

/** How many combinations there are, and how many are tried. */
export interface Combinations {
  /** Of all values; those that a relation leaves out among them. Null while a range is wrong. */
  readonly all: number | null;
  /** Those that no relation leaves out; null where that cannot be told yet. */
  readonly allowed: number | null;
  /** At the most, in each window. */
  readonly tried: number | null;
}

/** A parameter that varies; its values are null while something is wrong with them. */
export interface Axis {
  readonly name: string;
  readonly values: readonly Json[] | null;
}

/** @param fixed what the other parameters are */
export function combinationsOf(
  { search, trials }: Pick<StudyForm, "search" | "trials">,
  axes: readonly Axis[],
  fixed: Values,
  relations: readonly Relation[],
): Combinations {
  const whole = axes.flatMap(({ name, values }) => values === null ? [] : [{ name, values }]);
  if (whole.length < axes.length) return { all: null, allowed: null, tried: null };
  const all = sizeOf(whole);
  const allowed = allowedOf(whole, fixed, relations);
  const most = allowed ?? all;
  return { all, allowed, tried: search === "GRID" ? most : Math.min(most, Number(trials) || 0) };
}

export function combinationsFault(
  { search }: Pick<StudyForm, "search">,
  { all, allowed }: Combinations,
): string | null {
  if (all === null) return null;
  if (all < 2) return "Give at least one parameter several values";
  if (allowed === 0) return "No combination is left: a relation leaves out all of them";
  if (search !== "GRID" || all <= MOST_COMBINATIONS) return null;
  return `At most ${MOST_COMBINATIONS} combinations are all tried: take larger steps, or search ` +
    "at random or by evolution";
}

type WholeAxis = Axis & { readonly values: readonly Json[] };

const sizeOf = (axes: readonly WholeAxis[]): number =>
  axes.reduce((product, { values }) => product * values.length, 1);

function allowedOf(
  axes: readonly WholeAxis[],
  fixed: Values,
  relations: readonly Relation[],
): number | null {
  const isTouched = ({ name }: Axis) => relations.some(({ names }) => names.includes(name));
  const touched = axes.filter(isTouched);
  if (sizeOf(touched) > MOST_COUNTED) return null;
  const first: Record<string, Json> = {
    ...fixed,
    ...Object.fromEntries(axes.map(({ name, values }) => [name, values[0]!])),
  };
  if (!relations.every((relation) => isKnown(relation, first))) return null;
  const others = sizeOf(axes.filter((axis) => !isTouched(axis)));
  return others * countHolding(touched, first, relations);
}

/** @param values changed on the way */
function countHolding(
  [axis, ...rest]: readonly WholeAxis[],
  values: Record<string, Json>,
  relations: readonly Relation[],
): number {
  if (axis === undefined) return relations.every((relation) => relation.holds(values)) ? 1 : 0;
  let count = 0;
  for (const value of axis.values) {
    values[axis.name] = value;
    count += countHolding(rest, values, relations);
  }
  return count;
}
