import { badInput } from "../../../domain/mod.ts";
import {
  type ParameterSpec,
  type ParameterValue,
  type ParameterValues,
  resolveParameters,
} from "../../../strategy/mod.ts";
import type { Axis } from "./axis.ts";
import { type AxisChoice, axisOf } from "./axis_text.ts";
import { type Relation, relationOf } from "./relation.ts";

/** Which value of each axis, by its number. */
export type Point = readonly number[];

/** All combinations of parameters that could be tried. */
export class ParameterSpace {
  /** Those with several values; each of the others has one. */
  readonly axes: readonly Axis[];
  /** What stays the same: all parameters, those that vary at their defaults. */
  readonly fixed: ParameterValues;
  readonly #relations: readonly Relation[];

  constructor(axes: readonly Axis[], fixed: ParameterValues, relations: readonly Relation[] = []) {
    this.axes = axes;
    this.fixed = fixed;
    this.#relations = relations;
  }

  /** Combinations there are, those that no relation allows among them. */
  get size(): number {
    return this.axes.reduce((product, { values }) => product * values.length, 1);
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
 * @param where relations such as `fast<slow`
 * @throws InputError naming what is wrong and what would be right
 */
export function parameterSpace(
  specs: readonly ParameterSpec[],
  choices: Readonly<Record<string, AxisChoice>>,
  where: readonly string[] = [],
): ParameterSpace {
  const bySpec = new Map(specs.map((spec) => [spec.name, spec]));
  const unknown = Object.keys(choices).find((name) => !bySpec.has(name));
  // The message is that of any other place where parameters are given.
  if (unknown !== undefined) resolveParameters(specs, { [unknown]: choices[unknown] });
  const chosen = Object.entries(choices).map(([name, choice]) => axisOf(bySpec.get(name)!, choice));
  const axes = chosen.filter(({ values }) => values.length > 1);
  if (axes.length === 0) {
    throw badInput(
      "Nothing varies: give at least one parameter several values, such as fast=5:50:5",
      "parameters",
    );
  }
  const single = Object.fromEntries(chosen.map(({ name, values }) => [name, values[0]]));
  const names = specs.map(({ name }) => name);
  const relations = where.map((text) => relationOf(text, names));
  return new ParameterSpace(axes, resolveParameters(specs, single), relations);
}
