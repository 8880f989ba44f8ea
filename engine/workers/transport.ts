import type { FromShard, RunnerAnswer, RunnerCall, ToShard } from "./messages.ts";

/** The near end of a runner's control channel. */
export interface RunnerPort {
  onmessage: ((event: MessageEvent<RunnerAnswer>) => void) | null;
  postMessage(message: RunnerCall): void;
  close(): void;
}

/** A shard seen from outside, wherever it lives. */
export interface ShardTransport {
  post(message: ToShard): void;
  /** Makes a control channel and gives its far end away with the message that announces it. */
  addRunner(message: ToShard & { type: "add-runner" }): RunnerPort;
  /** Ends the shard as far as the platform can. */
  terminate(): void;
}

/** Where a shard's messages and its end are reported. */
export interface ShardListener {
  message(message: FromShard): void;
  crashed(reason: string): void;
}

export type SpawnShard = (listener: ShardListener) => ShardTransport;

/** Shards as Web Workers without any permission. @param url the bundled worker */
export function workerShards(url: URL): SpawnShard {
  return (listener) => {
    const options = { type: "module", deno: { permissions: "none" } } as const;
    const worker = new Worker(url, options);
    worker.onmessage = (event: MessageEvent<FromShard>) => listener.message(event.data);
    worker.onerror = (event) => {
      // Without this the error would end the whole process.
      event.preventDefault();
      listener.crashed(event.message || "the worker reported an error");
    };
    worker.onmessageerror = () => listener.crashed("a message could not be read");
    return {
      post: (message) => worker.postMessage(message),
      addRunner(message) {
        const { port1, port2 } = new MessageChannel();
        worker.postMessage(message, [port2]);
        return port1;
      },
      terminate: () => worker.terminate(),
    };
  };
}
