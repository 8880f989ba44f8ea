/** Shards in the test's own thread: the same protocol, no worker to wait for. */
import type { StrategyHost } from "../../engine/strategy/mod.ts";
import {
  type ControlPort,
  Shard,
  type ShardListener,
  type SpawnShard,
} from "../../engine/workers/mod.ts";

export interface LocalShards {
  readonly spawn: SpawnShard;
  /** The listeners of all shards ever made, to let one crash. */
  readonly listeners: ShardListener[];
  /** Shards that hear nothing any more, by number from 0. */
  readonly deaf: Set<number>;
}

/** @param wallClock what the shards measure latencies with */
export function localShards(
  hosts: () => readonly StrategyHost[],
  wallClock: () => number = () => performance.timeOrigin + performance.now(),
): LocalShards {
  const listeners: ShardListener[] = [];
  const deaf = new Set<number>();
  return {
    listeners,
    deaf,
    spawn(listener) {
      const number = listeners.push(listener) - 1;
      const shard = new Shard({
        hosts: hosts(),
        post: (message) => {
          const copy = structuredClone(message);
          queueMicrotask(() => listener.message(copy));
        },
        wallClock,
      });
      return {
        post: (message) => {
          if (!deaf.has(number)) shard.receive(structuredClone(message));
        },
        addRunner(message) {
          const { port1, port2 } = new MessageChannel();
          const far: ControlPort = {
            onmessage: null,
            postMessage: (answer) => port2.postMessage(answer),
            close: () => port2.close(),
          };
          port2.onmessage = (event) => {
            if (!deaf.has(number)) far.onmessage?.(event);
          };
          if (!deaf.has(number)) shard.receive(structuredClone(message), far);
          return port1;
        },
        terminate() {
          deaf.add(number);
        },
      };
    },
  };
}
