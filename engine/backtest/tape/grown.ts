/** A longer column that begins with what the other one holds. */
export function grown(column: Float64Array): Float64Array {
  const longer = new Float64Array(grownLength(column.length));
  longer.set(column);
  return longer;
}

export function grownLength(length: number): number {
  return Math.max(1_024, length * 2);
}
