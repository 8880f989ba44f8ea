import { join } from "node:path";
import { InputError, notFound, systemClock, type Timeframe } from "../../../engine/mod.ts";
import {
  type BacktestFile,
  checkBars,
  fileMarket,
  type LoadedMarket,
  sortBacktestFiles,
  storedMarket,
  usualTimeframe,
} from "../../../engine/service/backtest/mod.ts";
import { type MarketStore, openMarketStore } from "../../../engine/store/mod.ts";
import { EXCHANGES, seriesAsked } from "../download_exchanges.ts";
import { fetchLacking } from "../download_fetch.ts";
import { readDownloadOptions } from "../download_options.ts";
import { NO_PROGRESS, Progress, STDERR } from "../progress.ts";
import { UsageError } from "../usage_error.ts";
import type { BacktestOptions } from "./options.ts";

/** The candles of a backtest, and the bars to make of them. */
export interface BacktestData {
  readonly markets: readonly LoadedMarket[];
  readonly timeframe: Timeframe;
}

/**
 * Reads files, or what the store has; asks the exchange first where that is wanted.
 *
 * @throws InputError for a file that cannot be read and for data that is not there, saying what is
 */
export async function loadData(
  options: BacktestOptions,
  stop: AbortSignal,
): Promise<BacktestData> {
  return options.data.length > 0 ? await fromFiles(options) : await fromStore(options, stop);
}

async function fromFiles(options: BacktestOptions): Promise<BacktestData> {
  const { from, to, skipBad } = options;
  const given = options.data.map(backtestFile);
  for (const { path } of given) checkFile(path);
  const files = sortBacktestFiles(given, options.symbol);
  const markets: LoadedMarket[] = [];
  for (const [code, own] of files) {
    const { timeframe } = options;
    markets.push(await fileMarket(code, own, { range: { from, to }, timeframe, skipBad }));
  }
  const timeframe = options.timeframe ??
    usualTimeframe(Math.max(...markets.map(({ candleMs }) => candleMs)));
  for (const { instrument, candleMs } of markets) checkBars(instrument.code, candleMs, timeframe);
  return { markets, timeframe };
}

async function fromStore(options: BacktestOptions, stop: AbortSignal): Promise<BacktestData> {
  const { timeframe = "1m", detail, from, to } = options;
  const path = join(options.dataDir, "market.sqlite");
  if (!options.download && !exists(path)) {
    throw notFound(
      `Nothing was downloaded into ${options.dataDir} yet; --download asks the exchange`,
    );
  }
  const store = openMarketStore(path);
  try {
    if (options.download) await download(options, detail ?? timeframe, store, stop);
    const source = EXCHANGES[options.feed].kind;
    const rules = { source, timeframe, detail, range: { from, to } };
    const markets: LoadedMarket[] = [];
    for (const code of options.symbol) markets.push(await storedMarket(store, code, rules));
    return { timeframe, markets };
  } catch (error) {
    if (!(error instanceof InputError) || error.code !== "NOT_FOUND") throw error;
    throw options.download ? error : notFound(`${error.message}; --download asks the exchange`);
  } finally {
    store.close();
  }
}

/** What `download` would do first. */
async function download(
  { symbol, from, to, feed, binanceRest, dataDir }: BacktestOptions,
  timeframe: Timeframe,
  store: MarketStore,
  stop: AbortSignal,
): Promise<void> {
  const progress = Deno.stderr.isTerminal() ? new Progress(STDERR, systemClock) : NO_PROGRESS;
  const options = readDownloadOptions({
    symbol,
    timeframe: [timeframe],
    from,
    to,
    feed,
    binanceRest,
    dataDir,
  });
  try {
    const done = { candles: 0, share: 0 };
    await fetchLacking({ options, store, progress, stop, done }, seriesAsked(options));
  } finally {
    progress.clear();
  }
}

/** Before anything else is said of it. */
function checkFile(path: string): void {
  try {
    if (Deno.statSync(path).isFile) return;
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw new UsageError(`--data ${path}: there is no such file`);
  }
  throw new UsageError(`--data ${path} is no file`);
}

/** `BTCUSDT=prices.csv`, or a file whose name says the symbol. */
function backtestFile(text: string): BacktestFile {
  const [, symbol, path] = /^([A-Za-z0-9]+)=(.+)$/.exec(text) ?? [];
  return symbol === undefined || path === undefined
    ? { path: text }
    : { symbol: symbol.toUpperCase(), path };
}

function exists(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}
