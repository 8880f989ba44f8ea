import { createSimulatedFeed, type MarketFeed } from "../../engine/feeds/mod.ts";
import { systemClock, systemTimers } from "../../engine/mod.ts";
import type { ServiceOptions } from "./service_options.ts";

/** The feeds that a service with these options has. @throws InputError for files that cannot be used */
export function createFeeds({ seed, speed, replay }: ServiceOptions): MarketFeed[] {
  const time = { clock: systemClock, timers: systemTimers };
  const feeds: MarketFeed[] = [createSimulatedFeed({ seed, speed, ...time })];
  if (replay.length > 0) feeds.push();
  return feeds;
}
