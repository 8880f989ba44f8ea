import { Counter, Gauge, Histogram, Registry } from "prom-client";
import {
  type EngineApi,
  type FeedCounters,
  type FeedView,
  TRADING_STATES,
} from "../../engine/mod.ts";
import type { PubSub } from "../pubsub/mod.ts";

const PREFIX = "trading_simulator_";

const FEED_COUNTERS: readonly (readonly [string, string, keyof FeedCounters])[] = [
  ["feed_messages_total", "Messages from a feed", "messages"],
  ["feed_garbage_total", "Messages from a feed that made no sense", "garbage"],
  ["feed_reconnects_total", "How often a feed connected anew", "reconnects"],
  ["feed_lost_bars_total", "Bars that a feed's source itself does not have", "lostBars"],
];

/** What Prometheus reads; most of it is asked for only when it does. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #requests: Counter<"method" | "route" | "status">;
  readonly #durations: Histogram<"route">;

  constructor(engine: EngineApi, pubsub: PubSub) {
    const registers = [this.#registry];
    this.#requests = new Counter({
      name: `${PREFIX}http_requests_total`,
      help: "HTTP requests answered",
      labelNames: ["method", "route", "status"],
      registers,
    });
    this.#durations = new Histogram({
      name: `${PREFIX}http_request_duration_seconds`,
      help: "Time until the answer began",
      labelNames: ["route"],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1, 5],
      registers,
    });
    this.#engine(engine);
    this.#trading(engine);
    this.#feeds(engine);
    this.#subscriptions(pubsub);
    this.#process(engine);
  }

  request(method: string, route: string, status: number, seconds: number): void {
    this.#requests.inc({ method, route, status });
    this.#durations.observe({ route }, seconds);
  }

  async respond(): Promise<Response> {
    return new Response(await this.#registry.metrics(), {
      headers: { "content-type": this.#registry.contentType, "cache-control": "no-store" },
    });
  }

  #gauge(name: string, help: string, read: () => number): void {
    new Gauge({
      name: `${PREFIX}${name}`,
      help,
      registers: [this.#registry],
      collect() {
        this.set(read());
      },
    });
  }

  /** A counter whose total is kept elsewhere. */
  #counter(name: string, help: string, read: () => number): void {
    new Counter({
      name: `${PREFIX}${name}`,
      help,
      registers: [this.#registry],
      collect() {
        this.reset();
        this.inc(read());
      },
    });
  }

  #engine(engine: EngineApi): void {
    new Gauge({
      name: `${PREFIX}runners`,
      help: "Runners by status",
      labelNames: ["status"],
      registers: [this.#registry],
      collect() {
        const { running, paused, stopped, failed } = engine.summary();
        for (const [status, count] of Object.entries({ running, paused, stopped, failed })) {
          this.set({ status }, count);
        }
      },
    });
    this.#gauge("runners_healthy", "Runners that are well", () => engine.summary().healthy);
    this.#gauge("shards", "Shards that host runners", () => engine.summary().shards);
    this.#counter("ticks_total", "Ticks received", () => engine.summary().ticks);
  }

  #trading(engine: EngineApi): void {
    new Gauge({
      name: `${PREFIX}trading_state`,
      help: "1 for what the whole engine may do now",
      labelNames: ["state"],
      registers: [this.#registry],
      collect() {
        const { state } = engine.summary().trading;
        for (const one of TRADING_STATES) this.set({ state: one }, one === state ? 1 : 0);
      },
    });
    this.#gauge(
      "open_orders",
      "Orders on their way or resting in the market",
      () => engine.summary().openOrders,
    );
    this.#gauge("open_positions", "Open positions", () => engine.summary().openPositions);
  }

  #feeds(engine: EngineApi): void {
    this.#feedGauge(
      engine,
      "feed_up",
      "1 while a feed is live",
      ({ status }) => +(status === "LIVE"),
    );
    this.#feedGauge(
      engine,
      "feed_data_age_seconds",
      "Age of a feed's newest data; left out before the first",
      ({ ageMs }) => ageMs === null ? null : ageMs / 1_000,
    );
    for (const [name, help, counter] of FEED_COUNTERS) {
      new Counter({
        name: `${PREFIX}${name}`,
        help,
        labelNames: ["feed"],
        registers: [this.#registry],
        collect() {
          this.reset();
          for (const { kind, counters } of engine.feeds()) {
            this.inc({ feed: kind }, counters[counter]);
          }
        },
      });
    }
  }

  #feedGauge(
    engine: EngineApi,
    name: string,
    help: string,
    read: (feed: FeedView) => number | null,
  ): void {
    new Gauge({
      name: `${PREFIX}${name}`,
      help,
      labelNames: ["feed"],
      registers: [this.#registry],
      collect() {
        this.reset();
        for (const feed of engine.feeds()) {
          const value = read(feed);
          if (value !== null) this.set({ feed: feed.kind }, value);
        }
      },
    });
  }

  #subscriptions(pubsub: PubSub): void {
    new Counter({
      name: `${PREFIX}events_total`,
      help: "Events published by type",
      labelNames: ["type"],
      registers: [this.#registry],
      collect() {
        this.reset();
        for (const [type, count] of pubsub.eventCounts) this.inc({ type }, count);
      },
    });
    this.#gauge("subscribers", "Open subscriptions", () => pubsub.subscribers);
    this.#counter(
      "updates_conflated_total",
      "Updates replaced by a newer one before a slow subscriber read them",
      () => pubsub.counts.conflated,
    );
    this.#counter(
      "subscriptions_overflowed_total",
      "Subscriptions ended because too much waited for them",
      () => pubsub.counts.overflowed,
    );
  }

  #process(engine: EngineApi): void {
    this.#gauge("uptime_seconds", "Time since the start", () => engine.health().uptimeMs / 1_000);
    this.#gauge(
      "heap_used_bytes",
      "Heap in use by the main thread",
      () => Deno.memoryUsage().heapUsed,
    );
    this.#gauge("resident_memory_bytes", "Memory of the process", () => Deno.memoryUsage().rss);
  }
}
