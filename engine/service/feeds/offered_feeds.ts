import {
  badInput,
  type FeedKind,
  type Instrument,
  shown,
  type SymbolTerms,
} from "../../domain/mod.ts";
import type { MarketFeed } from "../../feeds/feed.ts";
import { requireInstrument, SYMBOLS } from "../../market/mod.ts";
import { termsOf } from "../terms.ts";

/** The feeds that this service offers. */
export class OfferedFeeds {
  readonly all: readonly MarketFeed[];

  constructor(feeds: readonly MarketFeed[]) {
    this.all = feeds;
  }

  find(kind: FeedKind): MarketFeed | undefined {
    return this.all.find((feed) => feed.kind === kind);
  }

  /** @throws InputError naming the feeds there are */
  require(kind: FeedKind): MarketFeed {
    const feed = this.find(kind);
    if (feed) return feed;
    const kinds = this.all.map((candidate) => candidate.kind).join(", ");
    throw badInput(`Feed ${shown(kind)} is not available here: there is ${kinds}`, "feed");
  }

  /** The catalogue, each symbol with those of its feeds that are offered. */
  symbols(): Instrument[] {
    const offered = new Set(this.all.map((feed) => feed.kind));
    return SYMBOLS.map((symbol) => ({
      ...symbol,
      feeds: symbol.feeds.filter((kind) => offered.has(kind)),
    }));
  }

  /** @throws InputError naming the field */
  terms(symbol: string, kind: FeedKind): SymbolTerms {
    const instrument = requireInstrument(symbol);
    return termsOf(this.require(kind), instrument);
  }

  close(): void {
    for (const feed of this.all) feed.close();
  }
}
