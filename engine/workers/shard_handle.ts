import type { RunnerId, TradingState } from "../domain/mod.ts";
import type { StrategyDescription, StrategySource } from "../strategy/mod.ts";
import type { FromShard, RunnerObeyed, RunnerVitals, StreamRows, ToShard } from "./messages.ts";
import type { RunnerPort, ShardTransport, SpawnShard } from "./transport.ts";

/** What a shard's owner wants to know of it. */
export interface ShardOwner {
  batch(shard: ShardHandle, message: FromShard & { type: "batch" }): void;
  vitals(shard: ShardHandle, runners: readonly RunnerVitals[]): void;
  crashed(shard: ShardHandle, reason: string): void;
}

/** What became of looking at a strategy. */
export interface Described {
  readonly description: StrategyDescription;
  readonly costly: boolean;
}

interface Waiting<T> {
  resolve(value: T): void;
  reject(error: Error): void;
}

/** The main thread's end of one shard. After `abandon` nothing it says is heard any more. */
export class ShardHandle {
  readonly number: number;
  /** Runners placed here. */
  readonly runners = new Set<RunnerId>();
  /** When the shard last said anything, and the ping that is not answered yet; clock milliseconds. */
  lastHeard: number;
  pingedAt: number | null = null;
  readonly #transport: ShardTransport;
  readonly #owner: ShardOwner;
  readonly #now: () => number;
  readonly #described = new Map<number, Waiting<Described>>();
  readonly #ready = new Map<RunnerId, Waiting<string | null>>();
  readonly #obeyed = new Map<number, Waiting<readonly RunnerObeyed[]>>();
  #requests = 0;
  #abandoned = false;
  #outbox: StreamRows[] = [];
  #arrivedAt = 0;

  constructor(number: number, spawn: SpawnShard, owner: ShardOwner, now: () => number) {
    this.number = number;
    this.#owner = owner;
    this.#now = now;
    this.lastHeard = now();
    this.#transport = spawn({
      message: (message) => this.#receive(message),
      crashed: (reason) => {
        if (!this.#abandoned) owner.crashed(this, reason);
      },
    });
  }

  get abandoned(): boolean {
    return this.#abandoned;
  }

  post(message: ToShard): void {
    this.#flush();
    if (!this.#abandoned) this.#transport.post(message);
  }

  /** Rows of many streams that come in one turn of the event loop travel as one message. */
  send(rows: StreamRows): void {
    if (this.#outbox.length === 0) {
      this.#arrivedAt = performance.timeOrigin + performance.now();
      queueMicrotask(() => this.#flush());
    }
    this.#outbox.push(rows);
  }

  ping(): void {
    this.pingedAt ??= this.#now();
    this.post({ type: "ping" });
  }

  /** Resolves with why the strategy could not be put to work, or null. */
  addRunner(
    message: ToShard & { type: "add-runner" },
  ): { port: RunnerPort; ready: Promise<string | null> } {
    this.#flush();
    const { id } = message.record;
    const { promise, resolve, reject } = Promise.withResolvers<string | null>();
    this.#ready.set(id, { resolve, reject });
    this.runners.add(id);
    return { port: this.#transport.addRunner(message), ready: promise };
  }

  describe(source: StrategySource): Promise<Described> {
    const request = ++this.#requests;
    const { promise, resolve, reject } = Promise.withResolvers<Described>();
    this.#described.set(request, { resolve, reject });
    this.post({ type: "describe", request, source });
    return promise;
  }

  /** Tells all runners here what the whole engine may do. Rejects when the shard is given up first. */
  setTradingState(state: TradingState, flatten: boolean): Promise<readonly RunnerObeyed[]> {
    const request = ++this.#requests;
    const { promise, resolve, reject } = Promise.withResolvers<readonly RunnerObeyed[]>();
    this.#obeyed.set(request, { resolve, reject });
    this.post({ type: "trading-state", request, state, flatten });
    return promise;
  }

  /** Ends the shard, and with an error whatever still waits for it. */
  abandon(reason: string): void {
    if (this.#abandoned) return;
    this.#abandoned = true;
    this.#transport.terminate();
    const error = new Error(reason);
    for (const waiting of [this.#described, this.#ready, this.#obeyed]) {
      for (const { reject } of waiting.values()) reject(error);
      waiting.clear();
    }
  }

  #flush(): void {
    if (this.#outbox.length === 0) return;
    const batch = this.#outbox;
    this.#outbox = [];
    if (this.#abandoned) return;
    this.#transport.post({ type: "rows", batch, arrivedAt: this.#arrivedAt });
  }

  #receive(message: FromShard): void {
    if (this.#abandoned) return;
    this.lastHeard = this.#now();
    switch (message.type) {
      case "batch":
        this.#owner.batch(this, message);
        break;
      case "pong":
        this.pingedAt = null;
        this.#owner.vitals(this, message.runners);
        break;
      case "described":
        this.#described.get(message.request)?.resolve(message);
        this.#described.delete(message.request);
        break;
      case "trading-state-set":
        this.#obeyed.get(message.request)?.resolve(message.runners);
        this.#obeyed.delete(message.request);
        break;
      case "runner-ready":
        this.#ready.get(message.id)?.resolve(message.fault);
        this.#ready.delete(message.id);
        break;
      case "ready":
        break;
    }
  }
}
