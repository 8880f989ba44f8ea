import { type BacktestRunner, dataHash, runJob } from "../../engine/backtest/mod.ts";
import { HOSTS } from "./backtests.ts";

/** Backtests in the test's own thread; they let others have a turn between slices. */
export function localBacktests(): BacktestRunner {
  return {
    describe(source) {
      const host = HOSTS.find(({ language }) => language === source.language)!;
      return host.describe(source);
    },
    async run(job, progress, signal) {
      return await runJob(job, {
        hosts: HOSTS,
        version: "test",
        dataHash: await dataHash(job.markets),
        stopwatch: () => performance.now(),
        breathe: () => new Promise((resolve) => setTimeout(resolve)),
        isCanceled: () => signal.aborted,
        progress,
      });
    },
  };
}
