/** Numbers row by row, to be looked up: an array, or something that works out what is asked for. */
export interface Column {
  readonly length: number;
  /** Undefined past the end. */
  at(row: number): number | undefined;
}

/**
 * Each row of another column as `change` makes it, worked out when it is asked for: of a million rows
 * figures look at some thousands, and memory that is never written costs nothing.
 */
export class DerivedColumn implements Column {
  readonly length: number;
  readonly #column: Column;
  readonly #change: (value: number) => number;

  constructor(column: Column, change: (value: number) => number) {
    this.length = column.length;
    this.#column = column;
    this.#change = change;
  }

  at(row: number): number | undefined {
    const value = this.#column.at(row);
    return value === undefined ? undefined : this.#change(value);
  }
}

/** All rows at once; an array is not copied. */
export function toArray(column: Column): Float64Array {
  if (column instanceof Float64Array) return column;
  const values = new Float64Array(column.length);
  for (let row = 0; row < values.length; row++) values[row] = column.at(row)!;
  return values;
}
