import type { CheckName, CheckReport } from "../../../backtest/checks/mod.ts";
import type { BacktestStatus } from "../backtest_api.ts";
import { isUnderWay } from "../../under_way.ts";

/** Checks of a backtest, and how they stand. Plain data, kept with it. */
export interface BacktestChecks {
  readonly status: BacktestStatus;
  /** From 0 to 1. */
  readonly progress: number;
  /** What is under way. */
  readonly check: CheckName | null;
  readonly error: string | null;
  /** Of the Monte Carlo simulation. */
  readonly simulations: number;
  /** What was found by the time they ended; of those that were canceled some of it is missing. */
  readonly report: CheckReport | null;
}

export interface CheckInput {
  /** Of the Monte Carlo simulation: 1 to 100,000, or 1,000. */
  readonly simulations?: number | undefined;
}

/** Checks before their turn. */
export function waitingChecks(simulations: number): BacktestChecks {
  return { status: "QUEUED", progress: 0, check: null, error: null, simulations, report: null };
}

/** What was under way when a program ended that did not keep what was asked for. */
export function interruptedChecks(checks: BacktestChecks | null): BacktestChecks | null {
  if (checks === null || !isUnderWay(checks)) return checks;
  return { ...checks, status: "CANCELED", check: null, error: "The service ended before they did" };
}
