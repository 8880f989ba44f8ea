import { badInput, type InputError } from "../../../domain/mod.ts";
import {
  completeParameters,
  constraintsOf,
  type Declared,
  type ParameterValue,
  type ParameterValues,
  type Relation,
  relationOf,
} from "../../../strategy/mod.ts";
import type { Axis } from "./axis.ts";
import { type AxisChoice, axisOf } from "./axis_text.ts";

/** Spaces up to this size are listed rather than drawn from blindly. */
export const MAX_LISTED = 200_000;

/** Which value of each axis, by its number. */
export type Point = readonly number[];

/** All combinations of parameters that could be tried. */
export class ParameterSpace {
  /** Those with several values; each of the others has one. */
  readonly axes: readonly Axis[];
  /** What stays the same: all parameters, those that vary at their defaults. */
  readonly fixed: ParameterValues;
  /** Relations that the strategy declares, in words. */
  readonly constraints: readonly string[];
  readonly #relations: readonly Relation[];
  /** Of the user's own relations, or of the parameters where there are none. */
  readonly #field: "where" | "parameters";

  /**
   * @param declared relations of the strategy
   * @param where those of the user, on top
   */
  constructor(
    axes: readonly Axis[],
    fixed: ParameterValues,
    declared: readonly Relation[] = [],
    where: readonly Relation[] = [],
  ) {
    this.axes = axes;
    this.fixed = fixed;
    this.constraints = declared.map(({ text }) => text);
    this.#relations = [...declared, ...where];
    this.#field = where.length > 0 ? "where" : "parameters";
  }

  /** Combinations there are, those that no relation allows among them. */
  get size(): number {
    return this.axes.reduce((product, { values }) => product * values.length, 1);
  }

  /** Those that are allowed; in a space that is too large to be listed all there are. */
  get allowedSize(): number {
    if (this.#relations.length === 0 || this.size > MAX_LISTED) return this.size;
    return this.points().reduce((count) => count + 1, 0);
  }

  /** What to say where no combination is allowed. */
  noneAllowed(): InputError {
    const texts = this.#relations.map(({ text }) => text).join(" and ");
    const leave = this.#relations.length > 1 ? "leave" : "leaves";
    return badInput(`No combination is allowed: ${texts} ${leave} all of them out`, this.#field);
  }

  /** All parameters of the strategy. */
  valuesAt(point: Point): ParameterValues {
    const values: Record<string, ParameterValue> = { ...this.fixed };
    for (const [i, axis] of this.axes.entries()) values[axis.name] = axis.values[point[i]!]!;
    return values;
  }

  allows(point: Point): boolean {
    if (this.#relations.length === 0) return true;
    const values = this.valuesAt(point);
    return this.#relations.every((relation) => relation.holds(values));
  }

  /** Every combination that is allowed; the last axis goes round first. */
  *points(): Generator<Point> {
    const point = this.axes.map(() => 0);
    do {
      if (this.allows(point)) yield [...point];
    } while (this.#stepOn(point));
  }

  /** @returns false past the last one */
  #stepOn(point: number[]): boolean {
    for (let i = point.length - 1; i >= 0; i--) {
      if (++point[i]! < this.axes[i]!.values.length) return true;
      point[i] = 0;
    }
    return false;
  }
}

/** Tells points apart. */
export const pointKey = (point: Point): string => point.join(",");

/**
 * The space that a user describes.
 *
 * @param choices by parameter, see {@link axisOf}; the others keep their defaults
 * @param where relations such as `fast<slow`, on top of those that the strategy declares
 * @throws InputError naming what is wrong and what would be right
 */
export function parameterSpace(
  declared: Declared,
  choices: Readonly<Record<string, AxisChoice>>,
  where: readonly string[] = [],
): ParameterSpace {
  const { parameters: specs } = declared;
  const bySpec = new Map(specs.map((spec) => [spec.name, spec]));
  const unknown = Object.keys(choices).find((name) => !bySpec.has(name));
  // The message is that of any other place where parameters are given.
  if (unknown !== undefined) completeParameters(specs, { [unknown]: choices[unknown] });
  const chosen = Object.entries(choices).map(([name, choice]) => axisOf(bySpec.get(name)!, choice));
  const axes = chosen.filter(({ values }) => values.length > 1);
  if (axes.length === 0) {
    throw badInput(
      "Nothing varies: give at least one parameter several values, such as fast=5:50:5",
      "parameters",
    );
  }
  const single = Object.fromEntries(chosen.map(({ name, values }) => [name, values[0]]));
  return new ParameterSpace(
    axes,
    completeParameters(specs, single),
    constraintsOf(declared),
    where.map((text) => relationOf(text, specs, "where")),
  );
}
