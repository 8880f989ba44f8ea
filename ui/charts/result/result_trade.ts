/** What a mark in a price chart needs of a round trip. */
export type MarkedTrade = Pick<
  ResultTrade,
  "side" | "entryTime" | "entryPrice" | "exitTime" | "exitPrice" | "pnl"
>;

/** A round trip as result charts show it. */
export interface ResultTrade {
  readonly symbol: string;
  readonly side: "LONG" | "SHORT";
  readonly quantity: number;
  readonly entryTime: number;
  readonly entryPrice: number;
  readonly exitTime: number;
  readonly exitPrice: number;
  readonly fees: number;
  readonly pnl: number;
  readonly maxAdverse: number;
  readonly maxFavorable: number;
  readonly reason: string;
}
