import { type Axis, bestCells, type SweepRow } from "../../backtest/research/mod.ts";
import { badInput, shown } from "../../domain/mod.ts";
import type { KeptColumns } from "../../store/mod.ts";
import { breathe } from "../breathe.ts";
import type { ParameterValue, ParameterValues } from "../../strategy/mod.ts";
import type {
  CombinationPage,
  HeatMapChoice,
  StudyCombination,
  StudyHeatMap,
} from "./study_api.ts";
import { isStudyFigure, STUDY_FIGURES, studyFigures, summarised } from "./study_figures.ts";

/** Values of a parameter that a heat map tells apart: of more, neighbours share a cell. */
export const MAX_HEAT_VALUES = 60;

/** A value of a parameter stands as its number on the axis. */
const axisColumn = (index: number) => `axis ${index}`;

/** A combination as it is kept and shown. */
export function combinationOf(row: SweepRow, number: number): StudyCombination {
  const { parameters, status, score, figures } = row;
  const failed = status === "FAILED";
  return { number, parameters, failed, score, figures: summarised(figures) };
}

/**
 * All combinations of a sweep, as columns: a hundred thousand of them are 20 MB. Others have a turn between
 * columns.
 */
export async function packRows(
  rows: readonly SweepRow[],
  axes: readonly Axis[],
): Promise<KeptColumns> {
  const values: Readonly<Record<string, (row: SweepRow) => number | null>> = {
    ...Object.fromEntries(
      axes.map((_, index) => [axisColumn(index), ({ point }: SweepRow) => point[index]!]),
    ),
    ...Object.fromEntries(
      STUDY_FIGURES.map((name) => [name, (row: SweepRow) => row.figures[name]]),
    ),
    score: ({ score }) => score,
    failed: ({ status }) => status === "FAILED" ? 1 : 0,
  };
  const columns: Record<string, Float64Array> = {};
  for (const [name, of] of Object.entries(values)) {
    columns[name] = Float64Array.from(rows, (row) => of(row) ?? NaN);
    await breathe();
  }
  return columns;
}

/** Which columns to read. */
export function rowColumns(axes: readonly Axis[]): string[] {
  return [...axes.map((_, index) => axisColumn(index)), ...STUDY_FIGURES, "score", "failed"];
}

/** The combinations of a sweep, read from {@link packRows}. */
export class StudyRows {
  readonly #columns: KeptColumns;
  readonly #axes: readonly Axis[];
  readonly #fixed: ParameterValues;

  constructor(columns: KeptColumns, axes: readonly Axis[], fixed: ParameterValues) {
    this.#columns = columns;
    this.#axes = axes;
    this.#fixed = fixed;
  }

  get count(): number {
    return this.#columns["score"]?.length ?? 0;
  }

  at(number: number): StudyCombination | null {
    if (!Number.isInteger(number) || number < 0 || number >= this.count) return null;
    const parameters: Record<string, ParameterValue> = { ...this.#fixed };
    for (const [index, { name, values }] of this.#axes.entries()) {
      parameters[name] = values[this.#point(number)[index]!]!;
    }
    return {
      number,
      parameters,
      failed: this.#value("failed", number) === 1,
      score: this.#value("score", number),
      figures: studyFigures((name) => this.#value(name, number)),
    };
  }

  /** Those without a value come last, equal ones in the order they were tried in. */
  page({ limit, offset, sortBy, descending }: CombinationPage): StudyCombination[] {
    const column = this.#sortColumn(sortBy);
    const sign = descending ? -1 : 1;
    const order = Uint32Array.from({ length: this.count }, (_, number) => number);
    order.sort((a, b) => {
      const [left, right] = [column[a]!, column[b]!];
      if (Number.isNaN(left) || Number.isNaN(right)) {
        return Number(Number.isNaN(left)) - Number(Number.isNaN(right)) || a - b;
      }
      return sign * (left - right) || a - b;
    });
    return Array.from(order.subarray(offset, offset + limit), (number) => this.at(number)!);
  }

  /** @returns null where fewer than two parameters vary */
  heatMap({ y, x, figure = "score" }: HeatMapChoice): StudyHeatMap | null {
    if (this.#axes.length < 2) return null;
    const [first, second] = this.#pair(y, x);
    const places = this.#axes.map((_, index) => this.#columns[axisColumn(index)]!);
    const points = {
      count: this.count,
      place: (row: number, axis: number) => places[axis]![row]!,
      score: (row: number) => this.#value("score", row),
    };
    const best = bestCells(this.#axes, points, first, second, MAX_HEAT_VALUES);
    if (best === null) return null;
    const values = best.cells.map((row) =>
      row.map((number) => number === null ? null : this.#value(figure, number))
    );
    return { figure, y: best.y, x: best.x, values, combinations: best.cells };
  }

  /** Two different ones that vary; what is not named is the first that is left. */
  #pair(y: string | undefined, x: string | undefined): [string, string] {
    const names = this.#axes.map(({ name }) => name);
    for (const [field, name] of [["y", y], ["x", x]] as const) {
      if (name === undefined || names.includes(name)) continue;
      throw badInput(`${field} cannot be ${shown(name)}: ${names.join(", ")} vary`, field);
    }
    if (y !== undefined && y === x) {
      throw badInput(`x cannot be ${shown(x)}: that is y already`, "x");
    }
    const first = y ?? names.find((name) => name !== x)!;
    return [first, x ?? names.find((name) => name !== first)!];
  }

  #sortColumn(sortBy: string): Float64Array {
    const axis = this.#axes.findIndex(({ name }) => name === sortBy);
    if (axis >= 0) return this.#columns[axisColumn(axis)] ?? new Float64Array();
    if (sortBy === "score" || isStudyFigure(sortBy)) {
      return this.#columns[sortBy] ?? new Float64Array(this.count).fill(NaN);
    }
    const names = ["score", ...this.#axes.map(({ name }) => name), ...STUDY_FIGURES];
    throw badInput(
      `sortBy cannot be ${shown(sortBy)}: it has to be one of ${names.join(", ")}`,
      "sortBy",
    );
  }

  #point(number: number): number[] {
    return this.#axes.map((_, index) => this.#columns[axisColumn(index)]?.[number] ?? 0);
  }

  #value(name: string, number: number): number | null {
    const value = this.#columns[name]?.[number];
    return value === undefined || Number.isNaN(value) ? null : value;
  }
}
