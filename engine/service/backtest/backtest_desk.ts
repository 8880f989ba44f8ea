import {
  type BacktestJob,
  type BacktestRunner,
  type BacktestSettings,
  dataHash,
  type KeptRun,
  resultMarket,
  type RunProgress,
} from "../../backtest/mod.ts";
import { conflict, type Json, type Trade } from "../../domain/mod.ts";
import type { Clock } from "../../kernel/mod.ts";
import { type BacktestStore, MAX_KEPT_BACKTESTS } from "../../store/mod.ts";
import { resolveParameters } from "../../strategy/mod.ts";
import { askedCandles } from "./asked_candles.ts";
import type { BacktestApi, BacktestInfo, BacktestInput, BacktestStatus } from "./backtest_api.ts";
import type { Checker } from "../../backtest/checks/mod.ts";
import { candlesAgain, otherCandles } from "./candles_again.ts";
import { BacktestChecker, type CheckInput } from "./checks/mod.ts";
import {
  type BacktestCandles,
  BacktestCharts,
  type BacktestPoint,
  type ChartRange,
  type TradeMarks,
} from "./chart/mod.ts";
import { FRESH, interrupted } from "./fresh_info.ts";
import type { LoadedMarket } from "./loaded_market.ts";
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
import { failureWords } from "../failure_words.ts";
import { readTrades } from "./read_trades.ts";
import { LastingWork } from "../lasting_work.ts";
import { RunInfos } from "../run_infos.ts";
import { type HeavyWork, throwIfPutOff, type WorkQueue } from "../work_queue.ts";
import { isUnderWay } from "../under_way.ts";

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

/** What is kept of a backtest that was asked for, besides what everybody sees. */
interface AskedBacktest {
  readonly settings: BacktestSettings;
  readonly dataHash: string;
}

/** Takes backtests on, runs each in a worker when its turn comes, and keeps what they leave. */
export class BacktestDesk implements BacktestApi {
  readonly #options: BacktestDeskOptions;
  readonly #infos: RunInfos<BacktestInfo>;
  readonly #charts: BacktestCharts;
  readonly #checker: BacktestChecker;
  readonly #work: LastingWork<AskedBacktest, readonly LoadedMarket[]>;
  #saidAt = -Infinity;

