import {
  type Liquidity,
  type Lots,
  type Money,
  notional,
  type PriceTicks,
  type Scale,
} from "../domain/mod.ts";
import { isFinal, requireOrderStep } from "../machine/mod.ts";
import { capacityLots } from "./models/volume_share.ts";
import type { FeeSchedule } from "./models/fee.ts";
import type { LatencyModel } from "./models/latency.ts";
import { parkinson, type Tape } from "./models/slippage.ts";
import type { TakerPrice } from "./models/taker_price.ts";
import { dueOrders, Phase } from "./due_orders.ts";
import { fillPrice } from "./fill_price.ts";
import { type Execution, openLots, presentType, waitsForFall, type WorkingOrder } from "./order.ts";
import type { OrderBook } from "./order_book.ts";
import type { PricePiece } from "./price_path.ts";

/** What a broker is made of. */
export interface BrokerModels {
  readonly fees: FeeSchedule;
  readonly taker: TakerPrice;
  readonly latency: LatencyModel;
  readonly volumeShare: number | null;
  readonly limitFill: "TOUCH" | "THROUGH";
  /** On top of the fee of a liquidation. */
  readonly liquidationFeeBps: number;
}

/** What the matcher knows of the last finished candle; null for what is not known, or without limit. */
export interface TapeData {
  readonly volume: number | null;
  readonly volatility: number | null;
  readonly left: number | null;
}

/** How an order ended without being filled whole. */
export type EndStatus = "REJECTED" | "CANCELED" | "EXPIRED";

/** Who the matcher works for: knows the position and keeps the books. */
export interface MatchListener {
  /**
   * How much of an order that opens or adds to a position may trade at this price. 0 where it may not
   * at all: the listener has ended the order then, and said why.
   */
  approve(order: WorkingOrder, ticks: PriceTicks, time: number): Lots;
  /** How much of the position a closing order could close. */
  reducible(order: WorkingOrder): Lots;
  accepted(order: WorkingOrder, time: number): void;
  triggered(order: WorkingOrder, time: number): void;
  /** A trailing stop has moved. */
  trailed(order: WorkingOrder): void;
  /**
   * @param price the market's price at the moment
   * @param since from when on the price counts for what the fill brings about: where it happened somewhere
   * within a candle, all of the candle
   */
  executed(
    order: WorkingOrder,
    execution: Execution,
    time: number,
    price: number,
    since: number,
  ): void;
  ended(order: WorkingOrder, status: EndStatus, code: string, reason: string, time: number): void;
  /** The price went to where the broker closes the position. */
  liquidated(level: number, piece: PricePiece): void;
}

/**
 * Simulated execution: lets orders trade as the price goes its way.
 *
 * Orders arrive at single prices (a bar's open, an update, the end of a finer candle), where market
 * orders and limits that cross trade at once. What rests is looked for in every piece of the path, on
 * the careful side: orders that open first, then stops, then targets; where the path within a candle is
 * not known, the worse is assumed (`docs/guides/execution.md` has the whole table).
 */
export class Matcher {
  /** A price at or beyond these closes the position for want of margin. */
  liquidationFall = -Infinity;
  liquidationRise = Infinity;
  readonly #book: OrderBook;
  readonly #scale: Scale;
  readonly #models: BrokerModels;
  readonly #listener: MatchListener;
  readonly #tape = { volume: NaN, volatility: NaN };
  /** Lots that may still trade against the last finished candle's volume. */
  #left = Infinity;
  /** True once a candle that is not over yet was shared out to what rests in it. */
  #isSharedOut = false;
  /** True once an order that opens was filled somewhere within the piece. */
  #inside = false;
  /** When the piece at hand began. */
  #pieceFrom = NaN;

  constructor(book: OrderBook, scale: Scale, models: BrokerModels, listener: MatchListener) {
    this.#book = book;
    this.#scale = scale;
    this.#models = models;
    this.#listener = listener;
    if (models.volumeShare !== null) this.#left = 0;
  }

