import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { workerBacktests } from "../../engine/backtest/mod.ts";
import {
  type AskedMarket,
  BacktestDesk,
  MarketSources,
  type OwnCandles,
} from "../../engine/service/backtest/mod.ts";
import { StudyDesk } from "../../engine/service/studies/mod.ts";
import {
  openBacktestStore,
  openMarketStore,
  openStore,
  openStudyStore,
} from "../../engine/store/mod.ts";
import {
  createEngine,
  liveFirst,
  RightOfWay,
  StrategyLibrary,
  systemClock,
  systemTimers,
  type TradingEngine,
  workerShards,
  WorkQueue,
} from "../../engine/mod.ts";
import { folderAssets, serve } from "../../graphql/mod.ts";
import { createServiceLogger, logStrayErrors } from "./logging.ts";
import { createFeeds, createReplay } from "./feeds.ts";
import { poolFor } from "./research/pool.ts";
import type { ServiceOptions } from "./service_options.ts";
import { VERSION } from "./version.ts";

/** File in the data folder that holds everything. */
const STORE_FILE = "trading.sqlite";
/** The one beside it that keeps candles of exchanges, for all programs that need them. */
const MARKET_FILE = "market.sqlite";
/** Backtests and what they left. */
const BACKTEST_FILE = "backtests.sqlite";
/** Sweeps and walk-forwards, and what they left. */
const STUDY_FILE = "studies.sqlite";
/** One core is left to the runners that trade live. */
const HEAVY_WORKERS = Math.max(1, navigator.hardwareConcurrency - 1);
/** More workers than this share no more work than they cost. */
const MAX_SHARDS = 8;

export interface Service {
  readonly url: string;
  readonly engine: TradingEngine;
  /** Folder of the strategies that come along. */
  readonly builtIn: string;
  /** Stops listening, commits what is under way, closes the store. */
  close(): Promise<void>;
}

/**
 * Wires the parts: store, feeds, engine, HTTP.
 *
 * @param prepare has the engine before anybody else
 * @throws what cannot be had, in words for the user
 */
export async function openService(
  options: ServiceOptions,
  root: URL,
  prepare: (engine: TradingEngine) => Promise<void> = async () => {},
): Promise<Service> {
  const logger = await createServiceLogger(options.logLevel);
  logStrayErrors(logger);
  const closers: (() => void | Promise<void>)[] = [];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const replay = await createReplay(options);
    const store = openStore(join(options.dataDir, STORE_FILE));
    closers.push(() => store.close());
    const market = openMarketStore(join(options.dataDir, MARKET_FILE));
    closers.push(() => market.close());
    const { feeds, close: closeFeeds } = createFeeds(options, market, logger);
    closers.push(closeFeeds);
    const builtIn = fileURLToPath(new URL("lua-strategies", root));
    const own = options.strategies === undefined ? undefined : resolve(options.strategies);
    // The first folder wins a name: the user's own strategies before those that come along.
    const strategyFolders = own === undefined ? [builtIn] : [own, builtIn];
    const rightOfWay = new RightOfWay();
    const engine = await createEngine({
      store,
      feeds: [...feeds, ...replay],
      defaultFeed: options.feed,
      strategyFolders,
      clock: systemClock,
      timers: systemTimers,
      spawn: liveFirst(workerShards(new URL("dist/worker.js", root)), rightOfWay),
      shards: Math.min(navigator.hardwareConcurrency, MAX_SHARDS),
      version: VERSION,
      log: logger,
    });
    closers.push(() => engine.close());
    await prepare(engine);
    const kept = openBacktestStore(join(options.dataDir, BACKTEST_FILE));
    closers.push(() => kept.close());
    const keptStudies = openStudyStore(join(options.dataDir, STUDY_FILE));
    closers.push(() => keptStudies.close());
    const queue = new WorkQueue();
    closers.push(() => queue.close());
    const library = new StrategyLibrary(strategyFolders);
    const sources = new MarketSources(market, [...feeds, ...replay]);
    const ownCandles: OwnCandles = (...asked) => sources.again(...asked);
    const runner = workerBacktests({
      url: new URL("dist/backtest_worker.js", root),
      version: VERSION,
      timers: systemTimers,
      rightOfWay: rightOfWay.sign,
    });
    const common = {
      queue,
      clock: systemClock,
      defaultSource: options.feed,
      findStrategy: (name: string) => library.find(name),
      loadMarket: (symbol: string, asked: AskedMarket) => sources.load(symbol, asked),
      ownCandles,
      candlesOf: (id: string) => (studies.find(id) ? studies : backtests).candlesOf(id),
    };
    const backtests: BacktestDesk = new BacktestDesk({
      ...common,
      runner,
      store: kept,
      checkerFor: (job) => poolFor(job, root, HEAVY_WORKERS, rightOfWay),
    });
    const studies: StudyDesk = new StudyDesk({
      ...common,
      store: keptStudies,
      version: VERSION,
      describe: (source) => runner.describe(source),
      evaluatorFor: (job) => poolFor(job, root, HEAVY_WORKERS, rightOfWay),
    });
    const serving = await serve({
      engine,
      backtests,
      studies,
      logger,
      host: options.host,
      port: options.port,
      assets: { ui: folderAssets(new URL("dist/ui/", root)) },
      corsOrigins: options.corsOrigin,
      ...(options.token === undefined ? {} : { token: options.token }),
    });
    closers.push(() => serving.close());
    queue.resume([...backtests.waiting(), ...studies.waiting()]);
    return { url: serving.url, engine, builtIn, close };
  } catch (error) {
    await close();
    throw error;
  }
}
