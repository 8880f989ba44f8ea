import type { FeedStatus } from "../../domain/mod.ts";
import type { FinalBar } from "./live_bars.ts";
import { klineStream, quoteStream, tradeStream } from "./stream_names.ts";
import type { Subscription } from "./subscription.ts";
import type { SymbolMarket } from "./symbol_market.ts";

/** One symbol's market with the streams that live on it. */
export class MarketHub {
  readonly market: SymbolMarket;
  readonly subscriptions = new Set<Subscription>();
  /** Resolves once the market has been live. */
  readonly synced: Promise<void>;
  /**
   * Clock time of the last kline or trade, or of when they were asked for. Quotes alone are no sign of
   * life: bars cannot be made of them.
   */
  heardAt: number;
  /** Clock time since when nothing is heard; NaN while something is. */
  staleSince = NaN;
  /** When the exchange was last asked instead. */
  askedAt = -Infinity;
  readonly #settle: () => void;

  constructor(market: SymbolMarket, now: number) {
    this.market = market;
    this.heardAt = now;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.synced = promise;
    this.#settle = resolve;
  }

  /** The exchange's streams that feed it. */
  get streams(): string[] {
    const { symbol, base } = this.market;
    return [klineStream(symbol, base), tradeStream(symbol), quoteStream(symbol)];
  }

  get stale(): boolean {
    return this.staleSince === this.staleSince;
  }

  /** The market is up to date. */
  live(): void {
    this.#settle();
    if (!this.stale) this.say("LIVE", null);
  }

  heard(at: number): void {
    this.heardAt = at;
    if (!this.stale) return;
    this.staleSince = NaN;
    if (this.market.isLive) this.say("LIVE", null);
  }

  finished(bar: FinalBar): void {
    for (const subscription of this.subscriptions) subscription.finished(bar);
  }

  /** Says how the streams are; one that has not begun yet is never live or cut off. */
  say(status: FeedStatus, detail: string | null): void {
    this.flush();
    for (const subscription of this.subscriptions) {
      if (subscription.begun) subscription.say(status, detail);
      else subscription.say(status === "DOWN" ? "DOWN" : "CONNECTING", detail);
    }
  }

  gap(from: number, to: number): void {
    this.flush();
    for (const { begun, outlet } of this.subscriptions) if (begun) outlet.gap(from, to);
  }

  get isUrgent(): boolean {
    for (const subscription of this.subscriptions) if (subscription.isUrgent) return true;
    return false;
  }

  flush(): void {
    for (const subscription of this.subscriptions) subscription.flush();
  }
}
