import type { BacktestJob, BacktestRunner, KeptRun, RunProgress } from "../../backtest/mod.ts";
import { conflict, InputError, type Json, type Trade } from "../../domain/mod.ts";
import type { Clock } from "../../kernel/mod.ts";
import { type BacktestStore, MAX_KEPT_BACKTESTS } from "../../store/mod.ts";
import { resolveParameters } from "../../strategy/mod.ts";
import type { BacktestApi, BacktestInfo, BacktestInput, BacktestStatus } from "./backtest_api.ts";
import type { Checker } from "../../backtest/checks/mod.ts";
import { candlesAgain } from "./candles_again.ts";
import { BacktestChecker, type CheckInput, interruptedChecks } from "./checks/mod.ts";
import {
  type BacktestCandles,
  BacktestCharts,
  type BacktestPoint,
  type ChartRange,
  type TradeMarks,
} from "./chart/mod.ts";
import { infoSettings } from "./info_settings.ts";
import type { OwnCandles } from "./market_sources.ts";
import { readInfo } from "./older_info.ts";
import { withOutcome } from "./outcome.ts";
import {
  type BacktestSources,
  dataOf,
  originOf,
  type OtherCandles,
  prepareBacktest,
} from "./prepared_backtest.ts";
import { breathe } from "../breathe.ts";
import { readTrades } from "./read_trades.ts";
import { RunInfos } from "../run_infos.ts";
import { SERVICE_ENDED, whyEnded, type WorkQueue } from "../work_queue.ts";

/** Least time between two words on how far a backtest has come. */
const PROGRESS_MS = 200;

export interface BacktestDeskOptions extends Omit<BacktestSources, "describe" | "candlesOf"> {
  readonly runner: BacktestRunner;
  readonly store: BacktestStore;
  /** Ends them when it is closed. */
  readonly queue: WorkQueue;
  readonly clock: Clock;
  /** Candles that were loaded, later. */
  readonly ownCandles: OwnCandles;
  /** Of something else that keeps its candles too. Without, there are only backtests. */
  candlesOf?(id: string): OtherCandles;
  /** Workers that check a job; they end when it is disposed of. */
  checkerFor(job: BacktestJob): Checker & Disposable;
}

/** Takes backtests on, runs each in a worker when its turn comes, and keeps what they leave. */
export class BacktestDesk implements BacktestApi {
  readonly #options: BacktestDeskOptions;
  readonly #infos: RunInfos<BacktestInfo>;
  readonly #charts: BacktestCharts;
  readonly #checker: BacktestChecker;
  #saidAt = -Infinity;

