import { invariant } from "../../domain/mod.ts";
import type { RightOfWaySign, Timers } from "../../kernel/mod.ts";
import {
  batchSizes,
  type EvaluationProgress,
  type EvaluationTask,
  type Evaluator,
  type RunSummary,
} from "../evaluation/mod.ts";
import { type ChanceOptions, USUAL_SIMULATIONS } from "../honesty/mod.ts";
import type { BacktestJob } from "../job.ts";
import type { OverfittingReport } from "../research/mod.ts";
import { buffersOf } from "../worker/messages.ts";
import type { CheckReports, ToPoolWorker } from "./messages.ts";
import { PoolProgress } from "./pool_progress.ts";
import { PoolWorker } from "./pool_worker_handle.ts";
import { sharedJob } from "./shared_columns.ts";

/**
 * Accounts that a worker runs before another takes its place: a strategy may be a module for each of them,
 * and the platform keeps modules for as long as their worker lives.
 */
const MAX_LOADS = 2_000;
/** How long a worker that was told to end may take. */
const CANCEL_MS = 5_000;

export interface WorkerPoolOptions {
  /** The bundled worker. */
  readonly url: URL;
  /** At most so many at a time: one a core, as a rule. */
  readonly workers: number;
  readonly timers: Timers;
  /** Whom all accounts and checks let go first; nobody unless given. */
  readonly rightOfWay?: RightOfWaySign;
}

/** Accounts that go over the candles together, and where they stand in the task. */
interface Batch {
  readonly first: number;
  readonly task: EvaluationTask;
}

/** Runs the accounts of a job on several workers without any permission; ends them when it is disposed of. */
export class WorkerPool implements Evaluator {
  readonly #job: BacktestJob;
  readonly #candles: number;
  readonly #options: WorkerPoolOptions;
  readonly #slots: { worker: PoolWorker | null; loads: number }[];

  constructor(job: BacktestJob, options: WorkerPoolOptions) {
    invariant(options.workers >= 1, "a pool has a worker");
    this.#job = sharedJob(job);
    this.#candles = job.markets.reduce((sum, { columns }) => sum + columns.time.length, 0);
    this.#options = options;
    this.#slots = Array.from({ length: options.workers }, () => ({ worker: null, loads: 0 }));
  }

  async run(
    task: EvaluationTask,
    onProgress: (progress: EvaluationProgress) => void,
    signal: AbortSignal,
    onFinished: (account: number, summary: RunSummary) => void = () => {},
  ): Promise<readonly (RunSummary | null)[]> {
    const batches = this.#batches(task);
    const results: (RunSummary | null)[] = task.accounts.map(() => null);
    const progress = new PoolProgress(task.accounts.length, onProgress);
    const stop = new AbortController();
    const ended = AbortSignal.any([signal, stop.signal]);
    const work = this.#slots.map(async (_, slot) => {
      for (let batch = batches.shift(); batch && !ended.aborted; batch = batches.shift()) {
        const summaries = await this.#runBatch(slot, batch, progress, ended);
        for (const [i, summary] of summaries.entries()) {
          results[batch.first + i] = summary;
          onFinished(batch.first + i, summary);
        }
      }
    });
    try {
      await Promise.all(work);
    } catch (error) {
      // One that fails ends all: what is wrong with a strategy is wrong everywhere.
      stop.abort();
      await Promise.allSettled(work);
      throw error;
    }
    return results;
  }

  /**
   * Holds the job's strategy against the same one without its future, from other starts, or against chance.
   * It runs in a worker of its own, which nothing has run in before.
   *
   * @returns null where it was canceled
   * @throws InputError where the strategy does not load
   */
  async check<Name extends keyof CheckReports>(
    name: Name,
    onProgress: (share: number) => void,
    signal: AbortSignal,
    options: ChanceOptions = { simulations: USUAL_SIMULATIONS },
  ): Promise<CheckReports[Name] | null> {
    using worker = this.#newWorker();
    const message = { type: "check", check: name, options } as const;
    const answer = await this.#ask(worker, message, signal, onProgress);
    invariant(answer.type === "checked", "a worker answers what it was asked");
    // The name decides which report it is, which the messages' types do not tell.
    return answer.report as CheckReports[Name] | null;
  }

  /**
   * Whether the best of so many trials may be there by luck, see `overfittingReport()`: for many it takes a
   * second or more, in which the caller's thread is free.
   *
   * @param trials periodic returns; they are handed over, do not use them afterwards
   */
  async judge(trials: readonly Float64Array[]): Promise<OverfittingReport | null> {
    using worker = this.#newWorker();
    const answer = await worker.ask({ type: "judge", trials }, () => {}, buffersOf(trials));
    invariant(answer.type === "judged", "a worker answers what it was asked");
    return answer.report;
  }

  [Symbol.dispose](): void {
    for (const slot of this.#slots) {
      slot.worker?.[Symbol.dispose]();
      slot.worker = null;
    }
  }

  #batches(task: EvaluationTask): Batch[] {
    const { accounts } = task;
    let first = 0;
    return batchSizes(this.#job, accounts.length, this.#slots.length).map((size) => {
      const part = { ...task, accounts: accounts.slice(first, first + size) };
      first += size;
      return { first: first - size, task: part };
    });
  }

  async #runBatch(
    slot: number,
    { first, task }: Batch,
    progress: PoolProgress,
    signal: AbortSignal,
  ): Promise<readonly RunSummary[]> {
    const accounts = task.accounts.length;
    const worker = this.#workerFor(slot, accounts);
    let worked = accounts * this.#candles;
    const answer = await this.#ask(worker, { type: "run", task }, signal, (share, candles) => {
      worked = share > 0 ? candles / share : worked;
      progress.running(first, accounts, share, candles);
    });
    invariant(answer.type === "done", "a worker answers what it was asked");
    if (answer.results) progress.finished(first, accounts, worked);
    return answer.results ?? [];
  }

  async #ask(
    worker: PoolWorker,
    message: ToPoolWorker,
    signal: AbortSignal,
    onProgress: (share: number, candles: number) => void,
  ): ReturnType<PoolWorker["ask"]> {
    let stopWaiting = () => {};
    const cancel = () => {
      worker.cancel();
      const why = `The strategy did not end within ${CANCEL_MS} ms`;
      stopWaiting = this.#options.timers.after(CANCEL_MS, () => worker.giveUp(why));
    };
    signal.addEventListener("abort", cancel, { once: true });
    try {
      const asked = worker.ask(message, onProgress);
      if (signal.aborted) cancel();
      return await asked;
    } finally {
      signal.removeEventListener("abort", cancel);
      stopWaiting();
    }
  }

  #newWorker(): PoolWorker {
    const { url, rightOfWay = null } = this.#options;
    return new PoolWorker(url, this.#job, rightOfWay);
  }

  #workerFor(index: number, loads: number): PoolWorker {
    const slot = this.#slots[index]!;
    if (slot.worker && (slot.worker.isBroken || slot.loads + loads > MAX_LOADS)) {
      slot.worker[Symbol.dispose]();
      slot.worker = null;
    }
    if (slot.worker === null) {
      slot.worker = this.#newWorker();
      slot.loads = 0;
    }
    slot.loads += loads * this.#job.markets.length;
    return slot.worker;
  }
}
