import type { LastTrade, Market } from "./market.ts";
import { mix } from "./noise.ts";

/** Best bid and ask after a trade, in ticks and lots. */
export interface BookTop {
  readonly updateId: number;
  readonly bid: number;
  readonly ask: number;
  readonly bidLots: number;
  readonly askLots: number;
}

/** The book is made from the last trade: it was at the bid or at the ask. */
export function bookAfter(market: Market, { aggregate, price, isSale }: LastTrade): BookTop {
  const { spread } = market.source;
  const bid = Math.max(1, isSale ? price : price - spread);
  return {
    updateId: aggregate * 7 + mix(7, aggregate) % 7,
    bid,
    ask: bid + spread,
    bidLots: lotsAt(market, aggregate, 1),
    askLots: lotsAt(market, aggregate, 2),
  };
}

/** What stands at the level so far from the top, `side` 1 for bids and 2 for asks. */
export function lotsAt({ spec }: Market, aggregate: number, side: number, level = 0): number {
  const usual = spec.dailyVolume * 10 ** spec.quantityDigits / 20_000;
  return 1 + mix(side + 2 * level, aggregate) % Math.max(1, Math.round(usual));
}
