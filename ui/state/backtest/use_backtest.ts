import { useState } from "preact/hooks";
import type { ApiError } from "../../client.ts";
import {
  type BacktestDetail,
  BacktestProgress,
  type BacktestProgressFields,
  BacktestResult,
} from "../../operations/operations.ts";
import { useQuery } from "../use_query.ts";
import { useStream } from "../use_stream.ts";
import { isUnderWay } from "./list.ts";

export interface OneBacktest {
  /** Null before the first answer. */
  readonly backtest: BacktestDetail | null;
  readonly isMissing: boolean;
  readonly error: ApiError | null;
  readonly refetch: () => void;
}

/** A backtest: how it comes along while it does, and once more in full when it is over. */
export function useBacktest(id: string): OneBacktest {
  const { data, error, refetch } = useQuery(BacktestResult, { id });
  const [news, setNews] = useState<BacktestProgressFields | null>(null);
  const known = data?.backtest ?? null;
  const isOpen = known !== null && isUnderWay(known);
  const follow = (next: BacktestProgressFields) => {
    setNews(next);
    if (!isUnderWay(next)) refetch();
  };
  useStream(
    BacktestProgress,
    { id },
    ({ backtestProgress }) => follow(backtestProgress),
    isOpen && (news === null || isUnderWay(news)),
    refetch,
  );
  return {
    backtest: isOpen && news !== null ? { ...known, ...news } : known,
    isMissing: data !== null && known === null,
    error,
    refetch,
  };
}
