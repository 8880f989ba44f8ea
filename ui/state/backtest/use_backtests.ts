import {
  type BacktestRow,
  Backtests,
  BacktestsChanged,
  type BacktestsChangedData,
  type BacktestsData,
} from "../../operations/operations.ts";
import { type ChangingList, useChangingList } from "../use_changing_list.ts";

const rowsOf = ({ backtests }: BacktestsData) => backtests;
const changeOf = ({ backtestsChanged: { id, backtest } }: BacktestsChangedData) => {
  return { id, row: backtest };
};

/** All backtests, as they come along. */
export function useBacktests(): ChangingList<BacktestRow> {
  return useChangingList(Backtests, rowsOf, BacktestsChanged, changeOf);
}