  /** True where a price would close the position for want of margin. */
  get liquidates(): boolean {
    return this.liquidationFall !== -Infinity || this.liquidationRise !== Infinity;
  }

  /** What the last finished candle was like. */
  get tape(): Tape {
    return this.#tape;
  }

  /** A candle is over: its volume and range are what slippage and partial fills go by until the next. */
  finished(volume: number, high: number, low: number): void {
    this.#tape.volume = volume;
    this.#tape.volatility = parkinson(high, low);
    if (!this.#isSharedOut) this.#shareOut(volume);
    this.#isSharedOut = false;
  }

  toData(): TapeData {
    return { ...this.#tape, left: this.#left };
  }
  restore(data: TapeData): void {
    this.#tape.volume = data.volume ?? NaN;
    this.#tape.volatility = data.volatility ?? NaN;
    this.#left = data.left ?? Infinity;
  }

  /** Brings what is on its way to a price at which it can trade. */
  arrive(time: number, price: number, bid: number, ask: number): void {
    const book = this.#book;
    if (time >= book.expiry) this.#expire(time);
    if (book.eager === 0) return;
    this.#inside = false;
    const at: Arrival = { time, price, bid, ask };
    const only = book.size === 1 ? book.orders[0] : undefined;
    if (only) this.#arriveOne(only, at);
    else for (const order of [...book.orders]) this.#arriveOne(order, at);
    book.refresh();
  }

  #arriveOne(order: WorkingOrder, at: Arrival): void {
    if (isFinal(order.status) || order.activeAt > at.time) return;
    if (isUnplaced(order)) this.#reach(order, at);
    else if (presentType(order) === "MARKET") this.#takeAtMarket(order, at);
  }

  /** Lets resting orders trade in a piece of the path. */
  sweep(piece: PricePiece): void {
    const book = this.#book;
    if (piece.from >= book.expiry) this.#expire(piece.from);
    const { low, high } = piece;
    const liquidates = low <= this.liquidationFall || high >= this.liquidationRise;
    this.#inside = false;
    this.#pieceFrom = piece.from;
    if (low <= book.fall || high >= book.rise || liquidates) this.#sweepAll(piece);
    else if (book.restless && this.#trail(piece)) book.refresh();
    if (piece.to >= book.expiry) this.#expire(piece.to);
    this.#inside = false;
  }

  #sweepAll(piece: PricePiece): void {
    const book = this.#book;
    this.#shareOutPiece(piece);
    const through = this.#models.limitFill === "THROUGH";
    for (const order of dueOrders(book, piece, Phase.OPENING, false, through)) {
      this.#fillResting(order, piece);
    }
    this.#sweepStops(piece, through);
    if (book.restless) this.#trail(piece);
    for (const order of dueOrders(book, piece, Phase.TARGETS, this.#inside, through)) {
      this.#fillResting(order, piece);
    }
    book.refresh();
  }

  /** Takes an order out of the market. */
  end(order: WorkingOrder, status: EndStatus, code: string, reason: string, time: number): void {
    if (isFinal(order.status)) return;
    order.status = requireOrderStep(order.status, status);
    order.updatedAt = time;
    this.#listener.ended(order, status, code, reason, time);
  }

  /** An order comes to the market at a price that is decided already. */
  takeNow(order: WorkingOrder, ticks: PriceTicks, time: number, price: number): void {
    const lots = this.#tradable(order, ticks, time);
    if (lots > 0) this.execute(order, lots, ticks, "TAKER", time, price);
    if (!isFinal(order.status)) this.#rest(order, time);
  }

  /** Trades at a price that is already decided, as when a runner is stopped. */
  execute(
    order: WorkingOrder,
    lots: Lots,
    ticks: PriceTicks,
    liquidity: Liquidity,
    time: number,
    price: number,
  ): void {
    const value = notional(ticks, lots);
    this.#models.fees.advance(time);
    const fee = this.#models.fees.fee(value, liquidity) + this.#penalty(order, value) as Money;
    this.#models.fees.traded(time, value);
    order.filled += lots;
    order.value += value;
    order.fee += fee;
    order.filledAt = order.updatedAt = time;
    order.fillTicks = ticks;
    const status = order.filled === order.lots ? "FILLED" : "PARTIALLY_FILLED";
    order.status = requireOrderStep(order.status, status);
    this.#left -= lots;
    const execution = { side: order.side, lots, ticks, fee, liquidity };
    const since = this.#inside ? this.#pieceFrom : time;
    this.#listener.executed(order, execution, time, price, since);
    this.endGroup(order, time);
  }

  /** Of a group, one order that is filled whole ends the others. */
  endGroup(filled: WorkingOrder, time: number): void {
    if (filled.status !== "FILLED" || filled.group === null) return;
    for (const order of [...this.#book.orders]) {
      if (order === filled || order.group !== filled.group) continue;
      this.end(order, "CANCELED", "OCO", `${filled.id} of its group was filled`, time);
    }
  }

  /** What rests in a candle goes by that candle's volume. */
  #shareOutPiece({ volume }: PricePiece): void {
    if (!(volume >= 0) || this.#isSharedOut) return;
    this.#shareOut(volume);
    this.#isSharedOut = true;
  }

  #shareOut(volume: number): void {
    this.#left = capacityLots(volume, this.#models.volumeShare, this.#scale);
  }

  /** An order has come to the market, or come again after a change: it trades, rests, or is sent back. */
  #reach(order: WorkingOrder, at: Arrival): void {
    if (order.trailTicks !== null && !order.triggered) this.#moveTrail(order, at.price);
    const level = this.#book.level(order);
    const type = presentType(order);
    if (type === "MARKET") this.#takeAtMarket(order, at);
    else if (type === "LIMIT") this.#takeAtLimit(order, at);
    else if (waitsForFall(order) ? at.price <= level : at.price >= level) {
      order.triggered = true;
      this.#reach(order, at);
      this.#tellTriggered(order, at.time);
    } else this.#rest(order, at.time);
  }

  /** Of one that trades at once, its fills say so. */
  #tellTriggered(order: WorkingOrder, time: number): void {
    if (order.filled === 0 && !isFinal(order.status)) this.#listener.triggered(order, time);
  }

