import { type Checker, makeChecks } from "../../../backtest/checks/mod.ts";
import type { BacktestJob } from "../../../backtest/mod.ts";
import { USUAL_SIMULATIONS } from "../../../backtest/honesty/mod.ts";
import { MAX_SIMULATIONS } from "../../../backtest/research/mod.ts";
import { badInput, conflict, type Json } from "../../../domain/mod.ts";
import type { Clock } from "../../../kernel/mod.ts";
import type { StrategySource } from "../../../strategy/mod.ts";
import { sharedJobInTurns } from "../../../backtest/pool/mod.ts";
import { breathe } from "../../breathe.ts";
import type { WaitingWork, WorkStore } from "../../../store/mod.ts";
import { failureWords } from "../../failure_words.ts";
import { LastingWork } from "../../lasting_work.ts";
import { type HeavyWork, throwIfPutOff, type WorkQueue } from "../../work_queue.ts";
import { isUnderWay } from "../../under_way.ts";
import type { BacktestInfo } from "../backtest_api.ts";
import type { LoadedMarket } from "../loaded_market.ts";
import { type BacktestChecks, type CheckInput, waitingChecks } from "./check_state.ts";
import { jobAgain } from "./job_again.ts";

/** Least time between two words on how far checks have come. */
const PROGRESS_MS = 200;

export interface BacktestCheckerOptions {
  readonly store: WorkStore;
  readonly queue: WorkQueue;
  readonly clock: Clock;
  /** Workers for a job; they end when it is disposed of. */
  checkerFor(job: BacktestJob): Checker & Disposable;
  /** @throws InputError where there is no such strategy */
  findStrategy(name: string): Promise<StrategySource>;
  /** The very candles of a backtest. @throws InputError where nobody has them any more */
  candlesOf(info: BacktestInfo): Promise<LoadedMarket[]>;
  /** @throws InputError NOT_FOUND */
  infoOf(id: string): BacktestInfo;
  /** How a backtest's checks stand. */
  changed(id: string, checks: BacktestChecks): void;
  /** Writes that down, as the last word of the work. @throws StoreError */
  keep(id: string, endedWork: string): void;
}

/** What is kept of checks that were asked for. */
interface AskedChecks {
  readonly simulations: number;
  /** As it was then. */
  readonly source: StrategySource;
}

/** Checks backtests that are over: each is run again and again, when its turn comes. */
export class BacktestChecker {
  readonly #options: BacktestCheckerOptions;
  readonly #states = new Map<string, BacktestChecks>();
  readonly #work: LastingWork<AskedChecks, BacktestJob>;
  #saidAt = -Infinity;

  constructor(options: BacktestCheckerOptions) {
    this.#options = options;
    this.#work = new LastingWork(options.store, options.queue, {
      run: (id, asked, loaded, signal) => this.#run(id, asked, loaded, signal),
      putOff: (id) => this.#putOff(id),
      dropped: (id) => this.#end(id, { status: "CANCELED" }),
      failed: (id, error, status) =>
        this.#end(id, { status, error: failureWords("The checks could not be made", error) }),
    });
  }

  /** Checks that an earlier service left to make, for the queue. */
  waiting(work: WaitingWork): HeavyWork {
    // As this program wrote it down.
    const asked = this.#options.store.body(work.id) as unknown as AskedChecks;
    this.#set(work.runId, waitingChecks(asked.simulations));
    return this.#work.waiting(work);
  }

  /** Returns once it is clear that it can be checked. @throws InputError naming what is in the way */
  async start(info: BacktestInfo, input: CheckInput): Promise<void> {
    const { simulations = USUAL_SIMULATIONS } = input;
    if (!Number.isInteger(simulations) || simulations < 1 || simulations > MAX_SIMULATIONS) {
      throw badInput(
        `simulations cannot be ${simulations}: it has to be a whole number from 1 to ${MAX_SIMULATIONS}`,
        "simulations",
      );
    }
    if (isUnderWay(info)) {
      const { id, status } = info;
      throw conflict(
        `Backtest ${id} is ${status.toLowerCase()}: it can be checked once it is over`,
      );
    }
    if (info.checks !== null && isUnderWay(info.checks)) {
      throw conflict(`Backtest ${info.id} is being checked already`);
    }
    await this.#options.queue.withPlace((place) => this.#ask(place, info, simulations));
  }

  async #ask(place: number, info: BacktestInfo, simulations: number): Promise<void> {
    const { findStrategy, candlesOf, infoOf } = this.#options;
    const source = await findStrategy(info.strategy);
    const job = await jobAgain(info, source, await candlesOf(info));
    const { id } = info;
    // Somebody else may have been quicker.
    if (this.#states.has(id)) throw conflict(`Backtest ${id} is being checked already`);
    const known = infoOf(id);
    const checks = waitingChecks(simulations);
    this.#states.set(id, checks);
    try {
      const add = await this.#work.ask(
        { id: workId(id), runId: id, place, body: { simulations, source }, columns: {} },
        { id, body: known as unknown as Json },
      );
      this.#options.changed(id, checks);
      add(job);
    } catch (error) {
      this.#states.delete(id);
      throw error;
    }
  }

  /** What was found by then is kept. @throws InputError CONFLICT where nothing is under way */
  cancel(id: string): void {
    if (!this.#states.has(id)) throw conflict(`Backtest ${id} is not being checked`);
    this.#options.queue.cancel(workId(id));
  }

  /** Ends what there is of a backtest that is gone. */
  forget(id: string): void {
    this.#states.delete(id);
    this.#options.queue.cancel(workId(id));
  }

  async #run(
    id: string,
    { simulations, source }: AskedChecks,
    loaded: BacktestJob | null,
    signal: AbortSignal,
  ): Promise<void> {
    this.#set(id, { ...waitingChecks(simulations), status: "RUNNING" });
    const asked = loaded ?? await this.#jobOf(id, source);
    const job = await sharedJobInTurns(asked, breathe);
    using checker = this.#options.checkerFor(job);
    const report = await makeChecks(job, checker, {
      simulations,
      signal,
      onProgress: (check, progress) => this.#progress(id, { check, progress }),
    });
    throwIfPutOff(signal);
    if (signal.aborted) this.#end(id, { status: "CANCELED", report });
    else this.#end(id, { status: "DONE", progress: 1, report });
  }

  #putOff(id: string): void {
    const state = this.#states.get(id);
    if (state) this.#set(id, waitingChecks(state.simulations));
  }

  async #jobOf(id: string, source: StrategySource): Promise<BacktestJob> {
    const info = this.#options.infoOf(id);
    return await jobAgain(info, source, await this.#options.candlesOf(info));
  }

  #progress(id: string, change: Partial<BacktestChecks>): void {
    const now = this.#options.clock.now();
    if (now - this.#saidAt < PROGRESS_MS) return;
    this.#saidAt = now;
    const state = this.#states.get(id);
    if (state) this.#set(id, { ...state, ...change });
  }

  #set(id: string, state: BacktestChecks): void {
    this.#states.set(id, state);
    this.#options.changed(id, state);
  }

  #end(id: string, change: Partial<BacktestChecks>): void {
    const state = this.#states.get(id);
    // Removed meanwhile.
    if (!state) return;
    this.#states.delete(id);
    const ended = { ...state, check: null, ...change };
    this.#options.changed(id, ended);
    try {
      this.#options.keep(id, workId(id));
    } catch (error) {
      // A disk that is full: what was found is shown as long as the program runs, and the next one makes them again.
      this.#options.changed(id, { ...ended, error: failureWords("They could not be kept", error) });
    }
  }
}

const workId = (id: string): string => `${id} checks`;
