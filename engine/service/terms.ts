import { type Instrument, onlyTerms, type SymbolTerms } from "../domain/mod.ts";
import type { MarketFeed } from "../feeds/feed.ts";
import { requireInstrument } from "../market/mod.ts";
import type { RunnerRecord } from "../store/store.ts";

/** The steps and limits that orders on a feed have to keep: its own, else the catalogue's. */
export function termsOf(feed: MarketFeed, instrument: Instrument): SymbolTerms {
  return onlyTerms(feed.terms?.(instrument) ?? instrument);
}

/** What a runner trades, in the steps that its books are counted in, whatever the feed says today. */
export function instrumentOf(record: RunnerRecord): Instrument {
  return { ...requireInstrument(record.symbol), ...record.terms };
}
