import {
  type BacktestJob,
  type BacktestResult,
  type BacktestRunner,
  dataReport,
  type RunProgress,
} from "../../backtest/mod.ts";
import {
  badInput,
  conflict,
  type FeedKind,
  InputError,
  isTimeframe,
  type Json,
  notFound,
  shown,
  type Timeframe,
  TIMEFRAMES,
  type Trade,
} from "../../domain/mod.ts";
import type { Clock } from "../../kernel/mod.ts";
import { requireInstrument } from "../../market/mod.ts";
import type { BacktestStore, KeptColumns } from "../../store/mod.ts";
import { resolveParameters, type StrategySource } from "../../strategy/mod.ts";
import type {
  BacktestApi,
  BacktestData,
  BacktestInfo,
  BacktestInput,
  BacktestStatus,
} from "./backtest_api.ts";
import { candlesAgain } from "./candles_again.ts";
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
import { checkBars, type LoadedMarket } from "./loaded_market.ts";
import { DEFAULT_BARS, isStored, type OwnCandles } from "./market_sources.ts";
import { readInfo } from "./older_info.ts";
import { withOutcome } from "./outcome.ts";
import type { WorkQueue } from "../work_queue.ts";
import { backtestTerms } from "./terms.ts";

/** Symbols of one portfolio. */
export const MAX_SYMBOLS = 50;
/** Least time between two words on how far a backtest has come. */
const PROGRESS_MS = 200;

export interface BacktestDeskOptions {
  readonly runner: BacktestRunner;
  readonly store: BacktestStore;
  /** Ends them when it is closed. */
  readonly queue: WorkQueue;
  readonly clock: Clock;
  /** Source where none is given. */
  readonly defaultSource: FeedKind;
  /** @throws InputError when there is no such strategy, or its file cannot be used */
  findStrategy(name: string): Promise<StrategySource>;
  /** @throws InputError where there are no candles, saying which there are */
  loadMarket(symbol: string, asked: AskedMarket): Promise<LoadedMarket>;
  /** The same again, later. */
  readonly ownCandles: OwnCandles;
}

/** Which candles are wanted of a symbol. */
export interface AskedMarket {
  readonly source: FeedKind;
  readonly timeframe: Timeframe;
  readonly range: { readonly from?: number | undefined; readonly to?: number | undefined };
  readonly bars: number | undefined;
}

/** Takes backtests on, runs each in a worker when its turn comes, and keeps what they leave. */
export class BacktestDesk implements BacktestApi {
  readonly #options: BacktestDeskOptions;
  readonly #infos = new Map<string, BacktestInfo>();
  readonly #listeners = new Set<(info: BacktestInfo) => void>();
  readonly #charts: BacktestCharts;
  #saidAt = -Infinity;

  constructor(options: BacktestDeskOptions) {
    this.#options = options;
    this.#charts = new BacktestCharts(options.store, options.ownCandles);
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
    const asked = this.#asked(input);
    const source = await this.#options.findStrategy(input.strategy);
    const { parameters: specs, error } = await runner.describe(source);
    if (error !== null) throw badInput(error, "strategy");
    const parameters = resolveParameters(specs, input.parameters ?? {});
    const markets = await this.#markets(input, asked);
    const terms = backtestTerms(input, markets.map(({ instrument }) => instrument));
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
      dropped: () => this.#end(id, "CANCELED", null),
    });
    return info;
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
    this.#options.store.remove(id);
    return id;
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

  listen(changed: (info: BacktestInfo) => void): () => void {
    this.#listeners.add(changed);
    return () => void this.#listeners.delete(changed);
  }

  #asked(input: BacktestInput): AskedMarket {
    const { symbols, timeframe = "1m", from, to, source, bars, candlesOf } = input;
    if (symbols.length === 0 || symbols.length > MAX_SYMBOLS) {
      throw badInput(
        `symbols cannot be ${symbols.length}: it has to be 1 to ${MAX_SYMBOLS}`,
        "symbols",
      );
    }
    for (const symbol of symbols) requireInstrument(symbol);
    if (new Set(symbols).size < symbols.length) {
      throw badInput(`symbols cannot be ${shown(symbols)}: each of them once`, "symbols");
    }
    if (!isTimeframe(timeframe)) {
      throw badInput(
        `Unknown timeframe ${shown(timeframe)}: there are ${TIMEFRAMES.join(", ")}`,
        "timeframe",
      );
    }
    if (from !== undefined && to !== undefined && from >= to) {
      throw badInput(`from cannot be ${from}: it has to be before to, ${to}`, "from");
    }
    if (candlesOf !== undefined) return this.#askedAgain(candlesOf, input, timeframe);
    const chosen = source ?? this.#options.defaultSource;
    const wanted = isStored(chosen) ? undefined : bars ?? DEFAULT_BARS;
    return { source: chosen, timeframe, range: { from, to }, bars: wanted };
  }

  /** What the other one was asked for; only which of its candles there are counts. */
  #askedAgain(
    candlesOf: string,
    { symbols, from, to, source, bars }: BacktestInput,
    timeframe: Timeframe,
  ): AskedMarket {
    const other = this.#require(candlesOf);
    for (const [name, value] of Object.entries({ from, to, source, bars })) {
      if (value === undefined) continue;
      throw badInput(`${name} cannot be ${value}: candlesOf ${candlesOf} says it`, name);
    }
    const without = symbols.find((symbol) => !other.symbols.includes(symbol));
    if (without !== undefined) {
      throw badInput(
        `symbols cannot have ${without}: ${candlesOf} has ${other.symbols.join(", ")}`,
        "symbols",
      );
    }
    const { source: was = this.#options.defaultSource, bars: had } = infoSettings(other);
    return { source: was, timeframe, range: {}, bars: had };
  }

  async #markets(input: BacktestInput, asked: AskedMarket): Promise<LoadedMarket[]> {
    const { symbols, candlesOf } = input;
    const { store, ownCandles, loadMarket } = this.#options;
    if (candlesOf === undefined) {
      return await Promise.all(symbols.map((symbol) => loadMarket(symbol, asked)));
    }
    const all = await candlesAgain(this.#require(candlesOf), store, ownCandles);
    for (const { instrument, candleMs } of all) {
      checkBars(instrument.code, candleMs, asked.timeframe);
    }
    return symbols.map((symbol) => all.find(({ instrument }) => instrument.code === symbol)!);
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
      this.#finish(id, result, candles);
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
    const ended = { ...info, status, error, leftMs: null, finishedAt: this.#options.clock.now() };
    this.#set(ended);
    this.#options.store.put({ id, body: ended as unknown as Json });
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
  rejections: {},
  tradesHash: null,
  dataHash: null,
  finishedAt: null,
};

/** Where candles were asked for: a result does not know it. */
function originOf({ source, bars }: AskedMarket) {
  return { source, ...(bars === undefined ? {} : { bars }) };
}

function dataOf({ instrument, columns, candleMs, origin }: LoadedMarket): BacktestData {
  const report = dataReport(instrument.code, columns, candleMs);
  const { longestGaps: _gaps, largestOutliers: _outliers, usualMove: _usual, ...counts } = report;
  return { ...counts, origin };
}

/** What was under way when the program ended is not any more. */
function interrupted(info: BacktestInfo): BacktestInfo {
  if (info.status !== "QUEUED" && info.status !== "RUNNING") return info;
  return { ...info, status: "CANCELED", leftMs: null, error: "The service ended before it did" };
}
