import {
  barOpenTime,
  type CandleColumns,
  emptyColumns,
  type Timeframe,
  timeframeMs,
} from "../../domain/mod.ts";
import type { TimeRange } from "../../store/market_store.ts";
import type { Archive } from "./archive.ts";
import { joined, within } from "./columns.ts";
import { type KlineQuery, MAX_KLINES, type RestApi, RestError } from "./rest_api.ts";
import { SETTLE_MS } from "./settled.ts";

/** Longest hole that is fetched as a whole, in bars; of a longer one the newest. */
export const MAX_BACKFILL_BARS = 100_000;
/** How often a page with rows that make no sense is asked for. */
const GARBAGE_TRIES = 4;
/** Between the bars of a day or a week and minutes, so that their beginning takes few rows. */
const MIDDLE: Timeframe = "1h";

/** Finer candles, in order, that make the beginning of a bar. */
export interface Seed {
  readonly candles: CandleColumns;
  readonly fineMs: number;
}

/** What a stream has to know before its first row. */
export interface StreamPast {
  /** Whole bars, ascending. */
  readonly bars: CandleColumns;
  /** The bar that is under way, from its start up to the moment asked for. */
  readonly seeds: readonly Seed[];
}

/** Candles from the archive, and from the exchange where the archive has not got them. */
export class History {
  readonly #rest: RestApi;
  readonly #archive: Archive;
  readonly #now: () => number;

  /** @param now what time it is at the exchange; NaN where that is not known */
  constructor(rest: RestApi, archive: Archive, now: () => number) {
    this.#rest = rest;
    this.#archive = archive;
    this.#now = now;
  }

  /**
   * The last `bars` bars of a timeframe before `until`, and the beginning of the one that holds it.
   * Everything before `until` has to be over.
   *
   * @throws RestError
   */
  async before(
    symbol: string,
    timeframe: Timeframe,
    base: Timeframe,
    until: number,
    bars: number,
    signal: AbortSignal,
  ): Promise<StreamPast> {
    const barMs = timeframeMs(timeframe);
    const start = barOpenTime(until, barMs);
    const range = { from: Math.max(0, start - bars * barMs), to: start };
    const whole = await this.candles(symbol, timeframe, range, signal);
    if (start === until) return { bars: whole, seeds: [] };
    const middle = barMs > timeframeMs(MIDDLE) ? barOpenTime(until, timeframeMs(MIDDLE)) : start;
    const seeds: Seed[] = [];
    for (const [fine, from, to] of [[MIDDLE, start, middle], [base, middle, until]] as const) {
      if (from >= to) continue;
      const candles = await this.candles(symbol, fine, { from, to }, signal);
      seeds.push({ candles, fineMs: timeframeMs(fine) });
    }
    return { bars: whole, seeds };
  }

  /**
   * The candles of a range that is over.
   *
   * @throws RestError, also while the exchange does not yet show the last of them as over
   */
  async candles(
    symbol: string,
    timeframe: Timeframe,
    range: TimeRange,
    signal: AbortSignal,
  ): Promise<CandleColumns> {
    if (range.from >= range.to) return emptyColumns(0);
    const fetched: CandleColumns[] = [];
    for (const missing of this.#archive.missing(symbol, timeframe, range)) {
      const candles = await this.#over(symbol, timeframe, missing, signal);
      fetched.push(candles.rows);
      this.#archive.put(symbol, timeframe, candles.proven, candles.covered);
    }
    const kept = this.#archive.read(symbol, timeframe, range);
    if (!kept) return within(joined(fetched), range.from, range.to);
    // What the exchange has no later row for stands at the end, and is in what was fetched last.
    const last = kept.time.at(-1) ?? -Infinity;
    const rest = fetched.map((columns) => within(columns, last + 1, range.to));
    return joined([kept, ...rest]);
  }

  /** A range that is over, and how far the exchange has a later row for it. */
  async #over(symbol: string, timeframe: Timeframe, range: TimeRange, signal: AbortSignal) {
    const beyond = { from: range.from, to: range.to + timeframeMs(timeframe) };
    const candles = await this.fetch(symbol, timeframe, beyond, signal);
    const last = candles.time.at(-1) ?? range.from;
    if (last < range.to && this.#now() - range.to < SETTLE_MS) {
      const moment = new Date(range.to).toISOString();
      throw new RestError("SERVER", `the exchange does not show yet what is over at ${moment}`);
    }
    const covered = { from: range.from, to: Math.min(range.to, last) };
    return {
      rows: within(candles, range.from, range.to),
      proven: within(candles, covered.from, covered.to),
      covered,
    };
  }

  /**
   * From the exchange, page by page; forming candles included. Each page begins with the last candle of
   * the one before: a candle and the one after it are always out of one answer.
   *
   * @throws RestError
   */
  async fetch(
    symbol: string,
    timeframe: Timeframe,
    { from, to }: TimeRange,
    signal: AbortSignal,
  ): Promise<CandleColumns> {
    const barMs = timeframeMs(timeframe);
    const pages: CandleColumns[] = [];
    let next = Math.max(from, to - MAX_BACKFILL_BARS * barMs);
    while (next < to) {
      const limit = Math.min(MAX_KLINES, Math.ceil((to - next) / barMs));
      const query: KlineQuery = { symbol, interval: timeframe, from: next, to, limit };
      const candles = await this.#page(query, signal);
      const last = candles.time.at(-1);
      if (last === undefined) break;
      pages.push(candles);
      if (last === next || last + barMs >= to) break;
      next = last;
    }
    return joined(pages.map((page, i) => within(page, 0, pages[i + 1]?.time[0] ?? Infinity)));
  }

  /** One page; asked for again when rows in it make no sense. */
  async #page(query: KlineQuery, signal: AbortSignal): Promise<CandleColumns> {
    for (let tries = 1;; tries++) {
      const { candles, garbage } = await this.#rest.klines(query, signal);
      if (garbage === 0 || tries === GARBAGE_TRIES) return candles;
    }
  }
}
