import type {
  EndStatus,
  Execution,
  Matcher,
  MatchListener,
  OrderBook,
  PricePiece,
  WorkingOrder,
} from "../broker/mod.ts";
import { type Levels, NO_LEVELS, openLots } from "../broker/mod.ts";
import type { Lots, Money, OrderPurpose, PriceTicks } from "../domain/mod.ts";
import { isFinal, type Trigger } from "../machine/mod.ts";
import type { Breach, Denial } from "../risk/mod.ts";
import type { AccountDesk } from "./account_desk.ts";
import { type Books, exitSide } from "./books.ts";
import type { Emitter } from "./emitter.ts";
import { crowdDenial } from "./order_checks.ts";
import type { OrderSlips } from "./order_slips.ts";
import type { Protection } from "./protection.ts";
import type { RiskDesk } from "./risk_desk.ts";

/** What fills have to do with. */
export interface FillDeskParts {
  readonly books: Books;
  readonly book: OrderBook;
  readonly slips: OrderSlips;
  readonly risk: RiskDesk;
  readonly accounts: AccountDesk;
  readonly protection: Protection;
  readonly emitter: Emitter;
  readonly matcher: () => Matcher;
  /** A trade was closed; P&L after fees. */
  closed(pnl: Money): Breach | null;
  breached(breach: Breach, time: number): void;
  /** What a fill or an end did to the state machine. */
  settle(trigger: Trigger, reason: string | null, time: number): void;
}

const CLOSED_BY: Readonly<Record<OrderPurpose, Trigger>> = {
  ENTRY: "EXIT_FILLED",
  ADD: "EXIT_FILLED",
  EXIT: "EXIT_FILLED",
  REVERSE: "EXIT_FILLED",
  STOP_LOSS: "STOP_LOSS",
  TAKE_PROFIT: "TAKE_PROFIT",
  FLATTEN: "FLATTENED",
  LIQUIDATION: "LIQUIDATED",
};

const ENDED_BY: Readonly<Record<EndStatus, Trigger>> = {
  REJECTED: "ENTRY_REJECTED",
  CANCELED: "ENTRY_CANCELED",
  EXPIRED: "ENTRY_EXPIRED",
};

/** Books what the matcher fills, and keeps levels, account and state machine in line with it. */
export class FillDesk implements MatchListener {
  readonly #parts: FillDeskParts;

  constructor(parts: FillDeskParts) {
    this.#parts = parts;
  }

  approve(order: WorkingOrder, ticks: PriceTicks, time: number): Lots {
    const { books, risk } = this.#parts;
    const { position } = books;
    const reverses = order.purpose === "REVERSE" && position !== null &&
      position.side !== order.opens;
    const crowd = reverses ? null : crowdDenial(books);
    if (crowd) {
      this.#deny(order, "order", crowd, time);
      return 0 as Lots;
    }
    const verdict = risk.assess(order, ticks, reverses);
    if (!verdict.approved) {
      this.#deny(order, verdict.rule, verdict.denial, time);
      if (reverses) this.#goOut(ticks, time, order.reason ?? "reverse");
      return 0 as Lots;
    }
    if (order.filled > 0) return openLots(order);
    order.lots = verdict.lots + (reverses ? position.lots : 0);
    return order.lots as Lots;
  }

  reducible(order: WorkingOrder): Lots {
    const { position } = this.#parts.books;
    if (position === null || exitSide(position.side) !== order.side) return 0 as Lots;
    return position.lots;
  }

  accepted(order: WorkingOrder, time: number): void {
    this.#parts.slips.accepted(order, time);
  }
  triggered(order: WorkingOrder, time: number): void {
    this.#parts.slips.triggered(order, time);
  }

  trailed(order: WorkingOrder): void {
    const { position } = this.#parts.books;
    if (order.purpose !== "STOP_LOSS" || position === null) return;
    position.stopTicks = order.stopTicks as PriceTicks | null;
  }

