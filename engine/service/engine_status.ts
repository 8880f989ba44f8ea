import { messageOf } from "../domain/mod.ts";
import type { EngineSummaryView, FeedView, HealthView } from "../api.ts";
import type { Clock } from "../kernel/clock.ts";
import type { Store } from "../store/store.ts";
import { MAX_LOST_SHARDS } from "../workers/mod.ts";
import type { Journal, Listeners } from "./events/mod.ts";
import { feedView, type OfferedFeeds } from "./feeds/mod.ts";
import type { Fleet, Roster } from "./fleet/mod.ts";
import { countRunners, isActive } from "./runners/mod.ts";
import type { Shutdown } from "./shutdown.ts";
import type { TradingSwitch } from "./trading/mod.ts";

export interface EngineStatusOptions {
  readonly version: string;
  /** Clock time when the engine was started. */
  readonly startedAt: number;
  readonly clock: Clock;
  readonly store: Store;
  readonly journal: Journal;
  readonly listeners: Listeners;
  readonly feeds: OfferedFeeds;
  readonly roster: Roster;
  readonly fleet: Fleet;
  readonly trading: TradingSwitch;
  readonly shutdown: Shutdown;
}

/** How the engine as a whole is doing. */
export class EngineStatus {
  readonly #options: EngineStatusOptions;

  constructor(options: EngineStatusOptions) {
    this.#options = options;
  }

  health(): HealthView {
    const reasons = this.#reasons();
    return {
      status: reasons.length === 0 ? "ok" : "unavailable",
      reasons,
      version: this.#options.version,
      uptimeMs: this.#uptimeMs(),
    };
  }

  summary(): EngineSummaryView {
    const { roster, fleet, listeners, trading } = this.#options;
    return {
      ...countRunners([...roster]),
      ticks: fleet.streams.rows,
      events: listeners.published,
      uptimeMs: this.#uptimeMs(),
      shards: fleet.pool.size,
      trading: trading.control,
    };
  }

  feeds(): FeedView[] {
    const { feeds, roster, fleet, clock, startedAt } = this.#options;
    const now = clock.now();
    const active = [...roster].filter(isActive);
    return feeds.all.map((feed) => {
      const runners = active.filter(({ record }) => record.feed === feed.kind).length;
      return feedView(feed, fleet.streams.of(feed.kind), runners, now, startedAt);
    });
  }

  #uptimeMs(): number {
    return this.#options.clock.now() - this.#options.startedAt;
  }

  /** Why the engine cannot do its work; none where it can. */
  #reasons(): string[] {
    const { fleet: { pool }, shutdown } = this.#options;
    return [
      ...shutdown.begun ? ["the service is shutting down"] : [],
      ...this.#storeReasons(),
      ...pool.lostShards >= MAX_LOST_SHARDS ? [`${pool.lostShards} shards were lost`] : [],
    ];
  }

  #storeReasons(): string[] {
    const { journal, store } = this.#options;
    if (journal.fault) return [`the store cannot be written: ${journal.fault}`];
    try {
      store.check();
      return [];
    } catch (error) {
      return [`the store does not answer: ${messageOf(error)}`];
    }
  }
}
