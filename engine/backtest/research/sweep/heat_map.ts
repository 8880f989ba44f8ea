import type { ParameterValue } from "../../../strategy/mod.ts";
import type { Axis } from "../space/axis.ts";
import type { SweepResult } from "./sweep.ts";

/** Along the rows, or along the columns. */
export interface HeatAxis {
  readonly name: string;
  readonly values: readonly ParameterValue[];
}

/** Scores over two parameters. Plain data. */
export interface HeatMap {
  readonly objective: string;
  readonly y: HeatAxis;
  readonly x: HeatAxis;
  /** Row by row; of several combinations with the same two values the best; null where none has a score. */
  readonly cells: readonly (readonly (number | null)[])[];
}

/** Which combination stands for each pair of values of two parameters. */
export interface BestCells {
  readonly y: HeatAxis;
  readonly x: HeatAxis;
  /** Its number among the rows; null where none has a score. */
  readonly cells: readonly (readonly (number | null)[])[];
}

/**
 * The scores of a sweep over two of its parameters.
 *
 * @param y the first parameter that varies unless named, and x the second
 * @returns null where fewer than two vary, or one of the names does not
 */
export function heatMap(
  { objective, axes, rows }: SweepResult,
  y?: string,
  x?: string,
): HeatMap | null {
  const points = {
    count: rows.length,
    place: (row: number, axis: number) => rows[row]!.point[axis]!,
    score: (row: number) => rows[row]!.score,
  };
  const best = bestCells(axes, points, y, x);
  if (best === null) return null;
  const cells = best.cells.map((row) =>
    row.map((index) => index === null ? null : rows[index]!.score)
  );
  return { objective, y: best.y, x: best.x, cells };
}

/** Combinations that were tried, however they are kept. */
export interface ScoredPoints {
  readonly count: number;
  /** The number of a row's value on an axis. */
  place(row: number, axis: number): number;
  score(row: number): number | null;
}

/**
 * The best combination for each pair of values of two parameters, the first of equals.
 *
 * @param most values of each parameter that are told apart; of more, neighbours share a cell under the
 *   first of their values
 */
export function bestCells(
  axes: readonly Axis[],
  points: ScoredPoints,
  y?: string,
  x?: string,
  most = Infinity,
): BestCells | null {
  const down = axes.findIndex(({ name }) => name === (y ?? axes[0]?.name));
  const across = axes.findIndex(({ name }) => name === (x ?? axes[1]?.name));
  if (down < 0 || across < 0 || down === across) return null;
  const [rowStep, columnStep] = [stepOf(axes[down]!, most), stepOf(axes[across]!, most)];
  const [rowAxis, columnAxis] = [every(axes[down]!, rowStep), every(axes[across]!, columnStep)];
  const cells = rowAxis.values.map(() => columnAxis.values.map((): number | null => null));
  for (let index = 0; index < points.count; index++) {
    const score = points.score(index);
    if (score === null) continue;
    const row = cells[Math.floor(points.place(index, down) / rowStep)]!;
    const at = Math.floor(points.place(index, across) / columnStep);
    const known = row[at] ?? null;
    if (known === null || score > points.score(known)!) row[at] = index;
  }
  return { y: rowAxis, x: columnAxis, cells };
}

function stepOf({ values }: Axis, most: number): number {
  return Math.max(1, Math.ceil(values.length / most));
}

function every({ name, values }: Axis, step: number): HeatAxis {
  return { name, values: values.filter((_, index) => index % step === 0) };
}