  constructor(options: BacktestDeskOptions) {
    this.#options = options;
    this.#charts = new BacktestCharts(options.store, options.ownCandles);
    this.#checker = new BacktestChecker({
      ...options,
      candlesOf: (info) => candlesAgain(info, options.store, options.ownCandles),
      changed: (id, checks, isOver) => {
        this.#change(id, { checks });
        if (isOver) this.#keep(id);
      },
    });
    options.store.forgetUnfinished();
    // The oldest first, as they are added from here on.
    const kept = options.store.list().toReversed();
    const infos = kept.map(({ body }) => interrupted(readInfo(body, FRESH)));
    this.#infos = new RunInfos("backtest", MAX_KEPT_BACKTESTS, infos);
  }

  list(): BacktestInfo[] {
    return this.#infos.list();
  }

  find(id: string): BacktestInfo | undefined {
    return this.#infos.find(id);
  }

  async run(input: BacktestInput): Promise<BacktestInfo> {
    const { runner, store, queue, clock } = this.#options;
    queue.checkRoom();
    const { asked, source, parameters, markets, terms } = await prepareBacktest(
      {
        ...this.#options,
        describe: (strategy) => runner.describe(strategy),
        candlesOf: (other) => this.#options.candlesOf?.(other) ?? this.candlesOf(other),
      },
      input,
      (specs) => resolveParameters(specs, input.parameters ?? {}),
    );
    const { timeframe } = asked;
    const data = await dataOf(markets);
    const settings = { ...terms, strategy: source, parameters, timeframe };
    // Others may have come meanwhile.
    queue.checkRoom();
    const id = `bt${store.nextNumber()}`;
    const { strategy: _text, ...shownSettings } = settings;
    const info: BacktestInfo = {
      ...FRESH,
      id,
      strategy: source.name,
      symbols: input.symbols,
      timeframe,
      // Plain data by construction.
      settings: { ...shownSettings, ...originOf(asked) } as unknown as Json,
      data,
      createdAt: clock.now(),
    };
    store.put({ id, body: info as unknown as Json });
    this.#infos.set(info);
    queue.add({
      id,
      run: (signal) => this.#work(id, { settings, markets }, signal),
      dropped: (why) => this.#end(id, "CANCELED", why),
    });
    return info;
  }

  /** The candles that one ran on, for another to run on. @throws InputError NOT_FOUND */
  candlesOf(id: string): OtherCandles {
    const info = this.#infos.require(id);
    const { store, ownCandles, defaultSource } = this.#options;
    const { source = defaultSource, bars } = infoSettings(info);
    return { source, bars, load: () => candlesAgain(info, store, ownCandles) };
  }

  cancel(id: string): BacktestInfo {
    const info = this.#infos.require(id);
    if (info.status !== "QUEUED" && info.status !== "RUNNING") {
      throw conflict(`Backtest ${id} is ${info.status.toLowerCase()} already`);
    }
    this.#options.queue.cancel(id);
    return this.#infos.require(id);
  }

  remove(id: string): string {
    this.#infos.require(id);
    // First: where the store refuses, it is still there.
    this.#options.store.remove(id);
    // What ends now finds it gone and leaves nothing.
    this.#infos.remove(id);
    this.#options.queue.cancel(id);
    this.#checker.forget(id);
    return id;
  }

  async check(id: string, input: CheckInput): Promise<BacktestInfo> {
    await this.#checker.start(this.#infos.require(id), input);
    return this.#infos.require(id);
  }

  cancelChecks(id: string): BacktestInfo {
    this.#infos.require(id);
    this.#checker.cancel(id);
    return this.#infos.require(id);
  }

  async trades(id: string, limit: number, offset: number): Promise<Trade[]> {
    this.#infos.require(id);
    return await readTrades(this.#options.store, id, limit, offset);
  }

  async equity(id: string, points: number, range: ChartRange = {}): Promise<BacktestPoint[]> {
    return await this.#charts.curve(this.#infos.require(id), points, range);
  }

  async candles(
    id: string,
    symbol: string,
    points: number,
    range: ChartRange = {},
  ): Promise<BacktestCandles | null> {
    return await this.#charts.candles(this.#infos.require(id), symbol, points, range);
  }

  async marks(
    id: string,
    symbol: string,
    limit: number,
    range: ChartRange = {},
  ): Promise<TradeMarks> {
    return await this.#charts.marks(this.#infos.require(id), symbol, limit, range);
  }

  listen(
    changed: (info: BacktestInfo) => void,
    removed: (id: string) => void = () => {},
  ): () => void {
    return this.#infos.listen(changed, removed);
  }

  async #work(id: string, job: BacktestJob, signal: AbortSignal): Promise<void> {
    this.#change(id, { status: "RUNNING" });
    try {
      const kept = await this.#options.runner.runKept(
        job,
        (progress) => this.#progress(id, progress),
        signal,
      );
      await this.#finish(id, kept, signal);
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error);
      const message = error instanceof InputError
        ? words
        : `The backtest could not be run: ${words}`;
      this.#end(id, signal.aborted ? "CANCELED" : "FAILED", message);
    }
  }

  #progress(id: string, progress: RunProgress): void {
    const now = this.#options.clock.now();
    if (now - this.#saidAt < PROGRESS_MS) return;
    this.#saidAt = now;
    this.#change(id, {
      progress: progress.share,
      barsPerSecond: progress.candlesPerSecond,
      leftMs: progress.leftMs,
      equity: progress.equity,
      tradeCount: progress.trades,
    });
  }

  async #finish(id: string, { outcome, trades, columns }: KeptRun, signal: AbortSignal) {
    const info = this.#infos.find(id);
    // Removed meanwhile.
    if (!info) return;
    const isCanceled = outcome.status === "CANCELED";
    const result = isCanceled ? { ...outcome, error: whyEnded(signal) } : outcome;
    const tradeCount = trades.reduce((sum, { count }) => sum + count, 0);
    const done = withOutcome(info, result, tradeCount, this.#options.clock.now());
    const kept = { id, body: done as unknown as Json };
    const isKept = await this.#options.store.finish(kept, { trades, columns }, breathe);
    if (isKept && this.#infos.find(id)) this.#infos.set(done);
  }

  #end(id: string, status: BacktestStatus, error: string | null): void {
    const info = this.#infos.find(id);
    if (!info) return;
    this.#infos.set({
      ...info,
      status,
      error,
      leftMs: null,
      finishedAt: this.#options.clock.now(),
    });
    this.#keep(id);
  }

  #keep(id: string): void {
    const info = this.#infos.find(id);
    if (info) this.#options.store.put({ id, body: info as unknown as Json });
  }

  #change(id: string, change: Partial<BacktestInfo>): void {
    const info = this.#infos.find(id);
    if (info) this.#infos.set({ ...info, ...change });
  }
}

const FRESH: Omit<
  BacktestInfo,
  "id" | "strategy" | "symbols" | "timeframe" | "settings" | "data" | "createdAt"
> = {
  status: "QUEUED",
  progress: 0,
  barsPerSecond: 0,
  leftMs: null,
  equity: null,
  tradeCount: 0,
  error: null,
  figures: null,
  long: null,
  short: null,
  months: [],
  notes: [],
  notesLeftOut: 0,
  faults: [],
  faultCount: 0,
  openPositions: 0,
  checks: null,
  rejections: {},
  tradesHash: null,
  dataHash: null,
  finishedAt: null,
};

/** What was under way when the program ended is not any more. */
function interrupted(kept: BacktestInfo): BacktestInfo {
  const info = { ...kept, checks: interruptedChecks(kept.checks) };
  if (info.status !== "QUEUED" && info.status !== "RUNNING") return info;
  return { ...info, status: "CANCELED", leftMs: null, error: SERVICE_ENDED };
}
