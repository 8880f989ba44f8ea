import {
  createReplayFeed,
  createSimulatedFeed,
  type MarketFeed,
  type ReplayFile,
} from "../../engine/feeds/mod.ts";
import { InputError, systemClock, systemTimers } from "../../engine/mod.ts";
import type { ServiceOptions } from "./service_options.ts";
import { UsageError } from "./usage_error.ts";

/**
 * The feeds that a service with these options has. Files are read now, so that a broken one is told at once.
 *
 * @throws UsageError for a file that cannot be replayed, with its line
 */
export async function createFeeds(
  { seed, simulatedSpeed, replaySpeed, replay }: ServiceOptions,
): Promise<MarketFeed[]> {
  const time = { clock: systemClock, timers: systemTimers };
  const simulated = createSimulatedFeed({ seed, speed: simulatedSpeed, ...time });
  if (replay.length === 0) return [simulated];
  try {
    const replayed = createReplayFeed({
      files: replay.map(replayFile),
      speed: replaySpeed,
      ...time,
    });
    await replayed.validate();
    return [simulated, replayed];
  } catch (error) {
    if (error instanceof InputError) throw new UsageError(`--replay: ${error.message}`);
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
