import type { Instrument, SymbolTerms } from "../../domain/mod.ts";
import type { Clock, Timers } from "../../kernel/mod.ts";
import { SYMBOLS } from "../../market/mod.ts";
import type { Archive } from "./archive.ts";
import type { BinanceLog } from "./binance_feed.ts";
import type { Exchange } from "./exchanges.ts";
import { type RestApi, RestError } from "./rest_api.ts";

/** How long terms are taken for good, and how soon they are asked for again when that failed. */
const FRESH_MS = 24 * 3_600_000;
const RETRY_MS = 10 * 60_000;
/** How long a new runner waits for the exchange's terms before it takes those that are known. */
const PATIENCE_MS = 3_000;

/**
 * In which steps the exchange trades each symbol: asked once a day, kept in the archive, and as
 * built in where the exchange was never reached.
 */
export class TermsDesk {
  readonly #exchange: Exchange;
  readonly #rest: RestApi;
  readonly #archive: Archive;
  readonly #clock: Clock;
  readonly #log: BinanceLog;
  readonly #closing = new AbortController();
  #terms: ReadonlyMap<string, SymbolTerms>;
  /** Clock time of the terms, and of the last attempt to get newer ones. */
  #at: number;
  #triedAt = -Infinity;
  #running: Promise<void> | null = null;
  /** It was said that they cannot be had. */
  #isTold = false;

  constructor(
    exchange: Exchange,
    rest: RestApi,
    archive: Archive,
    clock: Clock,
    log: BinanceLog,
  ) {
    this.#exchange = exchange;
    this.#rest = rest;
    this.#archive = archive;
    this.#clock = clock;
    this.#log = log;
    const kept = archive.terms();
    this.#terms = kept?.terms ?? new Map();
    this.#at = kept?.at ?? -Infinity;
  }

  of(instrument: Instrument): Instrument {
    return { ...instrument, ...this.#terms.get(instrument.code) };
  }

  /** Asks the exchange if what is known is too old. */
  refresh(): void {
    const now = this.#clock.now();
    if (now - this.#at < FRESH_MS || now - this.#triedAt < RETRY_MS || this.#running) return;
    this.#triedAt = now;
    this.#running = this.#fetch().finally(() => this.#running = null);
  }

  /** Resolves once the terms are fresh, or when that takes too long. */
  async prepare(timers: Timers): Promise<void> {
    this.refresh();
    if (!this.#running) return;
    const late = Promise.withResolvers<void>();
    const stop = timers.after(PATIENCE_MS, late.resolve);
    await Promise.race([this.#running, late.promise]);
    stop();
  }

  close(): void {
    this.#closing.abort();
  }

  async #fetch(): Promise<void> {
    const { kind, name } = this.#exchange;
    const symbols = SYMBOLS.filter(({ feeds }) => feeds.includes(kind)).map(({ code }) => code);
    try {
      const terms = await this.#rest.terms(symbols, this.#closing.signal);
      if (this.#closing.signal.aborted || terms.size === 0) return;
      this.#terms = terms;
      this.#at = this.#clock.now();
      this.#isTold = false;
      this.#archive.putTerms(terms, this.#at);
    } catch (error) {
      if (!(error instanceof RestError)) throw error;
      if (error.fault === "ABORTED" || this.#isTold) return;
      this.#isTold = true;
      const instead = this.#at === -Infinity ? "those built in" : "those of an earlier time";
      this.#log.warn(
        `${name}: the symbols' steps cannot be had, using ${instead}: ${error.message}`,
      );
    }
  }
}
