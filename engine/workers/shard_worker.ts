/**
 * The entry of a worker: one shard, no permissions. Bundled into one file, so nothing it imports may
 * need the network, the disk or the environment.
 */
/// <reference lib="deno.worker" />
import { createLuaHost } from "../strategy/lua/mod.ts";
import { createTsHost } from "../strategy/ts/mod.ts";
import type { ToShard } from "./messages.ts";
import { type ControlPort, Shard } from "./shard.ts";

interface WorkerScope {
  onmessage: ((event: MessageEvent<ToShard>) => void) | null;
  postMessage(message: unknown): void;
}

declare const self: WorkerScope;

const shard = new Shard({
  hosts: [createLuaHost(), createTsHost()],
  post: (message) => self.postMessage(message),
  wallClock: () => performance.timeOrigin + performance.now(),
});

self.onmessage = (event) => {
  const port: ControlPort | undefined = event.ports[0];
  shard.receive(event.data, port);
};

self.postMessage({ type: "ready" });
