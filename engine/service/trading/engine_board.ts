import type { EngineRiskView, SettingsInput } from "../../api.ts";
import {
  type EngineExposure,
  type EngineRiskSettings,
  NO_ENGINE_LIMITS,
  NO_EXPOSURE,
  sumExposure,
} from "../../domain/mod.ts";
import type { ShardHandle } from "../../workers/mod.ts";
import type { Journal } from "../events/mod.ts";
import type { RunnerEntry } from "../fleet/mod.ts";
import { engineRiskSettings } from "../settings/mod.ts";

export interface BoardOptions {
  readonly stored: EngineRiskSettings | undefined;
  readonly journal: Journal;
  shards(): readonly ShardHandle[];
  readonly roster: Iterable<RunnerEntry>;
}

/**
 * Limits over the whole engine: adds up what is committed, and tells each shard what the others hold. So
 * two orders that two shards judge in the same moment may pass a limit together.
 */
export class EngineBoard {
  readonly #options: BoardOptions;
  #limits: EngineRiskSettings;
  /** What each shard was last told. */
  readonly #told = new WeakMap<ShardHandle, string>();

  constructor(options: BoardOptions) {
    this.#options = options;
    this.#limits = options.stored ?? NO_ENGINE_LIMITS;
  }

  view(): EngineRiskView {
    return { limits: this.#limits, exposure: this.#exposure(() => true) };
  }

  /** Limits that are not named stay. @throws InputError naming the field */
  async change(change: SettingsInput): Promise<EngineRiskView> {
    const risk = engineRiskSettings(change, this.#limits);
    this.#set(risk);
    await this.#options.journal.commit({ settings: { risk }, events: [] });
    return this.view();
  }

  /** Something was committed that may have changed the sums. */
  changed(): void {
    if (!this.#isFree) this.#tellAll();
  }

  /** To be called before a shard gets a runner. */
  tell(shard: ShardHandle): void {
    const others = this.#isFree ? NO_EXPOSURE : this.#exposure(({ home }) => home?.shard !== shard);
    const board = { limits: this.#limits, others };
    const text = JSON.stringify(board);
    const known = this.#told.get(shard) ?? FREE;
    if (text === known) return;
    this.#told.set(shard, text);
    shard.post({ type: "risk-board", ...board });
  }

  #set(limits: EngineRiskSettings): void {
    const wasFree = this.#isFree;
    this.#limits = limits;
    if (!wasFree || !this.#isFree) this.#tellAll();
  }

  #tellAll(): void {
    for (const shard of this.#options.shards()) this.tell(shard);
  }

  get #isFree(): boolean {
    return Object.values(this.#limits).every((most) => most === null);
  }

  #exposure(counts: (entry: RunnerEntry) => boolean): EngineExposure {
    const entries = [...this.#options.roster].filter(counts);
    return sumExposure(entries.flatMap((entry) => entry.exposure() ?? []), NO_EXPOSURE);
  }
}

const FREE = JSON.stringify({ limits: NO_ENGINE_LIMITS, others: NO_EXPOSURE });
