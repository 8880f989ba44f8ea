import { useCallback, useState } from "preact/hooks";
import type { ApiError } from "../../client.ts";
import {
  type BacktestProgressFields,
  type BacktestRow,
  Backtests,
} from "../../operations/operations.ts";
import { useQuery } from "../use_query.ts";
import { type Heard, withHeard } from "./list.ts";

export interface BacktestList {
  /** Newest first; null before the first answer. */
  readonly rows: readonly BacktestRow[] | null;
  readonly error: ApiError | null;
  /** Takes in how one stands. */
  readonly hear: (news: BacktestProgressFields) => void;
  readonly refetch: () => void;
}

export function useBacktests(): BacktestList {
  const { data, error, refetch } = useQuery(Backtests, {});
  const [heard, setHeard] = useState<Heard>(new Map());
  const hear = useCallback(
    (news: BacktestProgressFields) => setHeard((known) => new Map(known).set(news.id, news)),
    [],
  );
  return { rows: data === null ? null : withHeard(data.backtests, heard), error, hear, refetch };
}
