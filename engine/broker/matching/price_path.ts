/**
 * A piece of the way the price went, between two moments: one price, or a candle of which only the range
 * is known. The same object is used again for every piece. Prices are decimals in the quote currency.
 */
export class PricePiece {
  from = NaN;
  to = NaN;
  open = NaN;
  high = NaN;
  low = NaN;
  close = NaN;
  /** The quote at the beginning; NaN where there is none. */
  bid = NaN;
  ask = NaN;
  /** Base units traded in it; NaN where it says nothing of volume, as a single price. */
  volume = NaN;

  /** One price at one moment. */
  point(at: number, price: number, bid: number, ask: number): this {
    this.from = this.to = at;
    this.open =
      this.high =
      this.low =
      this.close =
        price;
    this.bid = bid;
    this.ask = ask;
    this.volume = NaN;
    return this;
  }

  range(
    from: number,
    to: number,
    open: number,
    high: number,
    low: number,
    close: number,
    bid: number,
    ask: number,
    volume: number,
  ): this {
    this.from = from;
    this.to = to;
    this.open = open;
    this.high = high;
    this.low = low;
    this.close = close;
    this.bid = bid;
    this.ask = ask;
    this.volume = volume;
    return this;
  }
}
