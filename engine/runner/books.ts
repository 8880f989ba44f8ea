import {
  type AccountData,
  CashAccount,
  type ClosedPart,
  type Execution,
  OpenPosition,
  type PositionData,
} from "../broker/mod.ts";
import {
  type Account,
  type Instrument,
  invariant,
  type Money,
  type OrderSide,
  type Position,
  type PriceTicks,
  type Scale,
  scaleOf,
  type Side,
  type Trade,
  tradeId,
} from "../domain/mod.ts";
import type { RunnerCounters } from "./counters.ts";
import type { Emitter } from "./emitter.ts";

/** Levels that protect a position, in ticks. */
export interface Levels {
  readonly stopTicks: PriceTicks | null;
  readonly takeTicks: PriceTicks | null;
}

/** What a market order on `side` would trade at, given a price and a quote. */
export type MarketPrice = (
  side: OrderSide,
  price: number,
  bid: number,
  ask: number,
) => PriceTicks;

/** The books as plain data. */
export interface BooksData {
  readonly account: AccountData;
  readonly position: PositionData | null;
  readonly trades: number;
}

export const exitSide = (side: Side): OrderSide => side === "LONG" ? "SELL" : "BUY";

/** One runner's cash, position and trades; every change is an event. */
export class Books {
  readonly scale: Scale;
  account: CashAccount;
  position: OpenPosition | null = null;
  readonly #instrument: Instrument;
  readonly #marketPrice: MarketPrice;
  readonly #emitter: Emitter;
  readonly #counters: RunnerCounters;
  #trades = 0;

  /** @param cash to start with, in the quote currency */
  constructor(
    instrument: Instrument,
    cash: number,
    marketPrice: MarketPrice,
    emitter: Emitter,
    counters: RunnerCounters,
  ) {
    this.#instrument = instrument;
    this.scale = scaleOf(instrument);
    this.account = CashAccount.start(this.scale.moneyDown(cash));
    this.#marketPrice = marketPrice;
    this.#emitter = emitter;
    this.#counters = counters;
  }

  restore(data: BooksData): void {
    this.account = new CashAccount(data.account);
    this.position = data.position ? new OpenPosition(data.position) : null;
    this.#trades = data.trades;
  }

  toData(): BooksData {
    return {
      account: this.account.toData(),
      position: this.position?.toData() ?? null,
      trades: this.#trades,
    };
  }

  requirePosition(): OpenPosition {
    invariant(this.position, "this needs a position");
    return this.position;
  }

  /** The price at which the position could be closed now. */
  markTicks(price: number, bid: number, ask: number): PriceTicks {
    const side = this.position ? exitSide(this.position.side) : "SELL";
    return this.#marketPrice(side, price, bid, ask);
  }

  /** `cash + position`, which is `initial + Σ trades' P&L + unrealised − fees of the open part`. */
  equity(markTicks: PriceTicks): Money {
    const p = this.position;
    return p === null
      ? this.account.cash
      : this.account.cash + p.sign * markTicks * p.lots as Money;
  }

  /** @param price the market's price at the moment, from which excursions are measured */
  open(side: Side, execution: Execution, levels: Levels, time: number, price: number): void {
    invariant(!this.position, "a position opens from none");
    const { lots, ticks, fee } = execution;
    this.account.settle(execution.side, lots, ticks, fee);
    this.position = OpenPosition.open(side, lots, ticks, fee, time, price);
    this.position.stopTicks = levels.stopTicks;
    this.position.takeTicks = levels.takeTicks;
    const position = this.positionView(price, NaN, NaN);
    invariant(position, "an open position shows");
    this.#emitter.emit({ type: "POSITION_OPENED", time, position });
  }

  /** Closes as much of the position as was executed. */
  close(execution: Execution, time: number, reason: string): void {
    const position = this.requirePosition();
    const { side, lots, ticks, fee } = execution;
    this.account.settle(side, lots, ticks, fee);
    const part = position.reduce(lots, ticks, fee);
    this.account.realized = this.account.realized + part.pnl as Money;
    if (position.lots === 0) this.position = null;
    this.#counters.closed(part.pnl);
    const price = this.scale.toPrice(ticks);
    position.track(price, price);
    this.#emitter.emit({
      type: "POSITION_CLOSED",
      time,
      trade: this.#trade(position, part, ticks, time, reason),
      reason,
      position: this.positionView(price, NaN, NaN),
    });
  }

  positionView(price: number, bid: number, ask: number): Position | null {
    const p = this.position;
    if (!p) return null;
    const { scale } = this;
    return {
      side: p.side,
      quantity: scale.toQuantity(p.lots),
      entryPrice: scale.toPrice(p.entryTicks),
      entryTime: p.entryTime,
      lastPrice: price,
      stopLoss: p.stopTicks === null ? null : scale.toPrice(p.stopTicks),
      takeProfit: p.takeTicks === null ? null : scale.toPrice(p.takeTicks),
      unrealizedPnl: scale.toMoney(p.unrealized(this.markTicks(price, bid, ask))),
      realizedPnl: scale.toMoney(p.realized),
      fees: scale.toMoney(p.fees),
      barsHeld: p.barsHeld,
    };
  }

  accountView(price: number, bid: number, ask: number): Account {
    const { scale, account, position } = this;
    const mark = position ? this.markTicks(price, bid, ask) : 0 as PriceTicks;
    return {
      initialCash: scale.toMoney(account.initial),
      cash: scale.toMoney(account.cash),
      equity: scale.toMoney(this.equity(mark)),
      realizedPnl: scale.toMoney(account.realized),
      unrealizedPnl: scale.toMoney(position?.unrealized(mark) ?? 0),
      fees: scale.toMoney(account.fees),
      currency: this.#instrument.quote,
    };
  }

  #trade(
    position: OpenPosition,
    part: ClosedPart,
    ticks: PriceTicks,
    time: number,
    reason: string,
  ): Trade {
    const { scale } = this;
    this.#trades++;
    const quantity = scale.toQuantity(part.lots);
    const entryPrice = scale.toPrice(position.entryTicks);
    const below = Math.max(0, entryPrice - position.lowest) * quantity;
    const above = Math.max(0, position.highest - entryPrice) * quantity;
    const long = position.side === "LONG";
    return {
      id: tradeId(this.#emitter.runnerId, this.#trades),
      runnerId: this.#emitter.runnerId,
      symbol: this.#emitter.symbol,
      side: position.side,
      quantity,
      entryTime: position.entryTime,
      entryPrice,
      exitTime: time,
      exitPrice: scale.toPrice(ticks),
      fees: scale.toMoney(part.fees),
      pnl: scale.toMoney(part.pnl),
      reason,
      barsHeld: position.barsHeld,
      maxAdverse: scale.toMoney(scale.moneyDown(long ? below : above)),
      maxFavorable: scale.toMoney(scale.moneyDown(long ? above : below)),
    };
  }
}
