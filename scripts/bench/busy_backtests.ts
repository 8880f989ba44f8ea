import { type BacktestJob, workerBacktests } from "../../engine/backtest/mod.ts";
import { sharedJob } from "../../engine/backtest/pool/mod.ts";
import { systemTimers } from "../../engine/mod.ts";
import { benchJob } from "./bench_job.ts";

const STRATEGY = "ema_crossover";
const BARS = 1_000_000;

/** Runs backtests in a worker as the service does, one after another, until it is disposed of. */
export class BusyBacktests implements AsyncDisposable {
  readonly #stop = new AbortController();
  readonly #running: Promise<void>;
  #candles = 0;

  private constructor(job: BacktestJob) {
    const backtests = workerBacktests({
      url: new URL("../../dist/backtest_worker.js", import.meta.url),
      version: "bench",
      timers: systemTimers,
    });
    this.#running = this.#run(backtests, job);
  }

  static async start(): Promise<BusyBacktests> {
    return new BusyBacktests(sharedJob(await benchJob(STRATEGY, BARS)));
  }

  /** Bars worked off so far. */
  get candles(): number {
    return this.#candles;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  async #run(backtests: ReturnType<typeof workerBacktests>, job: BacktestJob): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      const before = this.#candles;
      await backtests.run(job, ({ candles }) => void (this.#candles = before + candles), signal);
    }
  }
}
