import { timeframeMs } from "../../domain/mod.ts";
import { type GiveWay, GO_ON } from "../../kernel/mod.ts";
import type { BacktestSettings } from "../job.ts";
import type { BacktestRecord } from "../record.ts";
import {
  periodicReturns,
  type RunRecord,
  statistics,
  toArray,
  type WholeRecord,
} from "../statistics/mod.ts";
import type { EvaluationTask, RunSummary } from "./task.ts";

/** Makes of an account's record what was asked for. */
export function summaryOf(
  settings: BacktestSettings,
  record: BacktestRecord,
  detail: EvaluationTask["detail"],
  giveWay: GiveWay = GO_ON,
): RunSummary {
  const run = runRecordOf(settings, record);
  const { status, error } = record;
  return {
    status,
    error,
    figures: statistics(run, { giveWay }).figures,
    returns: detail === "FIGURES" ? null : periodicReturns(run).returns,
    record: detail === "RECORD" ? whole(run) : null,
  };
}

/** With all its rows: it is handed to another thread. */
function whole(run: RunRecord): WholeRecord {
  const { time, benchmark, ...columns } = run.columns;
  const held = benchmark && toArray(benchmark);
  return { ...run, columns: { ...columns, time: toArray(time), benchmark: held } };
}

/** What the figures are made of. */
export function runRecordOf(settings: BacktestSettings, record: BacktestRecord): RunRecord {
  const { equity, inMarket, trades, fees, funding, traded } = record;
  return {
    columns: equity,
    inMarket,
    trades,
    initialCash: settings.cash,
    barMs: timeframeMs(settings.timeframe),
    tradedNotional: traded,
    fees,
    funding,
  };
}
