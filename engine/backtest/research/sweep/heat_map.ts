import type { ParameterValue } from "../../../strategy/mod.ts";
import type { SweepResult } from "./sweep.ts";

/** Scores over two parameters. Plain data. */
export interface HeatMap {
  readonly objective: string;
  /** Along the rows, and along the columns. */
  readonly y: { readonly name: string; readonly values: readonly ParameterValue[] };
  readonly x: { readonly name: string; readonly values: readonly ParameterValue[] };
  /** Row by row; of several combinations with the same two values the best; null where none has a score. */
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
  const down = axes.findIndex(({ name }) => name === (y ?? axes[0]?.name));
  const across = axes.findIndex(({ name }) => name === (x ?? axes[1]?.name));
  if (down < 0 || across < 0 || down === across) return null;
  const [rowAxis, columnAxis] = [axes[down]!, axes[across]!];
  const cells = rowAxis.values.map(() => columnAxis.values.map((): number | null => null));
  for (const { point, score } of rows) {
    if (score === null) continue;
    const row = cells[point[down]!]!;
    const at = point[across]!;
    row[at] = Math.max(row[at] ?? -Infinity, score);
  }
  return { objective, y: rowAxis, x: columnAxis, cells };
}
