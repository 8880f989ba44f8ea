import type { PriceTicks, Scale } from "../../domain/mod.ts";
import { isFinal } from "../../machine/mod.ts";
import { presentType, type WorkingOrder } from "../order.ts";
import type { OrderBook } from "../order_book.ts";
import type { CandleVolume } from "./candle_volume.ts";
import { dueOrders, Phase } from "./due_orders.ts";
import type { Executor } from "./executor.ts";
import { fillPrice } from "./fill_price.ts";
import type { MatchListener } from "./match_listener.ts";
import type { PricePiece } from "./price_path.ts";
import type { TrailingStops } from "./trailing_stops.ts";

/** What sweeps have to do with. */
export interface SweepParts {
  readonly book: OrderBook;
  readonly scale: Scale;
  readonly executor: Executor;
  readonly trailing: TrailingStops;
  readonly volume: CandleVolume;
  readonly listener: MatchListener;
  /** True where a limit order has to be gone through, not only touched. */
  readonly through: boolean;
}

/** Lets what rests in the market trade as the price goes its way, piece by piece. */
export class Sweeps {
  /** A price at or beyond these closes the position for want of margin. */
  liquidationFall = -Infinity;
  liquidationRise = Infinity;
  readonly #parts: SweepParts;
  readonly #book: OrderBook;
  readonly #executor: Executor;

  constructor(parts: SweepParts) {
    this.#parts = parts;
    this.#book = parts.book;
    this.#executor = parts.executor;
  }

  sweep(piece: PricePiece): void {
    const book = this.#book;
    const executor = this.#executor;
    if (piece.from >= book.expiry) executor.expire(piece.from);
    const { low, high } = piece;
    const liquidates = low <= this.liquidationFall || high >= this.liquidationRise;
    executor.inside = false;
    executor.pieceFrom = piece.from;
    if (low <= book.fall || high >= book.rise || liquidates) this.#sweepAll(piece);
    else if (book.restless && this.#parts.trailing.follow(piece)) book.refresh();
    if (piece.to >= book.expiry) executor.expire(piece.to);
    executor.inside = false;
  }

  #sweepAll(piece: PricePiece): void {
    const book = this.#book;
    const { volume, trailing, through } = this.#parts;
    volume.beginPiece(piece);
    for (const order of dueOrders(book, piece, Phase.OPENING, false, through)) {
      this.#fill(order, piece);
    }
    this.#sweepStops(piece);
    if (book.restless) trailing.follow(piece);
    for (const order of dueOrders(book, piece, Phase.TARGETS, this.#executor.inside, through)) {
      this.#fill(order, piece);
    }
    book.refresh();
  }

  #sweepStops(piece: PricePiece): void {
    const { through } = this.#parts;
    for (const order of dueOrders(this.#book, piece, Phase.STOPS, this.#executor.inside, through)) {
      this.#liquidateBefore(this.#book.level(order), piece);
      this.#fill(order, piece);
    }
    this.#liquidateBefore(NaN, piece);
  }

  /** Liquidation comes before a stop that is further away, and after one that is nearer. */
  #liquidateBefore(level: number, piece: PricePiece): void {
    const { liquidationFall: fall, liquidationRise: rise } = this;
    const { listener } = this.#parts;
    if (piece.low <= fall && !(level >= fall)) {
      listener.liquidated(Math.min(piece.open, fall), piece);
    } else if (piece.high >= rise && !(level <= rise)) {
      listener.liquidated(Math.max(piece.open, rise), piece);
    }
  }

  #fill(order: WorkingOrder, piece: PricePiece): void {
    if (isFinal(order.status)) return;
    const executor = this.#executor;
    const before = executor.inside;
    const price = fillPrice(order, this.#book.level(order), piece, before);
    const type = presentType(order);
    const opensInside = order.opens !== null && piece.from < piece.to;
    if (type === "LIMIT") {
      executor.inside ||= opensInside;
      return this.#make(order, this.#makerTicks(order, price, piece), piece, before);
    }
    const ticks = executor.takerTicks(order, price, piece.bid, piece.ask);
    if (type === "STOP_LIMIT" && isWorse(order, ticks)) return this.#becomeLimit(order, piece);
    order.triggered = true;
    executor.inside ||= opensInside;
    const lots = executor.tradable(order, ticks, piece.to);
    if (lots > 0) executor.execute(order, lots, ticks, "TAKER", piece.to, price);
    else {
      executor.inside = before;
      executor.tellTriggered(order, piece.to);
    }
  }

  /** Its limit, or what a market order would get where the price is beyond that. */
  #makerTicks(order: WorkingOrder, price: number, piece: PricePiece): PriceTicks {
    const limit = order.limitTicks as PriceTicks;
    if (this.#parts.scale.ticks(price) === limit) return limit;
    const ticks = this.#executor.takerTicks(order, price, piece.bid, piece.ask);
    return (order.side === "BUY" ? Math.min(limit, ticks) : Math.max(limit, ticks)) as PriceTicks;
  }

  #make(order: WorkingOrder, ticks: PriceTicks, piece: PricePiece, before: boolean): void {
    const executor = this.#executor;
    const lots = executor.tradable(order, ticks, piece.to);
    const price = this.#parts.scale.toPrice(ticks);
    if (lots > 0) executor.execute(order, lots, ticks, "MAKER", piece.to, price);
    else executor.inside = before;
  }

  /** The price went past the limit with the trigger; within this piece only its end is known to come later. */
  #becomeLimit(order: WorkingOrder, piece: PricePiece): void {
    const { listener, through } = this.#parts;
    order.triggered = true;
    order.since = order.updatedAt = piece.to;
    listener.triggered(order, piece.to);
    const before = this.#executor.inside;
    if (!isBeyond(order, piece.close, this.#book.level(order), through)) return;
    this.#executor.inside ||= order.opens !== null;
    this.#make(order, order.limitTicks as PriceTicks, piece, before);
  }
}

/** True where a limit order would trade at `price`. */
function isBeyond(order: WorkingOrder, price: number, limit: number, through: boolean): boolean {
  const distance = order.side === "BUY" ? limit - price : price - limit;
  return through ? distance > 0 : distance >= 0;
}

/** True where `ticks` is beyond the order's limit. */
function isWorse(order: WorkingOrder, ticks: PriceTicks): boolean {
  const limit = order.limitTicks!;
  return order.side === "BUY" ? ticks > limit : ticks < limit;
}
