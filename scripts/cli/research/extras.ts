import type { BacktestJob, BacktestResult } from "../../../engine/backtest/mod.ts";
import { monteCarlo, type MonteCarloReport } from "../../../engine/backtest/research/mod.ts";
import type { BacktestOptions } from "../backtest/options.ts";
import { type CheckReport, checksText, makeChecks } from "./checks.ts";
import { monteCarloText } from "./monte_carlo_text.ts";
import { recordOf } from "./record.ts";

/** What `backtest` tells besides its figures, where that is asked for. Plain data. */
export interface Extras {
  readonly checks?: CheckReport;
  readonly monteCarlo?: MonteCarloReport;
}

/** @param job with columns that still can be read */
export async function extrasOf(
  { check, monteCarlo: simulations }: BacktestOptions,
  job: BacktestJob,
  result: BacktestResult,
  root: URL,
  stop: AbortSignal,
): Promise<Extras> {
  const { seed } = job.settings.execution;
  return {
    ...(check ? { checks: await makeChecks(job, result, root, stop) } : {}),
    ...(simulations === undefined
      ? {}
      : { monteCarlo: monteCarlo(recordOf(result), { simulations, seed }) }),
  };
}

/** Nothing where nothing was asked for. */
export function extrasText({ checks, monteCarlo }: Extras): string {
  const parts = [
    ...(monteCarlo ? [monteCarloText(monteCarlo)] : []),
    ...(checks ? [checksText(checks)] : []),
  ];
  return parts.map((text) => `\n\n${text}`).join("");
}
