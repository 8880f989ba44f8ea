import type { CandleColumns } from "../../domain/mod.ts";
import type { Timers } from "../../kernel/mod.ts";
import type { History } from "./history.ts";
import { type RestApi, RestError } from "./rest_api.ts";
import type { SymbolMarket } from "./symbol_market.ts";

/** Bars that a market begins with. */
const FIRST_BARS = 120;
/** How long the exchange is given to have a bar that it did not have a moment ago, times the tries. */
const NOT_YET_MS = 400;
/** First wait after a request that came to nothing; doubled up to the longest. */
const RETRY_MS = 1_000;
const MAX_RETRY_MS = 30_000;

export interface BackfillOptions {
  readonly rest: RestApi;
  readonly history: History;
  readonly timers: Timers;
  /** Base bars from where they were needed on; `serverTime` was read before they were asked for. */
  answered(market: SymbolMarket, candles: CandleColumns, serverTime: number): void;
  clock(serverTime: number): void;
  /** The bars cannot be had now; it is tried again. */
  failed(market: SymbolMarket, reason: string): void;
}

interface Job {
  readonly abort: AbortController;
  failures: number;
  stopTimer: () => void;
}

/** Fetches what a market has missed, one job a market, for as long as it takes. */
export class Backfill {
  readonly #options: BackfillOptions;
  readonly #jobs = new Map<SymbolMarket, Job>();
  /** The exchange's clock while it is being read: those who ask meanwhile share the answer. */
  #time: Promise<number> | null = null;
  readonly #closing = new AbortController();

  constructor(options: BackfillOptions) {
    this.#options = options;
  }

  /** @param from open time of the first bar needed; NaN for a market that begins */
  need(market: SymbolMarket, from: number, tries: number): void {
    if (this.#jobs.has(market) || this.#closing.signal.aborted) return;
    const job = { abort: new AbortController(), failures: 0, stopTimer: () => {} };
    this.#jobs.set(market, job);
    if (tries === 0) void this.#run(market, from, job);
    else this.#later(market, from, job, NOT_YET_MS * tries);
  }

  /** Reads the exchange's clock again, without anybody having to wait for it. */
  readClock(): void {
    this.#serverTime().catch(() => {});
  }

  forget(market: SymbolMarket): void {
    const job = this.#jobs.get(market);
    if (!job) return;
    this.#jobs.delete(market);
    job.stopTimer();
    job.abort.abort();
  }

  /** Gives up all jobs: the connection they were for is gone. */
  cancel(): void {
    for (const market of [...this.#jobs.keys()]) this.forget(market);
  }

  close(): void {
    this.cancel();
    this.#closing.abort();
  }

  #later(market: SymbolMarket, from: number, job: Job, ms: number): void {
    job.stopTimer = this.#options.timers.after(ms, () => void this.#run(market, from, job));
  }

  async #run(market: SymbolMarket, from: number, job: Job): Promise<void> {
    const { history } = this.#options;
    const { symbol, base, baseMs } = market;
    try {
      const serverTime = await this.#serverTime();
      if (job.abort.signal.aborted) return;
      const start = Number.isNaN(from)
        ? Math.floor(serverTime / baseMs - FIRST_BARS) * baseMs
        : from;
      // What begins later comes by stream.
      const range = { from: start, to: serverTime + 1 };
      const candles = await history.fetch(symbol, base, range, job.abort.signal);
      if (job.abort.signal.aborted) return;
      // Before the answer: it may ask for more.
      this.#jobs.delete(market);
      this.#options.answered(market, candles, serverTime);
    } catch (error) {
      if (!(error instanceof RestError)) throw error;
      if (job.abort.signal.aborted || error.fault === "ABORTED") return;
      this.#options.failed(market, error.message);
      const wait = Math.min(MAX_RETRY_MS, RETRY_MS * 2 ** job.failures++);
      this.#later(market, from, job, Math.max(wait, error.waitMs));
    }
  }

  #serverTime(): Promise<number> {
    this.#time ??= this.#readTime().finally(() => this.#time = null);
    return this.#time;
  }

  async #readTime(): Promise<number> {
    const time = await this.#options.rest.time(this.#closing.signal);
    this.#options.clock(time);
    return time;
  }
}
