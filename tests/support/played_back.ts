/** What a recording of a live feed gives when it is replayed. */
import type { Timeframe } from "../../engine/domain/mod.ts";
import { createReplayFeed, type StreamRequest } from "../../engine/feeds/mod.ts";
import { requireInstrument } from "../../engine/market/mod.ts";
import { FakeTime } from "./fake_time.ts";
import { RecordingSink } from "./recording_sink.ts";

/** Plays one stream to its end, at maximum speed. */
export async function playedBack(
  path: string,
  symbol: string,
  timeframe: Timeframe,
  more: Partial<StreamRequest> = {},
): Promise<RecordingSink> {
  const time = new FakeTime();
  const feed = createReplayFeed({ files: [{ path }], speed: "max", clock: time, timers: time });
  const sink = new EndingSink();
  feed.open({ instrument: requireInstrument(symbol), timeframe, historyBars: 20, ...more }, sink);
  await sink.ended;
  feed.close();
  return sink;
}

class EndingSink extends RecordingSink {
  readonly #ending = Promise.withResolvers<void>();

  /** Resolves when nothing more will come. */
  get ended(): Promise<void> {
    return this.#ending.promise;
  }

  override status(...status: Parameters<RecordingSink["status"]>): void {
    super.status(...status);
    if (status[0] === "ENDED" || status[0] === "DOWN") this.#ending.resolve();
  }
}