  constructor(options: BacktestDeskOptions) {
    this.#options = options;
    const { store, queue, ownCandles } = options;
    this.#charts = new BacktestCharts(store, ownCandles);
    this.#work = new LastingWork(store.work, queue, {
      run: (id, asked, loaded, signal) => this.#run(id, asked, loaded, signal),
      putOff: (id) => this.#putOff(id),
      dropped: (id) => this.#end(id, "CANCELED", null),
      failed: (id, error, status) =>
        this.#end(id, status, failureWords("The backtest could not be run", error)),
    });
    this.#checker = new BacktestChecker({
      ...options,
      store: store.work,
      infoOf: (id) => this.#infos.require(id),
      candlesOf: (info) => candlesAgain(info, store, ownCandles),
      changed: (id, checks) => this.#change(id, { checks }),
      keep: (id, endedWork) => this.#keep(id, endedWork),
    });
    store.forgetUnfinished();
    const waiting = new Set(store.work.list().map(({ id }) => id));
    // The oldest first, as they are added from here on.
    const infos = store.list().toReversed().map(({ id, body }) => {
      const info = readInfo(body, FRESH);
      return waiting.has(id) ? info : interrupted(info);
    });
    this.#infos = new RunInfos("backtest", MAX_KEPT_BACKTESTS, infos);
  }

  /** What an earlier service left to do, for the queue. To be called once. */
  waiting(): HeavyWork[] {
    return this.#options.store.work.list().map((work) =>
      work.id === work.runId ? this.#work.waiting(work) : this.#checker.waiting(work)
    );
  }

  list(): BacktestInfo[] {
    return this.#infos.list();
  }

  find(id: string): BacktestInfo | undefined {
    return this.#infos.find(id);
  }

  run(input: BacktestInput): Promise<BacktestInfo> {
    return this.#options.queue.withPlace((place) => this.#ask(place, input));
  }

  async #ask(place: number, input: BacktestInput): Promise<BacktestInfo> {
    const { runner, store, queue, clock } = this.#options;
    const { asked, source, parameters, markets, terms } = await prepareBacktest(
      {
        ...this.#options,
        describe: (strategy) => runner.describe(strategy),
        candlesOf: (other) => this.#options.candlesOf?.(other) ?? this.candlesOf(other),
      },
      input,
      (declared) => resolveParameters(declared, input.parameters ?? {}),
    );
    const { timeframe } = asked;
    const data = await dataOf(markets);
    const settings = { ...terms, strategy: source, parameters, timeframe };
    const hash = await dataHash(markets);
    const columns = await askedCandles(markets, asked.source);
    // It may have ended meanwhile.
    queue.checkOpen();
    const id = `bt${store.nextNumber()}`;
    const { strategy: _text, ...shownSettings } = settings;
    const info: BacktestInfo = {
      ...FRESH,
      id,
      strategy: source.name,
      symbols: input.symbols,
      timeframe,
      // Plain data by construction.
      settings: {
        ...shownSettings,
        ...originOf(asked),
        ...asked.range,
        markets: markets.map(resultMarket),
      } as unknown as Json,
      data,
      createdAt: clock.now(),
    };
    const add = await this.#work.ask(
      { id, runId: id, place, body: { settings, dataHash: hash }, columns },
      { id, body: info as unknown as Json },
    );
    this.#infos.set(info);
    add(markets);
    return info;
  }

  /** The candles that one runs on, for another to run on. @throws InputError NOT_FOUND */
  candlesOf(id: string): OtherCandles {
    return otherCandles(() => this.#infos.require(id), this.#options.store, this.#options);
  }

  cancel(id: string): BacktestInfo {
    const info = this.#infos.require(id);
    if (!isUnderWay(info)) {
      throw conflict(`Backtest ${id} is ${info.status.toLowerCase()} already`);
    }
    this.#options.queue.cancel(id);
    return this.#infos.require(id);
  }

  async remove(id: string): Promise<string> {
    this.#infos.require(id);
    // First: where the store refuses, it is still there.
    this.#options.store.remove(id);
    // What ends now finds it gone and leaves nothing.
    this.#infos.remove(id);
    this.#options.queue.cancel(id);
    this.#checker.forget(id);
    await this.#options.store.giveBack(breathe);
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

  async #run(
    id: string,
    { settings, dataHash: hash }: AskedBacktest,
    loaded: readonly LoadedMarket[] | null,
    signal: AbortSignal,
  ): Promise<void> {
    this.#change(id, { status: "RUNNING" });
    const { store, runner, ownCandles } = this.#options;
    const asked = { ...this.#infos.require(id), dataHash: hash };
    const markets = loaded ?? await candlesAgain(asked, store.work, ownCandles);
    const job: BacktestJob = { settings, markets, dataHash: hash };
    const kept = await runner.runKept(job, (progress) => this.#progress(id, progress), signal);
    if (kept.outcome.status === "CANCELED") throwIfPutOff(signal);
    await this.#finish(id, kept);
  }

  #putOff(id: string): void {
    const { status, progress, barsPerSecond, leftMs, equity, tradeCount } = FRESH;
    this.#change(id, { status, progress, barsPerSecond, leftMs, equity, tradeCount });
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

  async #finish(id: string, { outcome, trades, columns }: KeptRun) {
    const info = this.#infos.find(id);
    // Removed meanwhile.
    if (!info) return;
    const isCanceled = outcome.status === "CANCELED";
    const result = isCanceled ? { ...outcome, error: null } : outcome;
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
    try {
      this.#keep(id, id);
    } catch (keptError) {
      // A disk that is full: this is shown as long as the program runs, and the next one begins it again.
      this.#change(id, {
        error: error ?? failureWords("That it ended could not be kept", keptError),
      });
    }
  }

  /** @param endedWork what it is the last word of */
  #keep(id: string, endedWork: string): void {
    const info = this.#infos.find(id);
    if (info) this.#options.store.put({ id, body: info as unknown as Json }, endedWork);
  }

  #change(id: string, change: Partial<BacktestInfo>): void {
    const info = this.#infos.find(id);
    if (info) this.#infos.set({ ...info, ...change });
  }
}
