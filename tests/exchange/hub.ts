import { isTimeframe, type Timeframe, timeframeMs } from "../../engine/domain/mod.ts";
import type { ExchangeModel } from "./model.ts";
import { Tape } from "./tape.ts";

/** Symbols take turns after so much market time. */
const TURN_MS = 100;

/** Somebody who gets the messages of streams. */
export interface Listener {
  deliver(stream: string, data: string): void;
}

interface Named {
  readonly symbol: string;
  /** Of a kline stream; null for trades and quotes. */
  readonly timeframe: Timeframe | null;
}

/** The streams that somebody listens to, moving through market time together. */
export class StreamHub {
  readonly #model: ExchangeModel;
  readonly #finestMs: number;
  readonly #listeners = new Map<string, Set<Listener>>();
  readonly #tapes = new Map<string, Tape>();
  #now: number;

  constructor(model: ExchangeModel, now: number, finest: Timeframe) {
    this.#model = model;
    this.#now = now;
    this.#finestMs = timeframeMs(finest);
  }

  /** Market time up to which everything was delivered. */
  get now(): number {
    return this.#now;
  }

  /** Takes any name, like the exchange: one that it does not have stays silent. */
  listen(stream: string, listener: Listener): void {
    const listeners = this.#listeners.get(stream);
    if (listeners) {
      listeners.add(listener);
      return;
    }
    this.#listeners.set(stream, new Set([listener]));
    const named = this.#named(stream);
    if (named) this.#tape(named.symbol).listen(stream, named.timeframe, this.#now);
  }

  ignore(stream: string, listener: Listener): void {
    const listeners = this.#listeners.get(stream);
    if (!listeners?.delete(listener) || listeners.size > 0) return;
    this.#listeners.delete(stream);
    const named = this.#named(stream);
    if (!named) return;
    const tape = this.#tape(named.symbol);
    tape.ignore(stream);
    if (!tape.isWanted) this.#tapes.delete(named.symbol);
  }

  /** Delivers everything up to and including `to`. */
  advance(to: number): void {
    while (this.#now < to) {
      const end = Math.min(to, this.#now - this.#now % TURN_MS + TURN_MS);
      for (const tape of this.#tapes.values()) tape.advance(end, this.#publish);
      this.#now = end;
    }
  }

  readonly #publish = (stream: string, data: string): void => {
    const listeners = this.#listeners.get(stream);
    if (listeners) { for (const listener of listeners) listener.deliver(stream, data); }
  };

  #tape(symbol: string): Tape {
    let tape = this.#tapes.get(symbol);
    if (!tape) {
      tape = new Tape(this.#model.market(symbol), this.#now);
      this.#tapes.set(symbol, tape);
    }
    return tape;
  }

  #named(stream: string): Named | null {
    const match = /^([a-z0-9]+)@(?:trade|aggTrade|bookTicker|kline_(\w+))$/.exec(stream);
    const symbol = match?.[1]?.toUpperCase();
    if (!symbol || !this.#model.markets.has(symbol)) return null;
    const interval = match![2];
    if (interval === undefined) return { symbol, timeframe: null };
    if (!isTimeframe(interval) || timeframeMs(interval) < this.#finestMs) return null;
    return { symbol, timeframe: interval };
  }
}
