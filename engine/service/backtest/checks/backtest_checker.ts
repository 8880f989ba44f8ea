import { type Checker, makeChecks } from "../../../backtest/checks/mod.ts";
import type { BacktestJob } from "../../../backtest/mod.ts";
import { USUAL_SIMULATIONS } from "../../../backtest/honesty/mod.ts";
import { MAX_SIMULATIONS } from "../../../backtest/research/mod.ts";
import { badInput, conflict, InputError } from "../../../domain/mod.ts";
import type { Clock } from "../../../kernel/mod.ts";
import type { StrategySource } from "../../../strategy/mod.ts";
import { sharedJobInTurns } from "../../../backtest/pool/mod.ts";
import { breathe } from "../../breathe.ts";
import type { WorkQueue } from "../../work_queue.ts";
import type { BacktestInfo } from "../backtest_api.ts";
import type { LoadedMarket } from "../loaded_market.ts";
import { type BacktestChecks, type CheckInput, isUnderWay, waitingChecks } from "./check_state.ts";
import { jobAgain } from "./job_again.ts";

/** Least time between two words on how far checks have come. */
const PROGRESS_MS = 200;

export interface BacktestCheckerOptions {
  readonly queue: WorkQueue;
  readonly clock: Clock;
  /** Workers for a job; they end when it is disposed of. */
  checkerFor(job: BacktestJob): Checker & Disposable;
  /** @throws InputError where there is no such strategy */
  findStrategy(name: string): Promise<StrategySource>;
  /** The very candles of a backtest. @throws InputError where nobody has them any more */
  candlesOf(info: BacktestInfo): Promise<LoadedMarket[]>;
  /** Keeps how a backtest's checks stand. @param isOver where it is worth writing down */
  changed(id: string, checks: BacktestChecks, isOver: boolean): void;
}

/** Checks backtests that are over: each is run again and again, when its turn comes. */
export class BacktestChecker {
  readonly #options: BacktestCheckerOptions;
  readonly #states = new Map<string, BacktestChecks>();
  #saidAt = -Infinity;

  constructor(options: BacktestCheckerOptions) {
    this.#options = options;
  }

  /** Returns once it is clear that it can be checked. @throws InputError naming what is in the way */
  async start(info: BacktestInfo, input: CheckInput): Promise<void> {
    const { queue, findStrategy, candlesOf } = this.#options;
    const { simulations = USUAL_SIMULATIONS } = input;
    if (!Number.isInteger(simulations) || simulations < 1 || simulations > MAX_SIMULATIONS) {
      throw badInput(
        `simulations cannot be ${simulations}: it has to be a whole number from 1 to ${MAX_SIMULATIONS}`,
        "simulations",
      );
    }
    if (info.checks !== null && isUnderWay(info.checks)) {
      throw conflict(`Backtest ${info.id} is being checked already`);
    }
    queue.checkRoom();
    const source = await findStrategy(info.strategy);
    const job = await jobAgain(info, source, await candlesOf(info));
    const { id } = info;
    // Somebody else may have been quicker.
    if (this.#states.has(id)) throw conflict(`Backtest ${id} is being checked already`);
    queue.checkRoom();
    this.#set(id, waitingChecks(simulations));
    queue.add({
      id: workId(id),
      run: (signal) => this.#work(id, job, simulations, signal),
      dropped: () => this.#end(id, { status: "CANCELED" }),
    });
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

  async #work(
    id: string,
    asked: BacktestJob,
    simulations: number,
    signal: AbortSignal,
  ): Promise<void> {
    this.#set(id, { ...waitingChecks(simulations), status: "RUNNING" });
    try {
      const job = await sharedJobInTurns(asked, breathe);
      using checker = this.#options.checkerFor(job);
      const report = await makeChecks(job, checker, {
        simulations,
        signal,
        onProgress: (check, progress) => this.#progress(id, { check, progress }),
      });
      if (signal.aborted) this.#end(id, { status: "CANCELED", report });
      else this.#end(id, { status: "DONE", progress: 1, report });
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error);
      const message = error instanceof InputError
        ? words
        : `The checks could not be made: ${words}`;
      this.#end(id, { status: signal.aborted ? "CANCELED" : "FAILED", error: message });
    }
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
    this.#options.changed(id, state, false);
  }

  #end(id: string, change: Partial<BacktestChecks>): void {
    const state = this.#states.get(id);
    // Removed meanwhile.
    if (!state) return;
    this.#states.delete(id);
    const ended = { ...state, check: null, ...change };
    try {
      this.#options.changed(id, ended, true);
    } catch (error) {
      // A disk that is full: what was found is shown as long as the program runs.
      const words = error instanceof Error ? error.message : String(error);
      this.#options.changed(id, { ...ended, error: `They could not be kept: ${words}` }, false);
    }
  }
}

const workId = (id: string): string => `${id} checks`;
