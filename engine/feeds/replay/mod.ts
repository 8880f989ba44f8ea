import type { Instrument, Timeframe } from "../../domain/mod.ts";
import { badInput, timeframeMs, timeframeOf } from "../../domain/mod.ts";
import { innerMs } from "../../market/mod.ts";
import type { FeedStream, MarketFeed, StreamRequest, StreamSink } from "../feed.ts";
import { Outlet } from "../outlet.ts";
import { checkTimeframe } from "./check_timeframe.ts";
import { playRecording } from "../recording/mod.ts";
import { Library, type ReplayFile } from "./library.ts";
import { Recordings, sortFiles } from "./recordings.ts";
import { play, type ReplayPace } from "./stream.ts";

export type { ReplayFile } from "./library.ts";

/** The last moment that a date can name: what comes up to it is past. */
const LAST_TIME = 8.64e15;

export interface ReplayFeedOptions extends ReplayPace {
  readonly files: readonly ReplayFile[];
}

/** A feed of recorded candles: each stream starts at its file's start. */
export interface ReplayFeed extends MarketFeed {
  /** Reads all files. @throws InputError for the first that cannot be replayed, saying where */
  validate(): Promise<void>;
}

/**
 * Replays CSV files (plain or gzip) at a pace, see `docs/guides/replay.md`. A file serves the symbol
 * it is given for, else the one its name starts with, else any. Several files of a symbol are joined
 * in the order of their times. Coarser timeframes are made of a file's candles; quotes there are
 * none. A recording of a live feed serves the symbols that were recorded, and is played through the
 * code that made its rows live.
 *
 * @throws InputError for an unknown symbol or a speed that cannot be
 */
export function createReplayFeed(options: ReplayFeedOptions): ReplayFeed {
  const { speed, files } = options;
  if (speed !== "max" && !(speed > 0 && Number.isFinite(speed))) {
    throw badInput(
      `Cannot replay at speed ${speed}: it has to be max or a number above 0`,
      "speed",
    );
  }
  const { recordings, candles } = sortFiles(files);
  return new FileReplay(new Library(candles), new Recordings(recordings), options);
}

class FileReplay implements ReplayFeed {
  readonly kind = "REPLAY";
  readonly shared = false;
  readonly #library: Library;
  readonly #recordings: Recordings;
  readonly #pace: ReplayPace;
  readonly #streams = new Set<FeedStream>();

  constructor(library: Library, recordings: Recordings, pace: ReplayPace) {
    this.#library = library;
    this.#recordings = recordings;
    this.#pace = pace;
  }

  async validate(): Promise<void> {
    await this.#recordings.load();
    this.#library.leaveTo(this.#recordings.symbols);
    await this.#library.loadAll();
  }

  check(instrument: Instrument, timeframe: Timeframe): void {
    if (this.#recordings.find(instrument)) {
      return this.#recordings.check(instrument, timeframe);
    }
    this.#library.require(instrument, this.#recordings.symbols);
    const intervalMs = this.#library.intervalOf(instrument);
    if (intervalMs !== undefined) checkTimeframe(intervalMs, timeframe, instrument);
  }

  /** A recording keeps what was told of bars, which no past of candles is. */
  async detail(instrument: Instrument, timeframe: Timeframe): Promise<Timeframe | null> {
    if (this.#recordings.find(instrument)) return null;
    const { intervalMs } = await this.#library.load(instrument);
    const finer = innerMs(timeframeMs(timeframe), intervalMs);
    return finer === null ? null : timeframeOf(finer) ?? null;
  }

  /** A file that cannot be read is told of by the stream. */
  prepare(): Promise<void> {
    return this.#recordings.load().catch(() => {});
  }

  /** The orders of a recording's runners kept to its exchange's steps; candles say nothing of any. */
  terms(instrument: Instrument): Instrument {
    const recording = this.#recordings.find(instrument);
    return { ...instrument, ...recording?.terms.get(instrument.code) };
  }

  open(request: StreamRequest, sink: StreamSink): FeedStream {
    const outlet = new Outlet(sink, () => this.#streams.delete(outlet));
    this.#streams.add(outlet);
    void this.#play(request.pastOnly ? { ...request, after: LAST_TIME } : request, outlet);
    return outlet;
  }

  close(): void {
    for (const stream of [...this.#streams]) stream.close();
    this.#library.clear();
  }

  async #play(request: StreamRequest, outlet: Outlet): Promise<void> {
    try {
      await this.#recordings.load();
      const recording = this.#recordings.find(request.instrument);
      if (recording) return await playRecording(recording, request, outlet, this.#pace);
      this.#library.require(request.instrument, this.#recordings.symbols);
      const series = await this.#library.load(request.instrument);
      if (!outlet.closed) await play(series, request, outlet, this.#pace);
    } catch (error) {
      outlet.fail(error);
    }
  }
}
