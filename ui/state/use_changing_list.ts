import { useCallback, useEffect, useState } from "preact/hooks";
import type { ApiError } from "../client.ts";
import type { Operation } from "../operations/operation.ts";
import { changed, type RowChange } from "./changing_rows.ts";
import { useQuery } from "./use_query.ts";
import { useStream } from "./use_stream.ts";

const NO_VARIABLES = {};

export interface ChangingList<Row> {
  /** Newest first; null before the first answer. */
  readonly rows: readonly Row[] | null;
  readonly error: ApiError | null;
  readonly refetch: () => void;
}

/** A list, and what becomes of its rows. The functions must stay the same. */
export function useChangingList<Row extends { readonly id: string }, All, Change>(
  all: Operation<All, Record<never, never>>,
  rowsOf: (all: All) => readonly Row[],
  changes: Operation<Change, Record<never, never>>,
  changeOf: (change: Change) => RowChange<Row>,
): ChangingList<Row> {
  const { data, error, refetch } = useQuery(all, NO_VARIABLES);
  const [rows, setRows] = useState<readonly Row[] | null>(null);
  useEffect(() => {
    if (data !== null) setRows(rowsOf(data));
  }, [data, rowsOf]);
  const take = useCallback((news: Change) => {
    const change = changeOf(news);
    // The stream listens from here on: what came before is in the list.
    if (change.id === null) return refetch();
    setRows((known) => known === null ? null : changed(known, change));
  }, [changeOf, refetch]);
  useStream(changes, NO_VARIABLES, take);
  return { rows, error, refetch };
}
