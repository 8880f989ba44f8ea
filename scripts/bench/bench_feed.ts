import {
  barOpenTime,
  type CandleColumns,
  emptyColumns,
  type Instrument,
  RowKind,
  RowWriter,
  type Scale,
  scaleOf,
  timeframeMs,
} from "../../engine/domain/mod.ts";
import type { FeedStream, MarketFeed, StreamRequest, StreamSink } from "../../engine/feeds/feed.ts";
import { Prng, type Timers } from "../../engine/kernel/mod.ts";

/** Distance between two ticks of a symbol: ten a second. */
export const TICK_MS = 100;
/** Where the market's clock starts: the rows carry market time, the machine's clock stays out. */
const START = Date.UTC(2024, 0, 1);
/** Standard deviation of the price from tick to tick, as a share of it. */
const STEP = 0.0004;
const SPREAD = 0.0001;

/**
 * A market that only ticks, so that the service is measured and not its feed: every open stream gets
 * a row each {@link TICK_MS}, all in one turn of the event loop, as the simulated feed does it. Bars
 * close on all symbols at the same moment, which is the most that can come at once.
 */
export class BenchFeed implements MarketFeed {
  readonly kind = "SIMULATED";
  readonly shared = true;
  readonly #timers: Timers;
  readonly #streams = new Set<BenchStream>();
  #stop: (() => void) | null = null;
  #now = START;

  constructor(timers: Timers) {
    this.#timers = timers;
  }

  check(): void {}

  open(request: StreamRequest, sink: StreamSink): FeedStream {
    const stream = new BenchStream(request, sink, this.#now);
    this.#streams.add(stream);
    return { close: () => void this.#streams.delete(stream) };
  }

  /** @param speed 2 makes twice as many ticks and bars a second */
  run(speed = 1): void {
    this.#stop ??= this.#timers.every(TICK_MS / speed, () => this.#tick());
  }

  pause(): void {
    this.#stop?.();
    this.#stop = null;
  }

  close(): void {
    this.pause();
    this.#streams.clear();
  }

  #tick(): void {
    this.#now += TICK_MS;
    for (const stream of this.#streams) stream.tick(this.#now);
  }
}

/** A random walk and its bars. */
class BenchStream {
  readonly #sink: StreamSink;
  readonly #prng: Prng;
  readonly #scale: Scale;
  readonly #barMs: number;
  readonly #rows = new RowWriter();
  #price: number;
  #bar: { time: number; open: number; high: number; low: number; volume: number };

  constructor(
    { instrument, timeframe, historyBars }: StreamRequest,
    sink: StreamSink,
    now: number,
  ) {
    this.#sink = sink;
    this.#prng = Prng.from(instrument.code);
    this.#scale = scaleOf(instrument);
    this.#barMs = timeframeMs(timeframe);
    this.#price = instrument.simulation.price;
    this.#bar = this.#newBar(now);
    sink.history(this.#past(instrument, historyBars, now));
    sink.status("LIVE");
    this.#bar = this.#newBar(now);
  }

  tick(now: number): void {
    if (now >= this.#bar.time + this.#barMs) {
      this.#write(RowKind.CLOSE, now);
      this.#bar = this.#newBar(now);
      this.#write(RowKind.OPEN, now);
    } else {
      this.#move();
      this.#write(RowKind.UPDATE, now);
    }
    // A live feed does not wait for room.
    void this.#sink.push(this.#rows.take());
  }

  #past(instrument: Instrument, bars: number, now: number): CandleColumns {
    const columns = emptyColumns(bars);
    const end = barOpenTime(now, this.#barMs);
    for (let i = 0; i < bars; i++) {
      const open = this.#price;
      this.#move();
      columns.time[i] = end - (bars - i) * this.#barMs;
      columns.open[i] = open;
      columns.close[i] = this.#price;
      columns.high[i] = Math.max(open, this.#price);
      columns.low[i] = Math.min(open, this.#price);
      columns.volume[i] = instrument.quantityStep;
    }
    return columns;
  }

  #newBar(now: number) {
    const price = this.#price;
    const time = barOpenTime(now, this.#barMs);
    return { time, open: price, high: price, low: price, volume: 1 };
  }

  #move(): void {
    const moved = this.#price * (1 + STEP * this.#prng.normal());
    this.#price = this.#scale.toPrice(this.#scale.ticks(moved));
    this.#bar.high = Math.max(this.#bar.high, this.#price);
    this.#bar.low = Math.min(this.#bar.low, this.#price);
    this.#bar.volume++;
  }

  #write(kind: number, at: number): void {
    const { time, open, high, low, volume } = this.#bar;
    const close = this.#price;
    const half = close * SPREAD / 2;
    this.#rows.write(kind, at, time, open, high, low, close, volume, close - half, close + half);
  }
}
