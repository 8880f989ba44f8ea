import type { Logger } from "pino";
import {
  BINANCE,
  BINANCE_US,
  createBinanceFeed,
  createFileRecorder,
  createReplayFeed,
  createSimulatedFeed,
  type Exchange,
  type FileRecorder,
  type MarketFeed,
  platformNetwork,
  type ReplayFile,
} from "../../engine/feeds/mod.ts";
import { InputError, systemClock, systemTimers } from "../../engine/mod.ts";
import type { MarketStore } from "../../engine/store/mod.ts";
import type { ServiceOptions } from "./service_options.ts";
import { UsageError } from "./usage_error.ts";

const TIME = { clock: systemClock, timers: systemTimers };

export interface Feeds {
  readonly feeds: readonly MarketFeed[];
  /** Finishes what the feeds write; the engine closes the feeds themselves. */
  close(): Promise<void>;
}

/**
 * The feeds that a service with these options has, besides the replay; no exchange is called before
 * a runner needs it.
 *
 * @throws UsageError for a file that cannot be recorded into
 */
export function createFeeds(
  options: ServiceOptions,
  store: MarketStore,
  logger: Logger,
): Feeds {
  const { seed, simulatedSpeed } = options;
  const feeds: MarketFeed[] = [createSimulatedFeed({ seed, speed: simulatedSpeed, ...TIME })];
  const recorder = fileRecorder(options, logger);
  for (const exchange of [BINANCE_US, BINANCE]) {
    const recorded = exchange.kind === options.feed ? recorder : undefined;
    feeds.push(liveFeed(exchange, options, store, logger, recorded));
  }
  return { feeds, close: async () => await recorder?.close() };
}

/**
 * The feed of the files to replay, all of them read, so that a broken one is told at once.
 *
 * @throws UsageError for a file that cannot be replayed, with its line
 */
export async function createReplay(
  { replay, replaySpeed }: ServiceOptions,
): Promise<MarketFeed[]> {
  if (replay.length === 0) return [];
  try {
    const feed = createReplayFeed({ files: replay.map(replayFile), speed: replaySpeed, ...TIME });
    await feed.validate();
    return [feed];
  } catch (error) {
    if (error instanceof InputError) throw new UsageError(`--replay: ${error.message}`);
    throw error;
  }
}

function liveFeed(
  exchange: Exchange,
  { binanceWs, binanceRest }: ServiceOptions,
  store: MarketStore,
  logger: Logger,
  recorder: FileRecorder | undefined,
): MarketFeed {
  return createBinanceFeed({
    exchange,
    ...(binanceWs === undefined ? {} : { ws: binanceWs }),
    ...(binanceRest === undefined ? {} : { rest: binanceRest }),
    ...(recorder === undefined ? {} : { recorder }),
    network: platformNetwork,
    ...TIME,
    random: Math.random,
    store,
    log: {
      info: (message) => logger.info({ feed: exchange.kind }, message),
      warn: (message) => logger.warn({ feed: exchange.kind }, message),
    },
  });
}

function fileRecorder({ record }: ServiceOptions, logger: Logger): FileRecorder | undefined {
  if (record === undefined) return undefined;
  try {
    const recorder = createFileRecorder({
      path: record,
      timers: systemTimers,
      warn: (message) => logger.warn(message),
    });
    logger.info(`recording into ${recorder.path}`);
    return recorder;
  } catch (error) {
    if (error instanceof InputError) throw new UsageError(`--record: ${error.message}`);
    throw error;
  }
}

/** `BTCUSDT=prices.csv`, or a file whose name says the symbol. */
function replayFile(text: string): ReplayFile {
  const [, symbol, path] = /^([A-Za-z0-9]+)=(.+)$/.exec(text) ?? [];
  return symbol === undefined || path === undefined
    ? { path: text }
    : { symbol: symbol.toUpperCase(), path };
}
