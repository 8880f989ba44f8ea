/** An engine in one thread with hand-fed data, for tests. */
import {
  createEngine,
  type EngineEvent,
  type EngineLog,
  type TradingEngine,
} from "../../engine/mod.ts";
import { openStore } from "../../engine/store/mod.ts";
import type { Store } from "../../engine/store/mod.ts";
import type { StrategyHost } from "../../engine/strategy/mod.ts";
import { createTsHost } from "../../engine/strategy/ts/mod.ts";
import { type LocalShards, localShards } from "./local_shards.ts";
import { ManualFeed } from "./manual_feed.ts";
import { FakeTime } from "./fake_time.ts";

export interface EngineBench {
  readonly engine: TradingEngine;
  readonly feed: ManualFeed;
  readonly time: FakeTime;
  readonly shards: LocalShards;
  readonly events: EngineEvent[];
  /** Resolves with the first event, past or future, that fits. */
  until(fits: (event: EngineEvent) => boolean): Promise<EngineEvent>;
  close(): Promise<void>;
}

export interface BenchOptions {
  readonly store?: Store;
  readonly feed?: ManualFeed;
  readonly strategies?: Readonly<Record<string, string>>;
  readonly lua?: Readonly<Record<string, string>>;
  readonly hosts?: () => readonly StrategyHost[];
  readonly shards?: number;
  readonly log?: EngineLog;
  /** How long runners may take to obey a change of the trading state. */
  readonly answerMs?: number;
  /** The shards' own clock, for latencies. */
  readonly wallClock?: () => number;
}

/** Buys on the first bar, sells on the third after. */
export const BUY_AND_SELL = `
export const description = "Buys, holds two bars, sells";
export const parameters = { bars: { default: 2, min: 1, max: 10, step: 1, description: "Bars to hold" } };
export function detectOpportunity() { return { seen: 1 }; }
export function filterCommitment() { return { action: "enter_long", quantity: 0.1 }; }
export function managePosition(market, context, indicators, tools) {
  return context.position.barsHeld >= tools.params.bars ? { action: "exit", reason: "held" } : null;
}
`;

export async function engineBench(options: BenchOptions = {}): Promise<EngineBench> {
  const time = new FakeTime();
  const feed = options.feed ?? new ManualFeed();
  const shards = localShards(options.hosts ?? (() => [createTsHost()]), options.wallClock);
  const folder = await Deno.makeTempDir();
  const strategies = { buy_and_sell: BUY_AND_SELL, ...options.strategies };
  for (const [name, text] of Object.entries(strategies)) {
    await Deno.writeTextFile(`${folder}/${name}.ts`, text);
  }
  for (const [name, text] of Object.entries(options.lua ?? {})) {
    await Deno.writeTextFile(`${folder}/${name}.lua`, text);
  }
  const store = options.store ?? openStore(":memory:");
  const engine = await createEngine({
    store,
    feeds: [feed],
    defaultFeed: feed.kind,
    strategyFolders: [folder],
    clock: time,
    timers: time,
    spawn: shards.spawn,
    shards: options.shards ?? 2,
    version: "test",
    silentMs: 5_000,
    pingMs: 1_000,
    ...(options.answerMs === undefined ? {} : { answerMs: options.answerMs }),
    ...(options.log ? { log: options.log } : {}),
  });
  const events: EngineEvent[] = [];
  const waiting = new Set<(event: EngineEvent) => void>();
  engine.listen({
    event(event) {
      events.push(event);
      for (const look of waiting) look(event);
    },
  });
  return {
    engine,
    feed,
    time,
    shards,
    events,
    until(fits) {
      const past = events.find(fits);
      if (past) return Promise.resolve(past);
      return new Promise((resolve) => {
        const look = (event: EngineEvent) => {
          if (!fits(event)) return;
          waiting.delete(look);
          resolve(event);
        };
        waiting.add(look);
      });
    },
    async close() {
      await engine.close();
      if (!options.store) store.close();
      await Deno.remove(folder, { recursive: true });
    },
  };
}