  #takeAtMarket(order: WorkingOrder, at: Arrival): void {
    const ticks = this.#takerTicks(order, at.price, at.bid, at.ask);
    this.#take(order, ticks, at);
    if (isFinal(order.status)) return;
    if (isImmediate(order)) this.#expireUnfilled(order, at.time);
    else this.#rest(order, at.time);
  }

  #takeAtLimit(order: WorkingOrder, at: Arrival): void {
    const ticks = this.#takerTicks(order, at.price, at.bid, at.ask);
    const limit = order.limitTicks!;
    const crosses = order.side === "BUY" ? ticks <= limit : ticks >= limit;
    if (crosses && order.postOnly) {
      const price = this.#scale.toPrice(ticks);
      const why = `A post-only order at ${
        this.#scale.toPrice(limit)
      } would trade at once at ${price}`;
      const status = order.status === "SUBMITTED" ? "REJECTED" : "CANCELED";
      return this.end(order, status, "POST_ONLY_WOULD_TAKE", why, at.time);
    }
    if (crosses) this.#take(order, ticks, at);
    if (isFinal(order.status)) return;
    if (isImmediate(order)) this.#expireUnfilled(order, at.time);
    else this.#rest(order, at.time);
  }

  #take(order: WorkingOrder, ticks: PriceTicks, at: Arrival): void {
    const lots = this.#tradable(order, ticks, at.time);
    if (lots === 0) return;
    this.execute(order, lots, ticks, "TAKER", at.time, at.price);
  }

  /** How much of it can trade now: what risk, position and volume leave of it. */
  #tradable(order: WorkingOrder, ticks: PriceTicks, time: number): Lots {
    const wanted = order.opens === null
      ? this.#closable(order, time)
      : this.#listener.approve(order, ticks, time);
    if (wanted === 0 || isFinal(order.status)) return 0 as Lots;
    const lots = Math.max(0, Math.min(wanted, this.#left)) as Lots;
    return order.timeInForce === "FOK" && lots < openLots(order) ? 0 as Lots : lots;
  }

  #closable(order: WorkingOrder, time: number): Lots {
    const held = this.#listener.reducible(order);
    if (held === 0) {
      this.end(order, "CANCELED", "REDUCE_ONLY", "There is no position left to close", time);
      return held;
    }
    // A closing order never makes a position of its own: what is too much of it goes.
    if (openLots(order) > held) order.lots = order.filled + held;
    return openLots(order);
  }

  #rest(order: WorkingOrder, time: number): void {
    order.since = time;
    if (order.status !== "SUBMITTED") return;
    order.status = requireOrderStep(order.status, "ACCEPTED");
    order.updatedAt = time;
    this.#listener.accepted(order, time);
  }

  #expireUnfilled(order: WorkingOrder, time: number): void {
    const { timeInForce } = order;
    const why = timeInForce === "FOK"
      ? "It could not be filled whole at once"
      : order.filled > 0
      ? "The rest could not be filled at once"
      : "Nothing of it could be filled at once";
    this.end(order, "EXPIRED", `${timeInForce}_UNFILLED`, why, time);
  }

  #expire(time: number): void {
    for (const order of [...this.#book.orders]) {
      if (order.expiresAt === null || order.expiresAt > time) continue;
      const why = `Its time was up at ${new Date(order.expiresAt).toISOString()}`;
      this.end(order, "EXPIRED", "TIME_UP", why, time);
    }
    this.#book.refresh();
  }

  #fillResting(order: WorkingOrder, piece: PricePiece): void {
    if (isFinal(order.status)) return;
    const before = this.#inside;
    const price = fillPrice(order, this.#book.level(order), piece, before);
    const type = presentType(order);
    const opensInside = order.opens !== null && piece.from < piece.to;
    if (type === "LIMIT") {
      this.#inside ||= opensInside;
      return this.#make(order, this.#makerTicks(order, price, piece), piece, before);
    }
    const ticks = this.#takerTicks(order, price, piece.bid, piece.ask);
    if (type === "STOP_LIMIT" && isWorse(order, ticks)) return this.#becomeLimit(order, piece);
    order.triggered = true;
    this.#inside ||= opensInside;
    const lots = this.#tradable(order, ticks, piece.to);
    if (lots > 0) this.execute(order, lots, ticks, "TAKER", piece.to, price);
    else {
      this.#inside = before;
      this.#tellTriggered(order, piece.to);
    }
  }

  /** Its limit, or what a market order would get where the price is beyond that. */
  #makerTicks(order: WorkingOrder, price: number, piece: PricePiece): PriceTicks {
    const limit = order.limitTicks as PriceTicks;
    if (this.#scale.ticks(price) === limit) return limit;
    const ticks = this.#takerTicks(order, price, piece.bid, piece.ask);
    return (order.side === "BUY" ? Math.min(limit, ticks) : Math.max(limit, ticks)) as PriceTicks;
  }

  #make(order: WorkingOrder, ticks: PriceTicks, piece: PricePiece, before: boolean): void {
    const lots = this.#tradable(order, ticks, piece.to);
    if (lots > 0) {
      this.execute(order, lots, ticks, "MAKER", piece.to, this.#scale.toPrice(ticks));
    } else this.#inside = before;
  }

  /** The price went past the limit with the trigger; within this piece only its end is known to come later. */
  #becomeLimit(order: WorkingOrder, piece: PricePiece): void {
    order.triggered = true;
    order.since = order.updatedAt = piece.to;
    this.#listener.triggered(order, piece.to);
    const before = this.#inside;
    const through = this.#models.limitFill === "THROUGH";
    if (!isBeyond(order, piece.close, this.#book.level(order), through)) return;
    this.#inside ||= order.opens !== null;
    this.#make(order, order.limitTicks as PriceTicks, piece, before);
  }

  #sweepStops(piece: PricePiece, through: boolean): void {
    for (const order of dueOrders(this.#book, piece, Phase.STOPS, this.#inside, through)) {
      this.#liquidateBefore(this.#book.level(order), piece);
      this.#fillResting(order, piece);
    }
    this.#liquidateBefore(NaN, piece);
  }

  /** Liquidation comes before a stop that is further away, and after one that is nearer. */
  #liquidateBefore(level: number, piece: PricePiece): void {
    const { liquidationFall: fall, liquidationRise: rise } = this;
    if (piece.low <= fall && !(level >= fall)) {
      this.#listener.liquidated(Math.min(piece.open, fall), piece);
    } else if (piece.high >= rise && !(level <= rise)) {
      this.#listener.liquidated(Math.max(piece.open, rise), piece);
    }
  }

  /**
   * Moves trailing stops by what the piece brought. The stop that stood before it has been looked for
   * already; the moved one counts where the piece ends beyond it, because the price then came through.
   * @returns false where none has moved
   */
  #trail(piece: PricePiece): boolean {
    let reached: WorkingOrder[] | null = null;
    let moved = false;
    for (const order of this.#book.orders) {
      if (order.trailTicks === null || order.triggered || !(order.since <= piece.to)) continue;
      const whole = order.since <= piece.from && !this.#inside;
      const sells = order.side === "SELL";
      const best = whole ? (sells ? piece.high : piece.low) : piece.close;
      if (!this.#moveTrail(order, best)) continue;
      moved = true;
      // Where it stands now it stands from here on: what the price did before says nothing about it.
      order.since = Math.max(order.since, piece.to);
      const level = this.#book.level(order);
      if (sells ? piece.close <= level : piece.close >= level) (reached ??= []).push(order);
    }
    for (const order of reached ?? NONE) this.#trailedOut(order, piece);
    return moved;
  }

  #trailedOut(order: WorkingOrder, piece: PricePiece): void {
    if (isFinal(order.status)) return;
    this.#shareOutPiece(piece);
    const level = this.#book.level(order);
    order.triggered = true;
    const ticks = this.#takerTicks(order, level, piece.bid, piece.ask);
    const lots = this.#tradable(order, ticks, piece.to);
    if (lots > 0) this.execute(order, lots, ticks, "TAKER", piece.to, level);
    else this.#tellTriggered(order, piece.to);
  }

  #moveTrail(order: WorkingOrder, best: number): boolean {
    const sells = order.side === "SELL";
    const distance = order.trailTicks!;
    const ticks = sells
      ? this.#scale.ticksDown(best) - distance
      : this.#scale.ticksUp(best) + distance;
    const before = order.stopTicks;
    const moved = Math.max(1, ticks);
    if (before !== null && (sells ? moved <= before : moved >= before)) return false;
    order.stopTicks = moved;
    this.#listener.trailed(order);
    return true;
  }

  #penalty(order: WorkingOrder, value: Money): number {
    if (order.purpose !== "LIQUIDATION") return 0;
    return Math.ceil(value * this.#models.liquidationFeeBps / 10_000);
  }

  #takerTicks(order: WorkingOrder, price: number, bid: number, ask: number): PriceTicks {
    const quantity = this.#scale.toQuantity(openLots(order));
    return this.#models.taker.ticks(order.side, price, bid, ask, quantity, this.#tape);
  }
}

const NONE: readonly WorkingOrder[] = [];

interface Arrival {
  readonly time: number;
  readonly price: number;
  readonly bid: number;
  readonly ask: number;
}

/** True for an order that trades at once or not at all. */
const isImmediate = ({ timeInForce }: WorkingOrder): boolean =>
  timeInForce === "IOC" || timeInForce === "FOK";

/** True for an order that the market's next price decides on: it is on its way, or was changed. */
const isUnplaced = (order: WorkingOrder): boolean =>
  order.status === "SUBMITTED" || Number.isNaN(order.since);

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
