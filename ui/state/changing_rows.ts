/** What became of one of a list; nothing at all where the list is to be asked for. */
export interface RowChange<Row> {
  readonly id: string | null;
  readonly row: Row | null;
}

/** The list after a change, newest first. */
export function changed<Row extends { readonly id: string }>(
  rows: readonly Row[],
  { id, row }: RowChange<Row>,
): readonly Row[] {
  if (id === null) return rows;
  if (row === null) return rows.filter((each) => each.id !== id);
  const isKnown = rows.some((each) => each.id === id);
  return isKnown ? rows.map((each) => each.id === id ? row : each) : [row, ...rows];
}
