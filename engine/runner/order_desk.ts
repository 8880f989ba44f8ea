import { BpsFee, type Broker, type Execution, HalfSpread, PaperBroker } from "../broker/mod.ts";
import {
  type Instrument,
  invariant,
  type Lots,
  type Money,
  type Order,
  type OrderPurpose,
  type OrderSide,
  type PriceTicks,
  type Scale,
  scaleOf,
  type Side,
} from "../domain/mod.ts";
import type { Trigger } from "../machine/mod.ts";
import {
  checkStopSides,
  type Denial,
  type EntryRequest,
  Risk,
  type RiskView,
} from "../risk/mod.ts";
import type { EnterIntent, ExitIntent, ReverseIntent, UpdateStopsIntent } from "../strategy/mod.ts";
import { Books, type BooksData, exitSide } from "./books.ts";
import type { RunnerCounters } from "./counters.ts";
import type { Emitter } from "./emitter.ts";
import { OrderSlips } from "./order_slips.ts";
import type { PendingOrder } from "./pending_order.ts";

/** What a fill or a stop did to the state machine. */
export interface DeskOutcome {
  readonly trigger: Trigger;
  readonly reason: string | null;
}

export interface DeskSettings {
  readonly instrument: Instrument;
  readonly feeBps: number;
  readonly spreadBps: number;
}

/** The desk as plain data. */
export interface DeskData {
  readonly books: BooksData;
  readonly pending: PendingOrder | null;
  readonly orders: number;
}

const STALE: Denial = {
  code: "FEED_STALE",
  reason: "The feed was cut off before the order could be filled",
};

const opposite = (side: Side): Side => side === "LONG" ? "SHORT" : "LONG";
const entrySide = (side: Side): OrderSide => side === "LONG" ? "BUY" : "SELL";

/**
 * One runner's orders: turns intents into orders and orders into fills, which change the books. Every
 * step is an event.
 */
export class OrderDesk {
  readonly books: Books;
  pending: PendingOrder | null = null;
  readonly #scale: Scale;
  readonly #broker: Broker;
  readonly #risk = new Risk();
  readonly #emitter: Emitter;
  readonly #slips: OrderSlips;

  constructor(settings: DeskSettings, cash: number, emitter: Emitter, counters: RunnerCounters) {
    const { instrument, feeBps, spreadBps } = settings;
    this.#scale = scaleOf(instrument);
    const spread = new HalfSpread(this.#scale, spreadBps);
    const broker = new PaperBroker(this.#scale, new BpsFee(feeBps), spread);
    this.#broker = broker;
    this.books = new Books(
      instrument,
      cash,
      (side, price, bid, ask) => broker.marketPrice(side, price, bid, ask),
      emitter,
      counters,
    );
    this.#emitter = emitter;
    this.#slips = new OrderSlips(this.#scale, emitter, counters);
  }

  restore(data: DeskData): void {
    this.books.restore(data.books);
    this.pending = data.pending;
    this.#slips.count = data.orders;
  }

  toData(): DeskData {
    return { books: this.books.toData(), pending: this.pending, orders: this.#slips.count };
  }

  /** @returns false when the order was rejected at once */
  submitEntry(intent: EnterIntent, reference: number, time: number): boolean {
    const order = this.#slips.write(
      "ENTRY",
      entrySide(intent.side),
      reference,
      time,
      intent.reason,
      {
        opens: intent.side,
        ...this.#terms(intent),
      },
    );
    if (intent.order !== "MARKET") {
      this.#slips.rejected(order, {
        code: "UNSUPPORTED_ORDER_TYPE",
        reason: `Order type ${intent.order.toLowerCase()} is not offered yet: market is`,
      }, time);
      return false;
    }
    return this.#submitOpening(order, reference);
  }

