import type { BacktestJob, BacktestResult } from "../../../engine/backtest/mod.ts";
import { monteCarlo, type MonteCarloReport } from "../../../engine/backtest/research/mod.ts";
import type { CheckReport } from "../../../engine/backtest/checks/mod.ts";
import type { BacktestOptions } from "../backtest/options.ts";
import { checksShown, checksText } from "./checks.ts";
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
  if (check) {
    const checks = await checksShown(job, simulations, root, stop);
    const { chance } = checks;
    if (simulations === undefined || chance === null) return { checks };
    return { checks, monteCarlo: chance.monteCarlo };
  }
  if (simulations === undefined) return {};
  const { seed } = job.settings.execution;
  return { monteCarlo: monteCarlo(recordOf(result), { simulations, seed }) };
}

/** For `--json`, each with what it found. */
export function extrasJson({ checks, monteCarlo }: Extras) {
  const { chance = null, ...others } = checks ?? {};
  return {
    ...(checks ? { checks: { ...others, randomEntries: chance?.randomEntries ?? null } } : {}),
    ...(monteCarlo ? { monteCarlo } : {}),
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