  executed(
    order: WorkingOrder,
    execution: Execution,
    time: number,
    price: number,
    since: number,
  ): void {
    const { slips, accounts, matcher, books } = this.#parts;
    slips.filled(order, execution, time);
    const { position } = books;
    if (order.opens === null) this.#close(order, execution, time, price);
    else if (position === null) this.#open(order, execution, time, price, since);
    else if (position.side === order.opens) this.#add(execution, time, price, since);
    else this.#reverse(order, execution, time, price, since);
    accounts.watch(matcher());
  }

  ended(
    order: WorkingOrder,
    status: EndStatus,
    code: string,
    reason: string,
    time: number,
  ): void {
    const { books, slips, settle } = this.#parts;
    slips.ended(order, status, { code, reason }, time);
    // Where another entry takes its place, the analysis goes on.
    if (order.purpose === "ENTRY" && books.position === null && code !== "REPLACED") {
      settle(ENDED_BY[status], reason, time);
    }
  }

  liquidated(level: number, piece: PricePiece): void {
    const { books, matcher } = this.#parts;
    const { position } = books;
    if (position === null) return;
    const ticks = books.markTicks(level, piece.bid, piece.ask);
    this.#closeAt("LIQUIDATION", ticks, piece.to, "liquidated");
    this.#parts.accounts.watch(matcher());
  }

  /** Closes all of the position at a price that is decided already. */
  closeNow(purpose: OrderPurpose, ticks: PriceTicks, time: number, reason: string): void {
    this.#closeAt(purpose, ticks, time, reason);
    this.#parts.book.refresh();
  }

