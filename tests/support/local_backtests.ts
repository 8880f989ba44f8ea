import { type BacktestRunner, dataHash, keptRun, runJob } from "../../engine/backtest/mod.ts";
import { HOSTS } from "./backtests.ts";

/** Backtests in the test's own thread; they let others have a turn between slices. */
export function localBacktests(): BacktestRunner {
  const breathe = () => new Promise<void>((resolve) => void setTimeout(resolve));
  const run: BacktestRunner["run"] = async (job, progress, signal) =>
    await runJob(job, {
      hosts: HOSTS,
      version: "test",
      dataHash: job.dataHash ?? await dataHash(job.markets),
      stopwatch: () => performance.now(),
      breathe,
      isCanceled: () => signal.aborted,
      progress,
    });
  return {
    describe(source) {
      const host = HOSTS.find(({ language }) => language === source.language)!;
      return host.describe(source);
    },
    run,
    runKept: (job, ...rest) => keptRun(job, () => run(job, ...rest), breathe),
  };
}