  /** @returns false when the order was rejected at once; the position stays */
  submitReverse(intent: ReverseIntent, reference: number, time: number): boolean {
    const position = this.books.requirePosition();
    const side = opposite(position.side);
    const order = this.#slips.write("REVERSE", entrySide(side), reference, time, intent.reason, {
      opens: side,
      ...this.#terms(intent),
    });
    return this.#submitOpening(order, reference);
  }

  /** @returns false when the order was rejected at once; the position stays */
  submitExit(intent: ExitIntent, reference: number, time: number): boolean {
    const position = this.books.requirePosition();
    const held = this.#scale.toQuantity(position.lots);
    const quantity = intent.quantity ?? held;
    const order = this.#slips.write(
      "EXIT",
      exitSide(position.side),
      reference,
      time,
      intent.reason ?? "exit",
      {
        quantity,
        estimate: quantity,
      },
    );
    const denial = this.#exitDenial(quantity, position.lots);
    if (denial) {
      this.#slips.rejected(order, denial, time);
      return false;
    }
    this.#submit(order);
    return true;
  }

  /** Moves the protective levels. @returns why not, or null */
  updateStops(intent: UpdateStopsIntent, reference: number, time: number): Denial | null {
    const position = this.books.requirePosition();
    const { stopLoss, takeProfit } = intent;
    const stop = stopLoss === undefined ? position.stopTicks : this.#level(stopLoss);
    const take = takeProfit === undefined ? position.takeTicks : this.#level(takeProfit);
    if (stop === position.stopTicks && take === position.takeTicks) return null;
    const ticks = this.#scale.ticks(reference);
    // A level that was not named is not judged again: the market may have passed it for now.
    const denial = checkStopSides(
      position.side,
      stopLoss === undefined ? null : stop,
      takeProfit === undefined ? null : take,
      ticks,
      this.#scale,
    );
    if (denial) {
      this.#emitter.emit({ type: "RISK_TRIGGERED", time, rule: "stop_side", ...denial });
      return denial;
    }
    position.stopTicks = stop;
    position.takeTicks = take;
    return null;
  }

  /** Executes the waiting order at the first price after its decision; at an earlier one it waits. */
  fillPending(time: number, price: number, bid: number, ask: number): DeskOutcome | null {
    const order = this.pending;
    if (!order || time < order.submittedAt) return null;
    this.pending = null;
    const ticks = this.#broker.marketPrice(order.side, price, bid, ask);
    switch (order.purpose) {
      case "ENTRY":
        return this.#fillEntry(order, ticks, time, price);
      case "REVERSE":
        return this.#fillReverse(order, ticks, time, price);
      default:
        return this.#fillExit(order, ticks, time);
    }
  }

  /** Checks stop loss and take profit against a range and closes the position where one is reached. */
  checkProtective(
    time: number,
    open: number,
    high: number,
    low: number,
    bid: number,
    ask: number,
  ): DeskOutcome | null {
    const p = this.books.position;
    if (p === null || (p.stopTicks === null && p.takeTicks === null)) return null;
    const hit = this.#broker.protective(
      p.sign,
      p.stopTicks,
      p.takeTicks,
      open,
      high,
      low,
      bid,
      ask,
    );
    if (!hit) return null;
    const reason = hit.kind === "STOP_LOSS" ? "stop_loss" : "take_profit";
    this.#closeNow(hit.kind, hit.ticks, time, reason);
    return { trigger: hit.kind, reason };
  }

  /** Closes an open position at once, as when a runner is stopped. */
  flatten(time: number, price: number, bid: number, ask: number): DeskOutcome | null {
    const position = this.books.position;
    if (!position) return null;
    const ticks = this.#broker.marketPrice(exitSide(position.side), price, bid, ask);
    this.#closeNow("FLATTEN", ticks, time, "flattened");
    return { trigger: "FLATTENED", reason: "flattened" };
  }

  /** Gives up the waiting order. */
  cancelPending(time: number, reason: string): void {
    const order = this.pending;
    if (!order) return;
    this.pending = null;
    this.#slips.rejected(order, { code: "CANCELED", reason }, time);
  }

  /**
   * Turns down a waiting order that would open a position: it was meant for a price that nobody saw.
   * One that closes is kept, because getting out late is better than not at all.
   */
  refuseStale(time: number): DeskOutcome | null {
    const order = this.pending;
    if (order === null || order.opens === null) return null;
    this.pending = null;
    this.#slips.rejected(order, STALE, time);
    return order.purpose === "ENTRY" ? { trigger: "ENTRY_REJECTED", reason: STALE.reason } : null;
  }

  pendingView(): Order | null {
    return this.pending && this.#slips.view(this.pending, { status: "SUBMITTED" });
  }

  #level(price: number | null): PriceTicks | null {
    return price === null ? null : this.#scale.ticks(price);
  }

  /** Levels as the position will have them: whole ticks, shown as decimals. */
  #terms(intent: { quantity?: number; stopLoss?: number; takeProfit?: number }) {
    const stopTicks = this.#level(intent.stopLoss ?? null);
    const takeTicks = this.#level(intent.takeProfit ?? null);
    return {
      quantity: intent.quantity ?? null,
      stopTicks,
      takeTicks,
      stopLoss: stopTicks === null ? null : this.#scale.toPrice(stopTicks),
      takeProfit: takeTicks === null ? null : this.#scale.toPrice(takeTicks),
    };
  }

  /** Risk judges an opening order at the decision's price, and again at the price it fills at. */
  #submitOpening(order: PendingOrder, reference: number): boolean {
    const ticks = this.#broker.marketPrice(order.side, reference, NaN, NaN);
    const verdict = this.#assess(order, ticks, this.books.equity(ticks));
    if (!verdict.approved) {
      this.#slips.denied(order, verdict.rule, verdict.denial, order.submittedAt);
      return false;
    }
    this.#submit({ ...order, estimate: this.#scale.toQuantity(verdict.lots) });
    return true;
  }

  #submit(order: PendingOrder): void {
    this.pending = order;
    this.#slips.submitted(order);
  }

  #assess(order: PendingOrder, ticks: PriceTicks, equity: Money) {
    invariant(order.opens, "only opening orders are sized");
    const request: EntryRequest = {
      side: order.opens,
      quantity: order.quantity ?? undefined,
      stopTicks: order.stopTicks as PriceTicks | null,
      takeTicks: order.takeTicks as PriceTicks | null,
    };
    const view: RiskView = {
      scale: this.#scale,
      ticks,
      equity,
      fee: (lots) => this.#broker.fee(lots, ticks),
    };
    return this.#risk.assess(request, view);
  }

  #exitDenial(quantity: number, held: Lots): Denial | null {
    const scale = this.#scale;
    if (!scale.isWholeLots(quantity)) {
      return {
        code: "QUANTITY_STEP",
        reason: `Quantity ${quantity} is no multiple of ${scale.quantityStep}`,
      };
    }
    const lots = scale.lotsDown(quantity);
    if (lots < 1 || lots > held) {
      return {
        code: "QUANTITY_EXCEEDS_POSITION",
        reason: `Quantity ${quantity} cannot be closed: the position holds ` +
          `${scale.toQuantity(held)}`,
      };
    }
    return null;
  }

  #fillEntry(order: PendingOrder, ticks: PriceTicks, time: number, price: number): DeskOutcome {
    const verdict = this.#assess(order, ticks, this.books.equity(ticks));
    if (!verdict.approved) {
      this.#slips.denied(order, verdict.rule, verdict.denial, time);
      return { trigger: "ENTRY_REJECTED", reason: verdict.denial.reason };
    }
    const execution = this.#broker.execute(order.side, verdict.lots, ticks);
    this.#slips.filled(order, execution, time);
    this.#book(order, execution, time, price);
    return { trigger: "ENTRY_FILLED", reason: order.reason };
  }

  #fillExit(order: PendingOrder, ticks: PriceTicks, time: number): DeskOutcome | null {
    const position = this.books.requirePosition();
    const lots = Math.min(position.lots, this.#scale.lotsDown(order.quantity ?? 0)) as Lots;
    const execution = this.#broker.execute(order.side, lots, ticks);
    const reason = order.reason ?? "exit";
    this.#slips.filled(order, execution, time);
    this.books.close(execution, time, reason);
    return this.books.position ? null : { trigger: "EXIT_FILLED", reason };
  }

  /** Out and into the other side by one order at one price; its fee is shared out by quantity. */
  #fillReverse(order: PendingOrder, ticks: PriceTicks, time: number, price: number): DeskOutcome {
    const position = this.books.requirePosition();
    const out = this.#broker.execute(order.side, position.lots, ticks);
    const equityAfter = this.books.equity(ticks) - out.fee as Money;
    const verdict = this.#assess(order, ticks, equityAfter);
    const reason = order.reason ?? "reverse";
    if (!verdict.approved) {
      this.#slips.denied(order, verdict.rule, verdict.denial, time);
      this.#closeNow("EXIT", ticks, time, reason);
      return { trigger: "EXIT_FILLED", reason: verdict.denial.reason };
    }
    const into = this.#broker.execute(order.side, verdict.lots, ticks);
    const both: Execution = {
      side: order.side,
      ticks,
      lots: out.lots + into.lots as Lots,
      fee: out.fee + into.fee as Money,
    };
    this.#slips.filled(order, both, time);
    this.books.close(out, time, reason);
    this.#book(order, into, time, price);
    return { trigger: "REVERSED", reason };
  }

  #book(order: PendingOrder, execution: Execution, time: number, price: number): void {
    invariant(order.opens, "only opening orders open a position");
    const levels = {
      stopTicks: order.stopTicks as PriceTicks | null,
      takeTicks: order.takeTicks as PriceTicks | null,
    };
    this.books.open(order.opens, execution, levels, time, price);
  }

  /** An order that is submitted and filled in the same moment. */
  #closeNow(purpose: OrderPurpose, ticks: PriceTicks, time: number, reason: string): void {
    const position = this.books.requirePosition();
    this.cancelPending(time, `the position was closed by ${reason}`);
    const quantity = this.#scale.toQuantity(position.lots);
    const side = exitSide(position.side);
    const price = this.#scale.toPrice(ticks);
    const terms = { quantity, estimate: quantity };
    const order = this.#slips.write(purpose, side, price, time, reason, terms);
    this.#slips.submitted(order);
    const execution = this.#broker.execute(side, position.lots, ticks);
    this.#slips.filled(order, execution, time);
    this.books.close(execution, time, reason);
  }
}
