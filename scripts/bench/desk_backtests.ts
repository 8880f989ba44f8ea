import { fileURLToPath } from "node:url";
import { setTimeout as delay } from "node:timers/promises";
import { workerBacktests } from "../../engine/backtest/mod.ts";
import { sliceColumns } from "../../engine/domain/mod.ts";
import {
  type RightOfWay,
  StrategyLibrary,
  systemClock,
  systemTimers,
  WorkQueue,
} from "../../engine/mod.ts";
import { BacktestDesk, MarketSources, storedCandles } from "../../engine/service/backtest/mod.ts";
import {
  type BacktestStore,
  type MarketStore,
  openBacktestStore,
  openMarketStore,
} from "../../engine/store/mod.ts";
import { poolFor } from "../cli/research/pool.ts";
import { benchJob } from "./bench_job.ts";

const ROOT = new URL("../../", import.meta.url);
const STRATEGY = "ema_crossover";
const BARS = 1_000_000;
const SERIES = { source: "BINANCE", symbol: "BTCUSDT", timeframe: "1m" } as const;
/** Candles that are stored at a time. */
const PUT_BARS = 50_000;

/** Has a service's desk run backtests over stored candles, one after another, until it is disposed of. */
export class DeskBacktests implements AsyncDisposable {
  readonly #market: MarketStore;
  readonly #kept: BacktestStore;
  readonly #queue = new WorkQueue();
  readonly #desk: BacktestDesk;
  #finished = 0;
  #candles = 0;
  #isOver = false;
  #running: Promise<void> = Promise.resolve();

  private constructor(folder: string, market: MarketStore, rightOfWay?: RightOfWay) {
    this.#market = market;
    this.#kept = openBacktestStore(`${folder}/backtests.sqlite`);
    const library = new StrategyLibrary([fileURLToPath(new URL("lua-strategies", ROOT))]);
    const sources = new MarketSources(market, []);
    this.#desk = new BacktestDesk({
      runner: workerBacktests({
        url: new URL("dist/backtest_worker.js", ROOT),
        version: "bench",
        timers: systemTimers,
        ...rightOfWay && { rightOfWay: rightOfWay.sign },
      }),
      store: this.#kept,
      queue: this.#queue,
      clock: systemClock,
      defaultSource: "BINANCE",
      findStrategy: (name) => library.find(name),
      loadMarket: (symbol, asked) => sources.load(symbol, asked),
      ownCandles: storedCandles(market),
      checkerFor: (job) => poolFor(job, ROOT, 1, rightOfWay),
    });
  }

  /** @param folder for the files of its stores @param rightOfWay of the runners beside it; left out where none trade */
  static async open(folder: string, rightOfWay?: RightOfWay): Promise<DeskBacktests> {
    const market = openMarketStore(`${folder}/market.sqlite`);
    const { markets: [first] } = await benchJob(STRATEGY, BARS);
    for (let from = 0; from < BARS; from += PUT_BARS) {
      market.put(SERIES, sliceColumns(first!.columns, from, from + PUT_BARS));
    }
    return new DeskBacktests(folder, market, rightOfWay);
  }

  start(): void {
    this.#running = this.#run();
  }

  /** Bars worked off so far. */
  get candles(): number {
    return this.#finished + this.#candles;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isOver = true;
    const [under] = this.#desk.list();
    if (under?.finishedAt === null) this.#desk.cancel(under.id);
    await this.#running;
    await this.#queue.close();
    this.#kept.close();
    this.#market.close();
  }

  async #run(): Promise<void> {
    while (!this.#isOver) {
      const input = { strategy: STRATEGY, symbols: [SERIES.symbol], cash: 10_000_000 };
      const { id } = await this.#desk.run(input);
      // The end may have come while its candles were loaded.
      if (this.#isOver) this.#desk.cancel(id);
      const { status, error } = await this.#over(id);
      if (this.#isOver) return;
      if (status !== "DONE") throw new Error(`Backtest ${id} is ${status}: ${error}`);
      this.#finished += BARS;
      this.#candles = 0;
      await this.#look(id);
    }
  }

  async #over(id: string) {
    const { promise, resolve } = Promise.withResolvers<void>();
    const stop = this.#desk.listen((info) => {
      if (info.id !== id) return;
      this.#candles = info.progress * BARS;
      if (info.finishedAt !== null) resolve();
    });
    if (this.#desk.find(id)?.finishedAt === null) await promise;
    stop();
    // Not in the turn in which it came to its end.
    await delay(0);
    return this.#desk.find(id)!;
  }

  /** As the dashboard does with one that is over. */
  async #look(id: string): Promise<void> {
    await this.#desk.equity(id, 1_000);
    await this.#desk.candles(id, SERIES.symbol, 1_000);
    await this.#desk.marks(id, SERIES.symbol, 500);
    await this.#desk.trades(id, 100, 0);
  }
}
