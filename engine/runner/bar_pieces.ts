import { PricePiece } from "../broker/mod.ts";
import type { MarketSeries } from "./series.ts";

/** The way the price went in a stream's bar, as orders have to be held against it; one piece, used again. */
export class BarPieces {
  readonly #series: MarketSeries;
  readonly #piece = new PricePiece();

  constructor(series: MarketSeries) {
    this.#series = series;
  }

  /** The first price, at one moment. */
  first(now: number): PricePiece {
    const { open, bid, ask } = this.#series;
    return this.#piece.point(now, open, bid, ask);
  }

  /** All of a bar that has closed. */
  whole(): PricePiece {
    const s = this.#series;
    return this.#piece.range(
      s.time,
      s.end,
      s.open,
      s.high,
      s.low,
      s.price,
      s.openBid,
      s.openAsk,
      s.volume,
    );
  }

  /** All that is known of a bar that is under way. */
  soFar(): PricePiece {
    const s = this.#series;
    return this.#piece.range(
      s.time,
      s.at,
      s.open,
      s.high,
      s.low,
      s.price,
      s.openBid,
      s.openAsk,
      NaN,
    );
  }

  /** Only the part of the range that is new since the last row. */
  new(now: number): PricePiece {
    const s = this.#series;
    const high = s.high > s.previousHigh ? s.high : Math.max(s.previousPrice, s.price);
    const low = s.low < s.previousLow ? s.low : Math.min(s.previousPrice, s.price);
    const from = Math.max(s.previousAt, s.time);
    return this.#piece.range(
      from,
      now,
      s.previousPrice,
      high,
      low,
      s.price,
      s.bid,
      s.ask,
      NaN,
    );
  }
}
