/** Studies for tests: of a strategy of the bench, over a random walk. */
import type { BacktestJob } from "../../engine/backtest/mod.ts";
import { localEvaluator } from "../../engine/backtest/evaluation/mod.ts";
import { overfittingReport } from "../../engine/backtest/research/mod.ts";
import { notFound } from "../../engine/domain/mod.ts";
import { requireInstrument } from "../../engine/market/mod.ts";
import {
  StudyDesk,
  type StudyDeskOptions,
  type StudyEvaluator,
  type StudyInfo,
} from "../../engine/service/studies/mod.ts";
import { openStudyStore } from "../../engine/store/mod.ts";
import { WorkQueue } from "../../engine/mod.ts";
import { HOSTS, jobOf, MINUTE, walkColumns } from "./backtests.ts";

/** Runs a study's combinations in the test's own thread; others have a turn between slices. */
export function localStudies(job: BacktestJob): StudyEvaluator {
  const world = {
    stopwatch: () => performance.now(),
    breathe: () => new Promise<void>((resolve) => setTimeout(resolve)),
  };
  return {
    ...localEvaluator(job, HOSTS, world),
    judge: (trials) => Promise.resolve(overfittingReport(trials)),
    [Symbol.dispose]() {},
  };
}

/** What every symbol has, whoever asks. */
export const STUDIED = walkColumns(3_000);

/** A desk whose clock goes on by a second whenever it is looked at. */
export function studyDesk(change: Partial<StudyDeskOptions> = {}) {
  let now = 0;
  const queue = new WorkQueue();
  const store = change.store ?? openStudyStore(":memory:");
  const desk = new StudyDesk({
    store,
    queue,
    clock: { now: () => now += 1_000 },
    version: "test",
    defaultSource: "SIMULATED",
    findStrategy: async () => (await jobOf("ema_long_only_ts.ts", STUDIED)).settings.strategy,
    describe: (source) => HOSTS.find(({ language }) => language === "ts")!.describe(source),
    loadMarket: (symbol) =>
      Promise.resolve({
        instrument: requireInstrument(symbol),
        columns: STUDIED,
        candleMs: MINUTE,
        origin: "a walk",
        repeated: 0,
        skipped: [],
      }),
    candlesOf: (id) => {
      throw notFound(`No backtest has the id ${id}`);
    },
    ownCandles: () => Promise.resolve(null),
    evaluatorFor: localStudies,
    ...change,
  });
  return { desk, store, queue };
}

/** Resolves once the study is over. */
export function studyOver(desk: StudyDesk, id: string): Promise<StudyInfo> {
  return new Promise((resolve) => {
    const look = (info: StudyInfo | undefined) => {
      if (!info || info.id !== id || info.status === "QUEUED" || info.status === "RUNNING") return;
      stop();
      resolve(info);
    };
    const stop = desk.listen(look);
    look(desk.find(id));
  });
}
