/** A feed that delivers what the test tells it to. */
import { emptyColumns, type FeedKind, RowKind, RowWriter } from "../../engine/domain/mod.ts";
import type { FeedStream, MarketFeed, StreamRequest, StreamSink } from "../../engine/feeds/feed.ts";
import { timeframeMs } from "../../engine/domain/mod.ts";
import type { Bar } from "./scripted.ts";

export class ManualFeed implements MarketFeed {
  readonly kind: FeedKind;
  readonly shared: boolean;
  readonly opened: { request: StreamRequest; sink: StreamSink; closed: boolean }[] = [];
  time = Date.UTC(2024, 0, 1);
  readonly #waiting: { count: number; resolve: () => void }[] = [];

  constructor(kind: FeedKind = "SIMULATED", shared = true) {
    this.kind = kind;
    this.shared = shared;
  }

  get live() {
    return this.opened.filter((stream) => !stream.closed);
  }

  /** Resolves once so many streams were opened in all. */
  whenOpened(count: number): Promise<void> {
    if (this.opened.length >= count) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push({ count, resolve }));
  }

  check(): void {}

  open(request: StreamRequest, sink: StreamSink): FeedStream {
    const stream = { request, sink, closed: false };
    this.opened.push(stream);
    for (const { count, resolve } of this.#waiting) if (this.opened.length >= count) resolve();
    sink.history(emptyColumns(0));
    sink.status("LIVE");
    return { close: () => void (stream.closed = true) };
  }

  /** One bar to every open stream, or to those of one symbol. */
  bar([open, high, low, close]: Bar, symbol?: string): void {
    for (const { request, sink } of this.live) {
      if (symbol !== undefined && request.instrument.code !== symbol) continue;
      const barMs = timeframeMs(request.timeframe);
      const writer = new RowWriter();
      const { time } = this;
      writer.write(RowKind.OPEN, time, time, open, open, open, open, 0, NaN, NaN);
      writer.write(RowKind.CLOSE, time + barMs, time, open, high, low, close, 1, NaN, NaN);
      void sink.push(writer.take());
    }
    this.time += 60_000;
  }

  close(): void {
    for (const stream of this.opened) stream.closed = true;
  }
}
