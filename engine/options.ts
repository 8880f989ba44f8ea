import type { FeedKind } from "./domain/mod.ts";
import type { MarketFeed } from "./feeds/feed.ts";
import type { Clock, Timers } from "./kernel/clock.ts";
import type { EngineLog } from "./service/engine_log.ts";
import type { Store } from "./store/store.ts";
import type { SpawnShard } from "./workers/mod.ts";

export interface EngineOptions {
  readonly store: Store;
  readonly feeds: readonly MarketFeed[];
  readonly defaultFeed: FeedKind;
  /** Folders with strategy files; the first one wins a name. */
  readonly strategyFolders: readonly string[];
  readonly clock: Clock;
  readonly timers: Timers;
  /** Makes one shard. */
  readonly spawn: SpawnShard;
  /** How many shards. */
  readonly shards: number;
  readonly version: string;
  readonly log?: EngineLog;
  /** How long a shard may be silent; for tests. */
  readonly silentMs?: number;
  readonly pingMs?: number;
  /** How long runners may take to obey a change of the trading state; for tests. */
  readonly answerMs?: number;
}
