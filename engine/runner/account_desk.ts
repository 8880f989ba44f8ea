import {
  funding,
  fundingCount,
  type Holding,
  initialMargin,
  liquidationTicks,
  maintenanceMargin,
  type Matcher,
} from "../broker/mod.ts";
import type { Account, ExecutionSettings, Money, Position, PriceTicks } from "../domain/mod.ts";
import type { Books } from "./books.ts";
import type { Emitter } from "./emitter.ts";
import type { RiskDesk } from "./risk_desk.ts";

/** Margin and funding of one runner's position, and what its account looks like. */
export class AccountDesk {
  /** Up to when funding is paid. */
  fundedAt = NaN;
  readonly #books: Books;
  readonly #settings: ExecutionSettings;
  readonly #risk: RiskDesk;
  readonly #emitter: Emitter;

  constructor(books: Books, settings: ExecutionSettings, risk: RiskDesk, emitter: Emitter) {
    this.#books = books;
    this.#settings = settings;
    this.#risk = risk;
    this.#emitter = emitter;
  }

  /** The price at which the account's equity falls to the maintenance margin; null where none does. */
  liquidationTicks(): PriceTicks | null {
    const { account, position, scale, share } = this.#books;
    if (position === null) return null;
    return liquidationTicks(
      position.sign,
      position.lots,
      account.cash + share.equity(scale) as Money,
      share.maintenance(scale),
      this.#settings.maintenanceMargin,
    );
  }

  /** Tells the matcher where the position would be closed; after anything that moves it. */
  watch(matcher: Matcher): void {
    const ticks = this.liquidationTicks();
    if (ticks === null) return matcher.liquidateAt(-Infinity, Infinity);
    const price = this.#books.scale.toPrice(ticks);
    if (this.#books.position?.sign === 1) matcher.liquidateAt(price, Infinity);
    else matcher.liquidateAt(-Infinity, price);
  }

  /** Pays funding for every funding time since the last call at which the position was there. */
  fund(time: number, price: number): void {
    const { fundingBps, fundingHours } = this.#settings;
    const { position, scale } = this.#books;
    if (fundingBps === 0 || position === null) return;
    const from = Math.max(position.entryTime, this.fundedAt || 0);
    this.fundedAt = time;
    const count = fundingCount(from, time, fundingHours);
    if (count === 0) return;
    const notional = scale.ticks(price) * position.lots as Money;
    const amount = count * funding(position.sign, notional, fundingBps) as Money;
    this.#books.payFunding(amount);
    this.#emitter.emit({
      type: "FUNDING_PAID",
      time,
      amount: scale.toMoney(amount),
      rate: count * fundingBps / 10_000,
      notional: scale.toMoney(notional),
    });
  }

  /** What the runner holds on an account that it shares, at the market's last price. */
  holding(price: number, bid: number, ask: number): Holding {
    const { account, position } = this.#books;
    const isKnown = position !== null && !Number.isNaN(price);
    const mark = isKnown
      ? this.#books.markTicks(price, bid, ask)
      : Math.round(position?.averageTicks ?? 0) as PriceTicks;
    const value = this.#books.positionValue(mark);
    const own = this.#risk.own(mark, null);
    const { maintenanceMargin: rate, leverage } = this.#settings;
    return {
      cash: account.cash,
      value,
      realized: account.realized,
      unrealized: position?.unrealized(mark) ?? 0,
      fees: account.fees,
      funding: account.funding,
      margin: initialMargin(own, leverage),
      maintenance: maintenanceMargin(Math.abs(value) as Money, rate),
      exposure: own,
      isOpen: position !== null || this.#risk.isOpening,
    };
  }

  positionView(price: number, bid: number, ask: number): Position | null {
    const books = this.#books;
    const p = books.position;
    if (!p) return null;
    const { scale } = books;
    const decimal = (ticks: number | null) => ticks === null ? null : scale.toPrice(ticks);
    const mark = books.markTicks(price, bid, ask);
    return {
      side: p.side,
      quantity: scale.toQuantity(p.lots),
      entryPrice: scale.toPrice(p.averageTicks),
      entryTime: p.entryTime,
      lastPrice: price,
      stopLoss: decimal(p.stopTicks),
      takeProfit: decimal(p.takeTicks),
      unrealizedPnl: scale.toMoney(p.unrealized(mark)),
      realizedPnl: scale.toMoney(p.realized),
      fees: scale.toMoney(p.fees),
      funding: scale.toMoney(p.funding),
      barsHeld: p.barsHeld,
      notional: scale.toMoney(Math.abs(books.positionValue(mark))),
      liquidationPrice: decimal(this.liquidationTicks()),
    };
  }

  accountView(price: number, bid: number, ask: number): Account {
    const books = this.#books;
    const { scale, account, position, share } = books;
    const mark = position ? books.markTicks(price, bid, ask) : scale.ticks(price || 0);
    const equity = books.equity(mark);
    const { marginUsed } = this.#risk.figures(mark, null);
    const sums = share.sums(scale);
    return {
      id: share.id,
      initialCash: scale.toMoney(account.initial + sums.initial),
      cash: scale.toMoney(account.cash + share.cash(scale)),
      equity: scale.toMoney(equity),
      realizedPnl: scale.toMoney(account.realized + sums.realized),
      unrealizedPnl: scale.toMoney((position?.unrealized(mark) ?? 0) + sums.unrealized),
      fees: scale.toMoney(account.fees + sums.fees),
      funding: scale.toMoney(account.funding + sums.funding),
      currency: books.instrument.quote,
      leverage: this.#settings.leverage,
      marginUsed: scale.toMoney(marginUsed),
      marginAvailable: scale.toMoney(Math.max(0, equity - marginUsed)),
    };
  }
}
