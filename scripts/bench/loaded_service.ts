import { fileURLToPath } from "node:url";
import { setTimeout as delay } from "node:timers/promises";
import {
  createEngine,
  liveFirst,
  RightOfWay,
  systemClock,
  systemTimers,
  type TradingEngine,
  workerShards,
} from "../../engine/mod.ts";
import { SYMBOLS } from "../../engine/market/mod.ts";
import { openStore, type Store } from "../../engine/store/mod.ts";
import { serve, type Serving } from "../../graphql/mod.ts";
import { BenchFeed } from "./bench_feed.ts";
import { ShardProbe } from "./shard_probe.ts";

const ROOT = new URL("../../", import.meta.url);
const STRATEGY = "ema_crossover";
/** Runners that are created at the same time. */
const AT_ONCE = 20;
/** As the service itself has it. */
const SHARDS = Math.min(navigator.hardwareConcurrency, 8);
/** Vitals come with every ping. */
const PING_MS = 1_000;

export interface Latency {
  readonly p50: number;
  readonly p99: number;
  readonly samples: number;
}

/** The whole service with real workers, a store in a file and HTTP, on a feed that only ticks. */
export class LoadedService implements AsyncDisposable {
  readonly engine: TradingEngine;
  readonly feed: BenchFeed;
  readonly probe: ShardProbe;
  readonly rightOfWay: RightOfWay;
  readonly shards = SHARDS;
  readonly counts: { commits: number; events: number };
  readonly #serving: Serving;
  readonly #store: Store;
  readonly folder: string;

  private constructor(
    parts: {
      engine: TradingEngine;
      feed: BenchFeed;
      probe: ShardProbe;
      rightOfWay: RightOfWay;
      counts: { commits: number; events: number };
      serving: Serving;
      store: Store;
      folder: string;
    },
  ) {
    this.engine = parts.engine;
    this.feed = parts.feed;
    this.probe = parts.probe;
    this.rightOfWay = parts.rightOfWay;
    this.counts = parts.counts;
    this.#serving = parts.serving;
    this.#store = parts.store;
    this.folder = parts.folder;
  }

  static async open(): Promise<LoadedService> {
    const folder = await Deno.makeTempDir({ prefix: "bench-" });
    const counts = { commits: 0, events: 0 };
    const store = counted(openStore(`${folder}/trading.sqlite`), counts);
    const feed = new BenchFeed(systemTimers);
    const probe = new ShardProbe();
    const rightOfWay = new RightOfWay();
    const engine = await createEngine({
      store,
      feeds: [feed],
      defaultFeed: "SIMULATED",
      strategyFolders: ["lua-strategies", "tests/hostile"].map((path) =>
        fileURLToPath(new URL(path, ROOT))
      ),
      clock: systemClock,
      timers: systemTimers,
      spawn: probe.around(liveFirst(workerShards(new URL("dist/worker.js", ROOT)), rightOfWay)),
      shards: SHARDS,
      pingMs: PING_MS,
      version: "bench",
    });
    engine.listen({ event: () => void counts.events++ });
    const serving = await serve({
      engine,
      logger: { info() {}, error() {} },
      host: "127.0.0.1",
      port: 0,
      assets: { ui: { read: () => Promise.resolve(null) } },
    });
    return new LoadedService({ engine, feed, probe, rightOfWay, counts, serving, store, folder });
  }

  get url(): string {
    return this.#serving.url;
  }

  /** Runners on all symbols in turn, of a dozen settings, so that not all trade on the same bar. */
  async create(count: number): Promise<string[]> {
    const ids: string[] = [];
    for (let from = 0; from < count; from += AT_ONCE) {
      const some = Array.from({ length: Math.min(AT_ONCE, count - from) }, (_, k) => from + k);
      const made = await Promise.all(some.map((i) => this.#createOne(i)));
      ids.push(...made);
    }
    return ids;
  }

  /** Loadable scripts of `tests/hostile`, all on the first symbol. */
  async createHostile(count: number): Promise<void> {
    if (count === 0) return;
    const usable = (await this.engine.strategies()).filter(({ path, error }) =>
      path.includes("/tests/hostile/") && error === null
    );
    const some = usable.slice(0, count);
    if (some.length < count) throw new Error(`there are only ${some.length} hostile scripts`);
    const symbol = SYMBOLS[0]!.code;
    await Promise.all(
      some.map(({ name }) => this.engine.createRunner({ symbol, strategy: name, timeframe: "1s" })),
    );
  }

  async removeAll(): Promise<void> {
    await Promise.all(this.engine.runners().map(({ id }) => this.engine.removeRunner(id)));
  }

  /** Pauses all runners and resumes them, which starts their latency anew. */
  async restartLatencies(ids: readonly string[]): Promise<void> {
    await Promise.all(ids.map((id) => this.engine.pauseRunner(id)));
    await Promise.all(ids.map((id) => this.engine.resumeRunner(id)));
  }

  /** Lets some runners trade for a while and removes them. */
  async trade(runners: number, ms: number): Promise<void> {
    await this.create(runners);
    this.feed.run();
    await delay(ms);
    this.feed.pause();
    await this.removeAll();
  }

  /** Bytes the process holds once the main thread's garbage is collected. */
  settledRss(): number {
    const { gc } = globalThis as { gc?: () => void };
    gc?.();
    return Deno.memoryUsage().rss;
  }

  /** Counts anew from now on. */
  reset(): void {
    this.probe.reset();
    Object.assign(this.counts, { commits: 0, events: 0 });
  }

  /** The runners' own figures, waited for until the shards have handed them in. */
  async latencies(ids: readonly string[]): Promise<Latency[]> {
    await delay(2 * PING_MS + PING_MS / 2);
    return ids.map((id) => {
      const { p50, p99, samples } = this.engine.runnerHealth(id).latency;
      if (p50 === null || p99 === null) throw new Error(`runner ${id} has seen no tick`);
      return { p50, p99, samples };
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#serving.close();
    await this.engine.close();
    this.#store.close();
    await Deno.remove(this.folder, { recursive: true });
  }

  async #createOne(i: number): Promise<string> {
    const { id } = await this.engine.createRunner({
      symbol: SYMBOLS[i % SYMBOLS.length]!.code,
      strategy: STRATEGY,
      timeframe: "1s",
      parameters: { fast: 5 + i % 4, slow: 15 + 5 * (i % 3) },
    });
    return id;
  }
}

/** The store itself, with its commits counted. */
function counted(store: Store, counts: { commits: number }): Store {
  const commit = store.commit.bind(store);
  store.commit = (batch) => {
    counts.commits++;
    commit(batch);
  };
  return store;
}
