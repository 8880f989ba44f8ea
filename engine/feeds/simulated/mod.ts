import type { Instrument, Timeframe } from "../../domain/mod.ts";
import { badInput, timeframeMs } from "../../domain/mod.ts";
import type { Clock, Timers } from "../../kernel/mod.ts";
import { breathe } from "../breathe.ts";
import type { FeedStream, MarketFeed, StreamRequest, StreamSink } from "../feed.ts";
import { Outlet } from "../outlet.ts";
import { DayTrack } from "./day_track.ts";
import { HOUR_MS } from "./hour_ticks.ts";
import { MarketTime } from "./market_time.ts";
import { MAX_STEP_MS, SimulatedStream } from "./stream.ts";
import { SymbolPath } from "./symbol_path.ts";

/** How often streams move on. */
const PUMP_MS = 100;
/** At maximum speed, bars of the shortest open timeframe between two turns of the event loop. */
const MAX_BARS_A_TURN = 256;
/** At maximum speed, turns in which a past that somebody wants is made for one in which the market moves on. */
const PAST_TURNS = 32;
/** Hours of a past that are made in some 15 s: 5,000 days. */
const PAST_HOURS = 120_000;

export interface SimulatedFeedOptions {
  /** Another seed is another market. */
  readonly seed: number;
  /** Market seconds a second; `max` is as fast as the sinks take it. */
  readonly speed: number | "max";
  readonly clock: Clock;
  readonly timers: Timers;
  /** Market time at the first stream's start, UTC epoch milliseconds; else the clock's. */
  readonly startAt?: number;
}

/**
 * A market made of random numbers: the same for the same seed, symbol and market time, whoever asks
 * and whenever (see `docs/decisions/simulated-market.md`). All symbols trade around the clock.
 *
 * @throws InputError for a seed, speed or start that cannot be
 */
export function createSimulatedFeed(options: SimulatedFeedOptions): MarketFeed {
  checkOptions(options);
  return new SimulatedFeed(options);
}

function checkOptions({ seed, speed, startAt }: SimulatedFeedOptions): void {
  if (!Number.isSafeInteger(seed)) {
    throw badInput(`Cannot use seed ${seed}: it has to be a whole number`, "seed");
  }
  if (speed !== "max" && !(speed > 0 && Number.isFinite(speed))) {
    throw badInput(`Cannot use speed ${speed}: it has to be max or a number above 0`, "speed");
  }
  if (startAt !== undefined && !(startAt >= 0 && Number.isFinite(startAt))) {
    throw badInput(`Cannot start at ${startAt}: it has to be epoch milliseconds`, "startAt");
  }
}

class SimulatedFeed implements MarketFeed {
  readonly kind = "SIMULATED";
  readonly shared = true;
  readonly #options: SimulatedFeedOptions;
  readonly #time: MarketTime;
  readonly #tracks = new Map<string, DayTrack>();
  readonly #paths = new Map<string, SymbolPath>();
  /** Those that move on. */
  readonly #streams = new Set<SimulatedStream>();
  /** Those of which only the past is wanted: the market waits for none of them. */
  readonly #pasts = new Set<SimulatedStream>();
  #stopPump: (() => void) | undefined;

  constructor(options: SimulatedFeedOptions) {
    this.#options = options;
    this.#time = new MarketTime(options.clock, options.speed, options.startAt);
  }

  check(instrument: Instrument): void {
    if (instrument.feeds.includes("SIMULATED")) return;
    throw badInput(
      `The simulated feed has no ${instrument.code}: it is on ${instrument.feeds.join(", ")}`,
      "feed",
    );
  }

  longestPast(timeframe: Timeframe): number {
    return Math.floor(PAST_HOURS * HOUR_MS / timeframeMs(timeframe));
  }

  open(request: StreamRequest, sink: StreamSink): FeedStream {
    const { instrument, timeframe, after, pastOnly = false } = request;
    if (!pastOnly) this.#time.start();
    if (after !== undefined) this.#time.notBefore(after + timeframeMs(timeframe));
    const outlet = new Outlet(sink, () => this.#forget(stream));
    const path = this.#pathOf(instrument);
    const stream = new SimulatedStream(path, request, outlet, this.#time.now());
    if (pastOnly) this.#pasts.add(stream);
    else this.#follow(stream);
    const past = new SymbolPath(this.#options.seed, instrument, this.#trackOf(instrument));
    void stream.begin(past, request.historyBars).then(() => {
      if (!pastOnly && this.#options.speed !== "max") stream.advance(this.#time.now());
    });
    return stream;
  }

  close(): void {
    for (const stream of [...this.#streams, ...this.#pasts]) stream.close();
    this.#paths.clear();
    this.#tracks.clear();
  }

  #trackOf(instrument: Instrument): DayTrack {
    return remember(
      this.#tracks,
      instrument.code,
      () => new DayTrack(this.#options.seed, instrument),
    );
  }

  #pathOf(instrument: Instrument): SymbolPath {
    return remember(
      this.#paths,
      instrument.code,
      () => new SymbolPath(this.#options.seed, instrument, this.#trackOf(instrument)),
    );
  }

  #follow(stream: SimulatedStream): void {
    this.#streams.add(stream);
    this.#run();
  }

  #forget(stream: SimulatedStream): void {
    this.#pasts.delete(stream);
    this.#streams.delete(stream);
    if (this.#streams.size > 0) return;
    this.#stopPump?.();
    this.#stopPump = undefined;
  }

  /** Starts to move streams, if that is not going on already. */
  #run(): void {
    if (this.#stopPump) return;
    if (this.#options.speed !== "max") {
      this.#stopPump = this.#options.timers.every(PUMP_MS, () => this.#advance());
      return;
    }
    let running = true;
    this.#stopPump = () => running = false;
    void this.#race(() => running);
  }

  #advance(): void {
    const now = this.#time.now();
    for (const stream of this.#streams) stream.advance(now);
  }

  /** Maximum speed: market time moves on as soon as every stream has got there. */
  async #race(running: () => boolean): Promise<void> {
    await breathe();
    while (running()) {
      const streams = [...this.#streams];
      const now = this.#time.now();
      if (streams.every((stream) => stream.isAt(now))) this.#time.step(turnMs(streams));
      this.#advance();
      await Promise.all(streams.map((stream) => stream.full));
      await breathe();
      await this.#shareWithPasts();
    }
  }

  /** A turn of the market takes as long as dozens of those in which a past is made: half of the time each. */
  async #shareWithPasts(): Promise<void> {
    for (let turn = 0; turn < PAST_TURNS && this.#pasts.size > 0; turn++) await breathe();
  }
}

function turnMs(streams: readonly SimulatedStream[]): number {
  const shortest = Math.min(...streams.map((stream) => stream.barMs));
  return Math.min(shortest * MAX_BARS_A_TURN, MAX_STEP_MS);
}

function remember<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
