import type { SymbolTerms } from "../../domain/mod.ts";
import { timeframeMs } from "../../domain/mod.ts";
import type { Clock, Timers } from "../../kernel/mod.ts";
import type { Exchange } from "./exchanges.ts";
import type { Network } from "./network.ts";
import { type KlineAnswer, type KlineQuery, MAX_KLINES, type RestApi } from "./rest_api.ts";
import { readKlines } from "./rest_klines.ts";
import { epochMs } from "./rest_numbers.ts";
import { Requests } from "./rest_requests.ts";
import { readTerms } from "./rest_terms.ts";
import { MAX_WAIT_MS, REST_TIMING, type RestTiming } from "./rest_timing.ts";
import { Refusal } from "./rest_verdict.ts";

export interface RestClientOptions {
  readonly exchange: Exchange;
  /** Another endpoint than the exchange's, without a path. */
  readonly base?: string;
  readonly network: Network;
  readonly clock: Clock;
  readonly timers: Timers;
  /** From 0 up to 1; spreads the attempts of many clients. */
  readonly random: () => number;
  /** Longest that a request waits because the exchange wants to be left alone. */
  readonly maxWaitMs?: number;
  readonly timing?: Partial<RestTiming>;
}

/** Most symbols in one question. */
const MAX_SYMBOLS = 100;
/** How the exchange says that it does not have a symbol, or that it could not have such a one. */
const UNKNOWN_SYMBOL: ReadonlySet<number | null> = new Set([-1121, -1100]);

export function createRestClient(options: RestClientOptions): RestApi {
  return new RestClient(options);
}

class RestClient implements RestApi {
  readonly #base: string;
  readonly #weights: Exchange["weights"];
  readonly #requests: Requests;

  constructor(options: RestClientOptions) {
    const { exchange, base = exchange.rest, maxWaitMs = MAX_WAIT_MS, timing } = options;
    this.#base = base.replace(/\/+$/, "");
    this.#weights = exchange.weights;
    this.#requests = new Requests({
      ...options,
      exchange: exchange.name,
      weightPerMinute: exchange.weightPerMinute,
      maxWaitMs,
      timing: { ...REST_TIMING, ...timing },
    });
  }

  get requests(): number {
    return this.#requests.sent;
  }

  get failedRequests(): number {
    return this.#requests.failed;
  }

  time(signal?: AbortSignal): Promise<number> {
    const url = this.#url("time", {});
    return this.#requests.ask({ url, weight: this.#weights.time, read: readTime }, signal);
  }

  klines(query: KlineQuery, signal?: AbortSignal): Promise<KlineAnswer> {
    const { symbol, interval } = query;
    const limit = Math.min(query.limit ?? MAX_KLINES, MAX_KLINES);
    const url = this.#url("klines", {
      symbol,
      interval,
      startTime: query.from,
      // The exchange's end is inclusive.
      endTime: query.to === undefined ? undefined : query.to - 1,
      limit,
    });
    const { from = 0, to = Infinity } = query;
    const range = { barMs: timeframeMs(interval), from, to, limit };
    const read = (body: unknown) => readKlines(body, range);
    return this.#requests.ask({ url, weight: this.#weights.klines, read }, signal);
  }

  async terms(
    symbols: readonly string[],
    signal?: AbortSignal,
  ): Promise<Map<string, SymbolTerms>> {
    const all = new Map<string, SymbolTerms>();
    // The exchange refuses a list that names a symbol twice.
    const codes = [...new Set(symbols.map((symbol) => symbol.toUpperCase()))];
    for (let i = 0; i < codes.length; i += MAX_SYMBOLS) {
      const part = codes.slice(i, i + MAX_SYMBOLS);
      const found = await this.#known(part, signal);
      for (const symbol of part) {
        const terms = found.get(symbol);
        if (terms) all.set(symbol, terms);
      }
    }
    return all;
  }

  close(): void {
    this.#requests.close();
  }

  /** One symbol that the exchange does not have spoils the answer for all: then one by one. */
  async #known(
    symbols: readonly string[],
    signal: AbortSignal | undefined,
  ): Promise<Map<string, SymbolTerms>> {
    try {
      const url = this.#url("exchangeInfo", { symbols: JSON.stringify(symbols) });
      const weight = this.#weights.exchangeInfo;
      return await this.#requests.ask({ url, weight, read: readTerms }, signal);
    } catch (error) {
      if (!(error instanceof Refusal) || !UNKNOWN_SYMBOL.has(error.code)) throw error;
    }
    const all = new Map<string, SymbolTerms>();
    if (symbols.length === 1) return all;
    for (const symbol of symbols) {
      for (const [code, terms] of await this.#known([symbol], signal)) all.set(code, terms);
    }
    return all;
  }

  #url(path: string, parameters: Readonly<Record<string, string | number | undefined>>): string {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(parameters)) {
      if (value !== undefined) query.set(name, String(value));
    }
    return `${this.#base}/api/v3/${path}${query.size > 0 ? `?${query}` : ""}`;
  }
}

function readTime(body: unknown): number | null {
  const { serverTime } = (body ?? {}) as { serverTime?: unknown };
  const time = epochMs(serverTime);
  return time > 0 ? time : null;
}
