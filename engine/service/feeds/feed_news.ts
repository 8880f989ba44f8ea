import { type EngineEvent, type FeedStatus, type RunnerId, timeframeMs } from "../../domain/mod.ts";
import type { Clock } from "../../kernel/clock.ts";
import type { EngineLog } from "../engine_log.ts";
import type { EngineEvents, Journal } from "../events/mod.ts";
import { FeedLog, worstOf } from "./feed_log.ts";
import type { OfferedFeeds } from "./offered_feeds.ts";
import type { MarketStream } from "./stream.ts";
import type { StreamRegistry } from "./stream_registry.ts";

export interface FeedNewsOptions {
  readonly feeds: OfferedFeeds;
  readonly streams: StreamRegistry;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly sequence: EngineEvents;
  readonly log: EngineLog;
  /** What a runner shows may have changed. */
  changed(id: RunnerId): void;
}

/** What streams say about their data: as events of the engine, and as lines in its log. */
export class FeedNews {
  readonly #options: FeedNewsOptions;
  readonly #feedLog: FeedLog;

  constructor(options: FeedNewsOptions) {
    this.#options = options;
    this.#feedLog = new FeedLog(options.log);
  }

  status(stream: MarketStream, status: FeedStatus, detail: string | null): void {
    const { streams, changed } = this.#options;
    for (const id of stream.runners) changed(id);
    if (!streams.speaks(stream)) return;
    this.#log(stream, status, detail);
    const { channel } = stream.settings;
    this.#write({
      type: "FEED_STATUS_CHANGED",
      ...this.#origin(stream),
      channel,
      status,
      detail,
    });
  }

  /** Bars are missing that will not come any more. */
  gap(stream: MarketStream, from: number, to: number): void {
    const bars = Math.round((to - from) / timeframeMs(stream.settings.timeframe));
    this.#write({ type: "FEED_GAP", ...this.#origin(stream), from, to, bars });
  }

  #log(stream: MarketStream, status: FeedStatus, detail: string | null): void {
    const { feeds, streams, log } = this.#options;
    const { kind } = stream;
    const { feed, instrument } = stream.settings;
    const report = feed.report?.();
    // Each stream of a replay has a file, and faults, of its own.
    const alone = !feed.shared && feeds.all.includes(feed);
    if (status === "DOWN" && (alone || report?.status === "LIVE")) {
      log.warn({ feed: kind, symbol: instrument.code, detail }, "stream down");
    }
    if (alone) return;
    if (report) this.#feedLog.heard(kind, report.status, report.detail);
    else this.#feedLog.heard(kind, worstOf(streams.of(kind)), detail);
  }

  #origin({ kind, settings: { instrument, timeframe } }: MarketStream) {
    const { sequence, clock } = this.#options;
    return {
      sequence: sequence.next(),
      time: clock.now(),
      runnerId: null,
      symbol: instrument.code,
      feed: kind,
      timeframe,
    };
  }

  #write(event: EngineEvent): void {
    this.#options.journal.write({ events: [event] });
  }
}
