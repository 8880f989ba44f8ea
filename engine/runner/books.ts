import {
  type AccountShare,
  type ClosedPart,
  type Execution,
  Ledger,
  type LedgerData,
  type Levels,
  OpenPosition,
  type PositionData,
} from "../broker/mod.ts";
import {
  type Instrument,
  invariant,
  type Lots,
  type Money,
  type OrderSide,
  type PriceTicks,
  type Scale,
  scaleOf,
  type Side,
  type Trade,
  tradeId,
} from "../domain/mod.ts";
import type { RunnerCounters } from "./counters.ts";
import type { Emitter } from "./emitter.ts";

/** What closing a position on `side` would trade at, given a price and a quote. */
export type MarkPrice = (side: OrderSide, price: number, bid: number, ask: number) => PriceTicks;

/** The books as plain data. */
export interface BooksData {
  readonly account: LedgerData;
  readonly position: PositionData | null;
  readonly trades: number;
}

export const exitSide = (side: Side): OrderSide => side === "LONG" ? "SELL" : "BUY";

/** One runner's cash, position and trades; every change of a position is an event. */
export class Books {
  readonly scale: Scale;
  readonly instrument: Instrument;
  readonly share: AccountShare;
  account: Ledger;
  position: OpenPosition | null = null;
  readonly markPrice: MarkPrice;
  readonly #emitter: Emitter;
  readonly #counters: RunnerCounters;
  #trades = 0;

  /** @param cash to start with, in the quote currency */
  constructor(
    instrument: Instrument,
    cash: number,
    share: AccountShare,
    markPrice: MarkPrice,
    emitter: Emitter,
    counters: RunnerCounters,
  ) {
    this.instrument = instrument;
    this.scale = scaleOf(instrument);
    this.share = share;
    this.account = Ledger.start(this.scale.moneyDown(cash));
    this.markPrice = markPrice;
    this.#emitter = emitter;
    this.#counters = counters;
  }

  restore(data: BooksData): void {
    this.account = new Ledger(data.account);
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
    return this.markPrice(side, price, bid, ask);
  }

  /** What the position is worth at `ticks`, negative for a short. */
  positionValue(ticks: PriceTicks): Money {
    const p = this.position;
    return (p === null ? 0 : p.sign * ticks * p.lots) as Money;
  }

  /**
   * `cash + position`, which is `initial + Σ trades' P&L + unrealised − fees of the open part − funding`;
   * of a shared account all of it.
   */
  equity(markTicks: PriceTicks): Money {
    const own = this.account.cash + this.positionValue(markTicks);
    return own + this.share.equity(this.scale) as Money;
  }

  /** @param price the market's price at the moment, from which excursions are measured */
  open(side: Side, execution: Execution, levels: Levels, time: number, price: number): void {
    invariant(!this.position, "a position opens from none");
    const { lots, ticks, fee } = execution;
    this.account.settle(execution.side, lots, ticks, fee);
    this.position = OpenPosition.open(side, lots, ticks, fee, time, price);
    this.position.setLevels(levels);
  }

  add(execution: Execution, time: number): void {
    const { side, lots, ticks, fee } = execution;
    this.account.settle(side, lots, ticks, fee);
    this.requirePosition().add(lots, ticks, fee, time);
  }

  /**
   * Closes as much of the position as was executed; a trade for each entry that it reaches.
   * @param report told of each trade
   * @returns P&L of all of it, after fees
   */
  close(
    execution: Execution,
    time: number,
    reason: string,
    report: (trade: Trade, isLast: boolean) => void,
  ): Money {
    const position = this.requirePosition();
    const { side, lots, ticks, fee } = execution;
    this.account.settle(side, lots, ticks, fee);
    const parts = position.reduce(lots, ticks, fee);
    if (position.lots === 0) this.position = null;
    const price = this.scale.toPrice(ticks);
    position.track(price, price);
    let pnl = 0;
    for (let i = 0; i < parts.length; i++) {
      const part = parts[i]!;
      pnl += part.pnl;
      this.account.realized = this.account.realized + part.pnl as Money;
      this.#counters.closed(part.pnl);
      report(this.#trade(position, part, ticks, time, reason), i === parts.length - 1);
    }
    return pnl as Money;
  }

  /** @param amount paid; negative is received */
  payFunding(amount: Money): void {
    const position = this.requirePosition();
    this.account.payFunding(amount);
    position.funding = position.funding + amount as Money;
  }

  /** Most lots that can be closed. */
  heldLots(): Lots {
    return (this.position?.lots ?? 0) as Lots;
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
    const entryPrice = scale.toPrice(part.entryTicks);
    const below = Math.max(0, entryPrice - position.lowest) * quantity;
    const above = Math.max(0, position.highest - entryPrice) * quantity;
    const long = position.side === "LONG";
    return {
      id: tradeId(this.#emitter.runnerId, this.#trades),
      runnerId: this.#emitter.runnerId,
      symbol: this.#emitter.symbol,
      side: position.side,
      quantity,
      entryTime: part.entryTime,
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
