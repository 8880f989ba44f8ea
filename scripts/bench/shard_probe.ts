import type { SpawnShard } from "../../engine/mod.ts";

/** Bounded by the length of a measurement; further ones are not kept. */
const MAX_SAMPLES = 100_000;

/**
 * Listens in between engine and shards: how long it takes from the moment that rows reach the engine
 * until all they caused is committed and published.
 */
export class ShardProbe {
  /** Milliseconds, one a message of rows. */
  samples: number[] = [];

  /** `spawn`, listened in on. */
  around(spawn: SpawnShard): SpawnShard {
    return (listener) => {
      // A shard answers messages of rows in their order, with one batch each.
      const waiting: number[] = [];
      const shard = spawn({
        ...listener,
        message: (message) => {
          listener.message(message);
          if (message.type !== "batch" || message.done.length === 0) return;
          const arrivedAt = waiting.shift();
          if (arrivedAt !== undefined) this.#record(now() - arrivedAt);
        },
      });
      return {
        post: (message) => {
          if (message.type === "rows") waiting.push(message.arrivedAt);
          shard.post(message);
        },
        addRunner: (message) => shard.addRunner(message),
        terminate: () => shard.terminate(),
      };
    };
  }

  reset(): void {
    this.samples = [];
  }

  #record(ms: number): void {
    if (this.samples.length < MAX_SAMPLES) this.samples.push(ms);
  }
}

const now = (): number => performance.timeOrigin + performance.now();
