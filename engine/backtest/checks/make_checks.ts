import type { Evaluator } from "../evaluation/mod.ts";
import { costStress, USUAL_SIMULATIONS } from "../honesty/mod.ts";
import type { BacktestJob } from "../job.ts";
import type { CheckReports } from "../pool/mod.ts";
import { CHECK_NAMES, type CheckName, type CheckReport } from "./check_report.ts";

/** Runs a job's checks somewhere: a pool of workers does. */
export interface Checker extends Evaluator {
  check<Name extends keyof CheckReports>(
    name: Name,
    onProgress: (share: number) => void,
    signal: AbortSignal,
    options?: { readonly simulations: number },
  ): Promise<CheckReports[Name] | null>;
}

export interface CheckOptions {
  /** Of the Monte Carlo simulation. */
  readonly simulations?: number | undefined;
  /** Called often. @param share of all of it that is done, 0 to 1 */
  readonly onProgress: (check: CheckName, share: number) => void;
  readonly signal: AbortSignal;
}

/** What each of them takes of the time, about: a run costs as much as any other, and they make so many. */
const SHARES: Readonly<Record<CheckName, number>> = {
  LOOK_AHEAD: 0.5,
  WARM_UP: 0.25,
  COSTS: 0.15,
  CHANCE: 0.1,
  PRICES: 0,
};

/**
 * Whether a job's figures can be believed.
 *
 * @param job the one that `checker` has
 * @throws InputError when the strategy does not load
 */
export async function makeChecks(
  job: BacktestJob,
  checker: Checker,
  { simulations = USUAL_SIMULATIONS, onProgress, signal }: CheckOptions,
): Promise<CheckReport> {
  const shareOf = progressOf(onProgress);
  const lookAhead = await checker.check("lookAhead", shareOf("LOOK_AHEAD"), signal);
  const warmUp = signal.aborted ? null : await checker.check("warmUp", shareOf("WARM_UP"), signal);
  const onCosts = shareOf("COSTS");
  const costs = signal.aborted
    ? null
    : await costStress(checker, job.settings.execution, ({ share }) => onCosts(share), signal);
  const chance = signal.aborted
    ? null
    : await checker.check("chance", shareOf("CHANCE"), signal, { simulations });
  const spikes = signal.aborted ? null : await checker.check("prices", shareOf("PRICES"), signal);
  return { lookAhead, warmUp, costs, chance, spikes: spikes ?? [] };
}

function progressOf(onProgress: CheckOptions["onProgress"]) {
  return (check: CheckName) => {
    const before = CHECK_NAMES.slice(0, CHECK_NAMES.indexOf(check))
      .reduce((sum, name) => sum + SHARES[name], 0);
    return (share: number) => onProgress(check, before + SHARES[check] * share);
  };
}
