import { BacktestProgress, type BacktestProgressFields } from "../../operations/operations.ts";
import { isUnderWay } from "../../state/backtest/list.ts";
import { useStream } from "../../state/use_stream.ts";

export interface FollowBacktestProps {
  readonly id: string;
  readonly onNews: (news: BacktestProgressFields) => void;
  /** Called once it is over. */
  readonly onOver: () => void;
}

/** Follows one backtest for a list; shows nothing. Give it the id as its `key`. */
export function FollowBacktest({ id, onNews, onOver }: FollowBacktestProps) {
  useStream(
    BacktestProgress,
    { id },
    ({ backtestProgress }) => {
      onNews(backtestProgress);
      if (!isUnderWay(backtestProgress)) onOver();
    },
    true,
    onOver,
  );
  return null;
}
