import type { Trade } from "./trading.ts";

/** Trades of a page: some of many are read without the others. */
export const TRADES_A_PAGE = 500;

/** Trades as they are kept and handed on: by far cheaper than so many objects. */
export interface TradePage {
  readonly count: number;
  /** UTF-8 of a JSON array. */
  readonly json: Uint8Array<ArrayBuffer>;
}

/** All pages but the last are full. @param onPage called after each */
export function tradePages(trades: readonly Trade[], onPage = () => {}): TradePage[] {
  const encoder = new TextEncoder();
  const pages: TradePage[] = [];
  for (let from = 0; from < trades.length; from += TRADES_A_PAGE) {
    const page = trades.slice(from, from + TRADES_A_PAGE);
    pages.push({ count: page.length, json: encoder.encode(JSON.stringify(page)) });
    onPage();
  }
  return pages;
}
