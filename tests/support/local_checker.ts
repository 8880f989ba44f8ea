import type { Checker } from "../../engine/backtest/checks/mod.ts";
import { localEvaluator } from "../../engine/backtest/evaluation/mod.ts";
import {
  chanceCheck,
  lookAheadCheck,
  spikesOf,
  warmUpCheck,
} from "../../engine/backtest/honesty/mod.ts";
import type { BacktestJob } from "../../engine/backtest/mod.ts";
import type { CheckReports } from "../../engine/backtest/pool/mod.ts";
import { HOSTS } from "./backtests.ts";
import { hostOf, WORLD } from "./honesty.ts";

/** Checks in the test's own thread. */
export function localChecker(job: BacktestJob): Checker & Disposable {
  const host = hostOf(job);
  return {
    ...localEvaluator(job, HOSTS, WORLD),
    async check<Name extends keyof CheckReports>(
      name: Name,
      onProgress: (share: number) => void,
      signal: AbortSignal,
      options = { simulations: 100 },
    ) {
      const world = { ...WORLD, isCanceled: () => signal.aborted, progress: onProgress };
      const checks = {
        lookAhead: () => lookAheadCheck(job, host, world),
        warmUp: () => warmUpCheck(job, host, world),
        chance: () => chanceCheck(job, host, world, options),
        prices: () => Promise.resolve(spikesOf(job.markets)),
      };
      // The name decides which report it is.
      return await checks[name]() as CheckReports[Name] | null;
    },
    [Symbol.dispose]() {},
  };
}
