import { invariant } from "../../domain/mod.ts";
import type { StrategyHost } from "../../strategy/mod.ts";
import type { BacktestJob } from "../job.ts";
import { batchSizes } from "./batch_size.ts";
import { PassMemory } from "./pass_memory.ts";
import { type BatchWorld, runBatch } from "./run_batch.ts";
import type { Evaluator, RunSummary } from "./task.ts";

/** Runs accounts in the caller's own thread, batch after batch. */
export function localEvaluator(
  job: BacktestJob,
  hosts: readonly StrategyHost[],
  world: Pick<BatchWorld, "stopwatch" | "breathe" | "giveWay">,
): Evaluator {
  const { language } = job.settings.strategy;
  const host = hosts.find((candidate) => candidate.language === language);
  invariant(host, `there is a host for ${language}`);
  const memory = new PassMemory();
  return {
    async run(task, onProgress, signal, onFinished) {
      const { accounts } = task;
      const results: (RunSummary | null)[] = [];
      let candlesBefore = 0;
      for (const size of batchSizes(job, accounts.length, 1)) {
        if (signal.aborted) break;
        const done = results.length;
        const part = accounts.slice(done, done + size);
        let candlesNow = 0;
        const here = {
          ...world,
          isCanceled: () => signal.aborted,
          progress(share: number, candles: number) {
            candlesNow = candles;
            onProgress({
              share: (done + share * part.length) / accounts.length,
              done,
              of: accounts.length,
              candles: candlesBefore + candles,
            });
          },
        };
        const summaries = await runBatch(job, { ...task, accounts: part }, host, here, memory);
        candlesBefore += candlesNow;
        for (const [i, summary] of (summaries ?? []).entries()) onFinished?.(done + i, summary);
        results.push(...summaries ?? part.map(() => null));
      }
      while (results.length < accounts.length) results.push(null);
      return results;
    },
  };
}
