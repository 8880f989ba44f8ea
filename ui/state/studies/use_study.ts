import { useState } from "preact/hooks";
import type { ApiError } from "../../client.ts";
import {
  type StudyDetail,
  StudyProgress,
  type StudyProgressData,
  StudyResult,
} from "../../operations/operations.ts";
import { isUnderWay } from "../backtest/list.ts";
import { useQuery } from "../use_query.ts";
import { useStream } from "../use_stream.ts";

export interface OneStudy {
  /** Null before the first answer. */
  readonly study: StudyDetail | null;
  readonly isMissing: boolean;
  readonly error: ApiError | null;
  readonly refetch: () => void;
}

type News = StudyProgressData["studyProgress"];

/** A study: how it comes along while it does, and once more in full when it is over. */
export function useStudy(id: string): OneStudy {
  const { data, error, refetch } = useQuery(StudyResult, { id });
  const [news, setNews] = useState<News | null>(null);
  const known = data?.study ?? null;
  const isOpen = known !== null && isUnderWay(known);
  const follow = (next: News) => {
    setNews(next);
    if (!isUnderWay(next)) refetch();
  };
  useStream(
    StudyProgress,
    { id },
    ({ studyProgress }) => follow(studyProgress),
    isOpen && (news === null || isUnderWay(news)),
    refetch,
  );
  return {
    study: isOpen && news !== null ? { ...known, ...news } : known,
    isMissing: data !== null && known === null,
    error,
    refetch,
  };
}
