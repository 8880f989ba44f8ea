/** Aggregate trades of one minute in order of time, as columns. */
export interface MinuteTrades {
  readonly count: number;
  /** Epoch milliseconds, within the minute. */
  readonly time: Float64Array;
  /** In ticks. */
  readonly price: Float64Array;
  /** In lots. */
  readonly lots: Float64Array;
  /** 1 where the seller was the taker: the trade was at the bid. */
  readonly isSale: Uint8Array;
  /** How many single trades it stands for. */
  readonly fills: Uint8Array;
}

/** What happened on a market, minute by minute. Pure: asked twice, it says the same. */
export interface TradeSource {
  /** Open time of the first minute that there can be. */
  readonly first: number;
  /** Trades of the minute that opens at `open`; null where there was no market at all. */
  trades(open: number): MinuteTrades | null;
  /** The last price before that minute, in ticks. */
  priceBefore(open: number): number;
  /** Ticks between bid and ask. */
  readonly spread: number;
}

/** A stretch of market time, `to` exclusive. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

export function noTrades(count: number): MinuteTrades {
  return {
    count,
    time: new Float64Array(count),
    price: new Float64Array(count),
    lots: new Float64Array(count),
    isSale: new Uint8Array(count),
    fills: new Uint8Array(count).fill(1),
  };
}
