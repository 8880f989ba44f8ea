import type { Clock, Timers } from "../kernel/clock.ts";
import type { FromShard, RunnerVitals } from "./messages.ts";
import { ShardHandle, type ShardOwner } from "./shard_handle.ts";
import type { SpawnShard } from "./transport.ts";

/** How often every shard is asked whether it is there. */
export const PING_MS = 1_000;
/** How long a shard may leave a ping unanswered before its runners move. */
export const SILENT_MS = 5_000;
/** Shards that may be lost before the engine says it is not healthy: an abandoned worker that is busy burns a core. */
export const MAX_LOST_SHARDS = 8;
/** How many more runners a shard may have than the least loaded one for the sake of a shared stream. */
const SHARING_SLACK = 8;

export interface PoolOptions {
  readonly size: number;
  readonly spawn: SpawnShard;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly silentMs?: number;
  readonly pingMs?: number;
  /** A batch of a shard that counts. */
  batch(shard: ShardHandle, message: FromShard & { type: "batch" }): void;
  vitals(runners: readonly RunnerVitals[]): void;
  /** A shard was given up; it is out of the pool already and a new one is in its place. */
  lost(shard: ShardHandle, reason: string): void;
}

/** A few shards, watched: one that crashes or falls silent is given up and replaced. */
export class ShardPool implements ShardOwner {
  readonly #options: PoolOptions;
  readonly #silentMs: number;
  readonly #stopWatch: () => void;
  #shards: ShardHandle[] = [];
  /** Shards that hold one suspect each and take no others. */
  #apart: ShardHandle[] = [];
  /** Where unknown strategies are looked at, and runners go that have used up a call's budget. */
  #side: ShardHandle | null = null;
  #spawned = 0;
  #lost = 0;

  constructor(options: PoolOptions) {
    this.#options = options;
    this.#silentMs = options.silentMs ?? SILENT_MS;
    for (let i = 0; i < options.size; i++) this.#shards.push(this.#spawn());
    this.#stopWatch = options.timers.every(options.pingMs ?? PING_MS, () => this.#watch());
  }

  get size(): number {
    return this.#shards.length + this.#apart.length;
  }
  /** All of them, whatever they are for. */
  get shards(): readonly ShardHandle[] {
    return [...this.#shards, ...this.#apart];
  }
  get lostShards(): number {
    return this.#lost;
  }

  /** The least loaded shard, or one of `preferred` (that has the stream already) if it is about as free. */
  place(preferred: readonly ShardHandle[] = []): ShardHandle {
    const byLoad = (a: ShardHandle, b: ShardHandle) => a.runners.size - b.runners.size;
    const freest = this.#shards.toSorted(byLoad)[0]!;
    const sharing = preferred.filter((shard) => !shard.abandoned).toSorted(byLoad)[0];
    return sharing && sharing.runners.size <= freest.runners.size + SHARING_SLACK
      ? sharing
      : freest;
  }

  /** A shard for one runner alone, beside the pool, so that it can harm no other. */
  quarantine(): ShardHandle {
    const shard = this.#spawn();
    this.#apart.push(shard);
    return shard;
  }

  /** The shard for what may be costly, away from the runners that are quick. */
  side(): ShardHandle {
    if (!this.#side || this.#side.abandoned) this.#side = this.quarantine();
    return this.#side;
  }

  /** Ends a quarantine that holds nobody any more. */
  retire(shard: ShardHandle): void {
    if (!this.#apart.includes(shard) || shard === this.#side || shard.runners.size > 0) return;
    this.#apart = this.#apart.filter((other) => other !== shard);
    shard.abandon(`shard ${shard.number} is not needed any more`);
  }

  close(): void {
    this.#stopWatch();
    for (const shard of this.shards) shard.abandon("the engine is closing");
    this.#shards = [];
    this.#apart = [];
  }

  batch(shard: ShardHandle, message: FromShard & { type: "batch" }): void {
    this.#options.batch(shard, message);
  }

  vitals(_shard: ShardHandle, runners: readonly RunnerVitals[]): void {
    this.#options.vitals(runners);
  }

  crashed(shard: ShardHandle, reason: string): void {
    this.#giveUp(shard, `crashed: ${reason}`);
  }

  #spawn(): ShardHandle {
    const { spawn, clock } = this.#options;
    return new ShardHandle(++this.#spawned, spawn, this, () => clock.now());
  }

  #watch(): void {
    const now = this.#options.clock.now();
    for (const shard of this.shards) {
      if (shard.pingedAt !== null && now - shard.pingedAt >= this.#silentMs) {
        this.#giveUp(shard, `did not answer for ${now - shard.pingedAt} ms`);
      } else shard.ping();
    }
  }

  #giveUp(shard: ShardHandle, reason: string): void {
    if (shard.abandoned) return;
    this.#lost++;
    this.#shards = this.#shards.filter((other) => other !== shard);
    this.#apart = this.#apart.filter((other) => other !== shard);
    shard.abandon(`shard ${shard.number} ${reason}`);
    if (this.#shards.length < this.#options.size) this.#shards.push(this.#spawn());
    this.#options.lost(shard, reason);
  }
}
