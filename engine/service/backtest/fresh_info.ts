import type { BacktestInfo } from "./backtest_api.ts";
import { interruptedChecks } from "./checks/mod.ts";
import { isUnderWay } from "../under_way.ts";

/** What a backtest is before its turn. */
export const FRESH: Omit<
  BacktestInfo,
  "id" | "strategy" | "symbols" | "timeframe" | "settings" | "data" | "createdAt"
> = {
  status: "QUEUED",
  progress: 0,
  barsPerSecond: 0,
  leftMs: null,
  equity: null,
  tradeCount: 0,
  error: null,
  figures: null,
  long: null,
  short: null,
  months: [],
  notes: [],
  notesLeftOut: 0,
  faults: [],
  faultCount: 0,
  openPositions: 0,
  checks: null,
  rejections: {},
  tradesHash: null,
  dataHash: null,
  finishedAt: null,
};

/** What was under way when a program ended that did not keep what was asked for. */
export function interrupted(kept: BacktestInfo): BacktestInfo {
  const info = { ...kept, checks: interruptedChecks(kept.checks) };
  if (!isUnderWay(info)) return info;
  return { ...info, status: "CANCELED", leftMs: null, error: "The service ended before it did" };
}