  #closeAt(purpose: OrderPurpose, ticks: PriceTicks, time: number, reason: string): void {
    const { books, slips, matcher } = this.#parts;
    const order = this.#writeExit(purpose, ticks, time, reason);
    slips.submitted(order);
    const { lots } = books.requirePosition();
    matcher().execute(order, lots, ticks, "TAKER", time, order.reference);
  }

  /** What was meant to go out and into the other side goes out at least. */
  #goOut(ticks: PriceTicks, time: number, reason: string): void {
    const { book, slips, matcher } = this.#parts;
    const order = this.#writeExit("EXIT", ticks, time, reason);
    book.refresh();
    book.add(order);
    slips.submitted(order);
    matcher().takeNow(order, ticks, time, order.reference);
  }

  #writeExit(
    purpose: OrderPurpose,
    ticks: PriceTicks,
    time: number,
    reason: string,
  ): WorkingOrder {
    const { books, slips } = this.#parts;
    const { side, lots } = books.requirePosition();
    const reference = books.scale.toPrice(ticks);
    const head = { purpose, side: exitSide(side), type: "MARKET" as const, reference, reason };
    return slips.write({ ...head, submittedAt: time }, { lots });
  }

  #deny(order: WorkingOrder, rule: string, denial: Denial, time: number): void {
    const { slips, matcher } = this.#parts;
    slips.triggeredRisk(rule, denial, time);
    const status = order.status === "SUBMITTED" ? "REJECTED" as const : "CANCELED" as const;
    matcher().end(order, status, denial.code, denial.reason, time);
  }

  #open(
    order: WorkingOrder,
    execution: Execution,
    time: number,
    price: number,
    since: number,
  ): void {
    const { books, accounts, emitter, settle } = this.#parts;
    if (!order.opens) return;
    books.open(order.opens, execution, levelsOf(order, execution), time, price);
    accounts.fundedAt = time;
    if (!emitter.skips("POSITION_OPENED")) {
      const position = accounts.positionView(price, NaN, NaN);
      if (position) emitter.emit({ type: "POSITION_OPENED", time, position });
    }
    this.#protect(time, since, price);
    if (order.purpose === "ENTRY") settle("ENTRY_FILLED", order.reason, time);
  }

  #add(execution: Execution, time: number, price: number, since: number): void {
    this.#parts.books.add(execution, time);
    this.#protect(time, since, price);
  }

  #close(order: WorkingOrder, execution: Execution, time: number, price: number): void {
    const reason = reasonOf(order);
    const pnl = this.#reduce(execution, time, reason, price);
    const { books, settle } = this.#parts;
    if (books.position !== null) this.#protect(time, time, price);
    else {
      this.#clear(order, false, time);
      settle(CLOSED_BY[order.purpose], reason, time);
    }
    this.#judge(pnl, time);
  }

  /** Out and into the other side by one order at one price; its fee is shared out by quantity. */
  #reverse(
    order: WorkingOrder,
    execution: Execution,
    time: number,
    price: number,
    since: number,
  ): void {
    const { books, settle } = this.#parts;
    const held = books.requirePosition().lots;
    const outLots = Math.min(held, execution.lots) as Lots;
    const intoLots = execution.lots - outLots as Lots;
    const intoFee = Math.floor(execution.fee * (intoLots / execution.lots)) as Money;
    const reason = order.reason ?? "reverse";
    const out = { ...execution, lots: outLots, fee: execution.fee - intoFee as Money };
    const pnl = this.#reduce(out, time, reason, price);
    if (books.position !== null) this.#protect(time, time, price);
    else {
      this.#clear(order, intoLots > 0, time);
      if (intoLots > 0) {
        this.#open(order, { ...execution, lots: intoLots, fee: intoFee }, time, price, since);
      }
      settle(intoLots > 0 ? "REVERSED" : "EXIT_FILLED", reason, time);
    }
    this.#judge(pnl, time);
  }

  /** Once all of a fill is booked: a limit that is reached closes what a reversal has opened as well. */
  #judge(pnl: Money, time: number): void {
    const breach = this.#parts.closed(pnl);
    if (breach) this.#parts.breached(breach, time);
  }

  #reduce(execution: Execution, time: number, reason: string, price: number): Money {
    const { books, accounts, emitter } = this.#parts;
    return books.close(execution, time, reason, (trade, isLast) => {
      const position = isLast ? accounts.positionView(price, NaN, NaN) : null;
      emitter.positionClosed(time, trade, reason, position);
    });
  }

  /** Nothing of a position that is closed stays in the market, but for what goes on to open another. */
  #clear(by: WorkingOrder, goesOn: boolean, time: number): void {
    const { book, matcher } = this.#parts;
    matcher().endGroup(by, time);
    if (book.size === 1 && book.orders[0] === by && isFinal(by.status)) return book.refresh();
    for (const order of [...book.orders]) {
      if (order === by && (goesOn || isFinal(order.status))) continue;
      const why = `The position was closed by ${by.id}`;
      matcher().end(order, "CANCELED", "POSITION_CLOSED", why, time);
    }
    book.refresh();
  }

  #protect(time: number, since: number, reference: number): void {
    this.#parts.protection.sync(this.#parts.books.position, time, since, reference);
  }
}

function reasonOf(order: WorkingOrder): string {
  switch (order.purpose) {
    case "STOP_LOSS":
      return order.type === "TRAILING_STOP" ? "trailing_stop" : "stop_loss";
    case "TAKE_PROFIT":
      return "take_profit";
    default:
      return order.reason ?? "exit";
  }
}

/** Levels as the order named them; a trailing stop begins its distance away, or at the stop if that is nearer. */
function levelsOf(order: WorkingOrder, { ticks }: Execution): Levels {
  const { stopLoss, takeProfit, trailingStop } = order;
  if (stopLoss === null && takeProfit === null && trailingStop === null) return NO_LEVELS;
  return {
    stopTicks: stopWithTrail(order.opens === "LONG" ? 1 : -1, stopLoss, trailingStop, ticks),
    takeTicks: takeProfit as PriceTicks | null,
    trailTicks: trailingStop as PriceTicks | null,
  };
}

/** Where a stop stands whose trail begins at `ticks`: at least 1 tick. */
export function stopWithTrail(
  sign: number,
  stop: number | null,
  trail: number | null,
  ticks: number,
): PriceTicks | null {
  if (trail === null) return stop as PriceTicks | null;
  const away = Math.max(1, ticks - sign * trail);
  if (stop === null) return away as PriceTicks;
  return (sign > 0 ? Math.max(stop, away) : Math.min(stop, away)) as PriceTicks;
}
