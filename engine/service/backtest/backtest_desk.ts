import type {
  BacktestJob,
  BacktestResult,
  BacktestRunner,
  RunProgress,
} from "../../backtest/mod.ts";
import { conflict, InputError, type Json, notFound, shown, type Trade } from "../../domain/mod.ts";
import type { Clock } from "../../kernel/mod.ts";
import type { BacktestStore, KeptColumns } from "../../store/mod.ts";
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
  keptCandles,
  keptCurve,
  keptMarks,
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
  readonly #infos = new Map<string, BacktestInfo>();
  readonly #listeners = new Set<(info: BacktestInfo) => void>();
  readonly #removed = new Set<(id: string) => void>();
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
    // The oldest first, as they are added from here on.
    for (const { id, body } of options.store.list().toReversed()) {
      this.#infos.set(id, interrupted(readInfo(body, FRESH)));
    }
  }

  list(): BacktestInfo[] {
    return [...this.#infos.values()].reverse();
  }

  find(id: string): BacktestInfo | undefined {
    return this.#infos.get(id);
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
      data: markets.map(dataOf),
      createdAt: clock.now(),
    };
    store.put({ id, body: info as unknown as Json });
    this.#set(info);
    queue.add({
      id,
      run: (signal) => this.#work(id, { settings, markets }, signal),
      dropped: (why) => this.#end(id, "CANCELED", why),
    });
    return info;
  }

  /** The candles that one ran on, for another to run on. @throws InputError NOT_FOUND */
  candlesOf(id: string): OtherCandles {
    const info = this.#require(id);
    const { store, ownCandles, defaultSource } = this.#options;
    const { source = defaultSource, bars } = infoSettings(info);
    return { source, bars, load: () => candlesAgain(info, store, ownCandles) };
  }

  cancel(id: string): BacktestInfo {
    const info = this.#require(id);
    if (info.status !== "QUEUED" && info.status !== "RUNNING") {
      throw conflict(`Backtest ${id} is ${info.status.toLowerCase()} already`);
    }
    this.#options.queue.cancel(id);
    return this.#require(id);
  }

  remove(id: string): string {
    this.#require(id);
    // What ends now finds it gone and leaves nothing.
    this.#infos.delete(id);
    this.#options.queue.cancel(id);
    this.#checker.forget(id);
    this.#options.store.remove(id);
    for (const removed of this.#removed) removed(id);
    return id;
  }

  async check(id: string, input: CheckInput): Promise<BacktestInfo> {
    await this.#checker.start(this.#require(id), input);
    return this.#require(id);
  }

  cancelChecks(id: string): BacktestInfo {
    this.#require(id);
    this.#checker.cancel(id);
    return this.#require(id);
  }

  trades(id: string, limit: number, offset: number): Trade[] {
    this.#require(id);
    return this.#options.store.trades(id, limit, offset);
  }

  equity(id: string, points: number, range: ChartRange = {}): BacktestPoint[] {
    return this.#charts.curve(this.#require(id), points, range);
  }

  candles(
    id: string,
    symbol: string,
    points: number,
    range: ChartRange = {},
  ): BacktestCandles | null {
    return this.#charts.candles(this.#require(id), symbol, points, range);
  }

  marks(id: string, symbol: string, limit: number, range: ChartRange = {}): TradeMarks {
    return this.#charts.marks(this.#require(id), symbol, limit, range);
  }

  listen(
    changed: (info: BacktestInfo) => void,
    removed: (id: string) => void = () => {},
  ): () => void {
    this.#listeners.add(changed);
    this.#removed.add(removed);
    return () => {
      this.#listeners.delete(changed);
      this.#removed.delete(removed);
    };
  }

  async #work(id: string, job: BacktestJob, signal: AbortSignal): Promise<void> {
    this.#change(id, { status: "RUNNING" });
    try {
      // The runner takes the job's own with it.
      const candles = keptCandles(job.markets);
      const result = await this.#options.runner.run(
        job,
        (progress) => this.#progress(id, progress),
        signal,
      );
      const isCanceled = result.status === "CANCELED";
      this.#finish(id, isCanceled ? { ...result, error: whyEnded(signal) } : result, candles);
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

  #finish(id: string, result: BacktestResult, candles: KeptColumns): void {
    const info = this.#infos.get(id);
    // Removed meanwhile.
    if (!info) return;
    const done = withOutcome(info, result, this.#options.clock.now());
    const { series, trades } = result;
    const columns = {
      ...keptCurve(series, result.settings.cash),
      ...candles,
      ...keptMarks(trades, info.symbols),
    };
    this.#options.store.finish({ id, body: done as unknown as Json }, { trades, columns });
    this.#set(done);
  }

  #end(id: string, status: BacktestStatus, error: string | null): void {
    const info = this.#infos.get(id);
    if (!info) return;
    this.#set({ ...info, status, error, leftMs: null, finishedAt: this.#options.clock.now() });
    this.#keep(id);
  }

  #keep(id: string): void {
    const info = this.#infos.get(id);
    if (info) this.#options.store.put({ id, body: info as unknown as Json });
  }

  #change(id: string, change: Partial<BacktestInfo>): void {
    const info = this.#infos.get(id);
    if (info) this.#set({ ...info, ...change });
  }

  #set(info: BacktestInfo): void {
    this.#infos.set(info.id, info);
    for (const listener of this.#listeners) listener(info);
  }

  #require(id: string): BacktestInfo {
    const info = this.#infos.get(id);
    if (info) return info;
    throw notFound(`No backtest has the id ${shown(id)}`);
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
