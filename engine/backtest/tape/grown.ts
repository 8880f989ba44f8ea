const LEAST_ROWS = 1_024;

/** A longer column that begins with what the other one holds. */
export function grown(column: Float64Array): Float64Array {
  const longer = new Float64Array(Math.max(LEAST_ROWS, column.length * 2));
  longer.set(column);
  return longer;
}
