import type { Column } from "./column.ts";

/** Fewer would have no room for the ends and one bucket. */
const LEAST_POINTS = 4;

/**
 * Rows to draw instead of all: the first, the last, and of as many equal buckets as fit between them the
 * lowest and the highest. So a chart keeps every spike, unlike one of averages or of every nth row. Not a
 * number is never drawn. One pass.
 *
 * @param points at most so many rows, 4 at least
 * @throws RangeError for fewer
 */
export function extremeRows(values: Float64Array, points: number): Uint32Array {
  if (!Number.isInteger(points) || points < LEAST_POINTS) {
    throw new RangeError(`Cannot draw ${points} points: it has to be a whole number from 4 on`);
  }
  const count = values.length;
  if (count <= points) return Uint32Array.from(values, (_, row) => row);
  const buckets = (points - 2) >> 1;
  const rows = new Uint32Array(points);
  let length = 1;
  for (let bucket = 0; bucket < buckets; bucket++) {
    const from = 1 + Math.floor(bucket * (count - 2) / buckets);
    const to = 1 + Math.floor((bucket + 1) * (count - 2) / buckets);
    length += writeExtremes(values, from, to, rows.subarray(length));
  }
  rows[length++] = count - 1;
  return rows.subarray(0, length);
}

/** @returns how many rows were written: none of a bucket without numbers, one where both are the same */
function writeExtremes(values: Float64Array, from: number, to: number, out: Uint32Array): number {
  let low = -1;
  let high = -1;
  let lowest = Infinity;
  let highest = -Infinity;
  for (let row = from; row < to; row++) {
    const value = values[row]!;
    if (value < lowest) {
      lowest = value;
      low = row;
    }
    if (value > highest) {
      highest = value;
      high = row;
    }
  }
  if (low < 0) return 0;
  out[0] = Math.min(low, high);
  if (low === high) return 1;
  out[1] = Math.max(low, high);
  return 2;
}

/** The values of these rows. */
export function pickRows(values: Column, rows: Uint32Array): Float64Array {
  // Several times as fast as `Float64Array.from()`.
  const picked = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) picked[i] = values.at(rows[i]!)!;
  return picked;
}

/** A series over time. */
export interface Series {
  readonly time: Float64Array;
  readonly value: Float64Array;
}

/** A series of at most `points` points that still has its ends, peaks and troughs, see {@link extremeRows}. */
export function downsample({ time, value }: Series, points: number): Series {
  const rows = extremeRows(value, points);
  return { time: pickRows(time, rows), value: pickRows(value, rows) };
}
