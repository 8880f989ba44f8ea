import type { BrokerModels, Matcher, OrderBook, WorkingOrder } from "../broker/mod.ts";
import type { OrderPurpose, OrderSide, PriceTicks, Side } from "../domain/mod.ts";
import type { RiskMonitor } from "../risk/mod.ts";
import type { AddIntent, EnterIntent, ProtectionTerms, ReverseIntent } from "../strategy/mod.ts";
import type { Books } from "./books.ts";
import type { RunnerCounters } from "./counters.ts";
import type { OrderAmender } from "./order_amender.ts";
import { roomDenial } from "./order_checks.ts";
import { AT_MARKET, type OrderSender, type SentTerms } from "./order_sender.ts";
import { levelsDenial } from "./order_terms.ts";
import type { RiskDesk } from "./risk_desk.ts";

/** What orders have to do with that open a position or add to one. */
export interface OpeningParts {
  readonly books: Books;
  readonly book: OrderBook;
  readonly sender: OrderSender;
  readonly amender: OrderAmender;
  readonly risk: RiskDesk;
  readonly monitor: RiskMonitor;
  readonly counters: RunnerCounters;
  readonly judgedAt: JudgedAt;
}

/** The price an opening order is judged at when it is decided on. */
export type JudgedAt = (order: WorkingOrder, market: number) => PriceTicks;

/** Which kind of order is asked for. */
interface OpeningRequest {
  readonly purpose: OrderPurpose;
  readonly side: OrderSide;
  readonly opens: Side;
  /** The order that rests, whose place it takes. */
  readonly resting?: WorkingOrder | undefined;
}

const opposite = (side: Side): Side => side === "LONG" ? "SHORT" : "LONG";
const entrySide = (side: Side): OrderSide => side === "LONG" ? "BUY" : "SELL";

/**
 * Orders that open a position or add to one: sized, and asked about by every rule and limit.
 *
 * Each answers false when the order was rejected at once.
 */
export class Openings {
  readonly #parts: OpeningParts;

  constructor(parts: OpeningParts) {
    this.#parts = parts;
  }

  /** @returns true also where one rests already: there is something to wait for */
  enter(intent: EnterIntent, market: number, time: number): boolean {
    const { sender, amender } = this.#parts;
    const resting = sender.resting("ENTRY");
    const isSameSide = resting !== undefined && resting.opens === intent.side;
    if (isSameSide && amender.follow(resting, intent, market, time)) return true;
    const side = entrySide(intent.side);
    const asked = { purpose: "ENTRY" as const, side, opens: intent.side, resting };
    return this.#submit(asked, intent, intent, market, time) || resting !== undefined;
  }

  /** The position stays where it is rejected, and an add that rests. */
  add(intent: AddIntent, market: number, time: number): boolean {
    const { books, sender, amender } = this.#parts;
    const { side } = books.requirePosition();
    const resting = sender.resting("ADD");
    if (resting && amender.follow(resting, intent, market, time)) return true;
    const asked = { purpose: "ADD" as const, side: entrySide(side), opens: side, resting };
    return this.#submit(asked, intent, {}, market, time);
  }

  /** The position stays where it is rejected. */
  reverse(intent: ReverseIntent, market: number, time: number): boolean {
    const opens = opposite(this.#parts.books.requirePosition().side);
    const terms = { ...AT_MARKET, quantity: intent.quantity, reason: intent.reason };
    const asked = { purpose: "REVERSE" as const, side: entrySide(opens), opens };
    return this.#submit(asked, terms, intent, market, time);
  }

  #submit(
    { purpose, side, opens, resting }: OpeningRequest,
    terms: SentTerms & { readonly quantity?: number | undefined },
    levels: ProtectionTerms,
    market: number,
    time: number,
  ): boolean {
    const { books, book, sender, monitor, counters, risk, judgedAt } = this.#parts;
    const { scale } = books;
    const order = sender.write(purpose, side, terms, market, time, {
      opens,
      quantity: terms.quantity ?? null,
      stopLoss: this.#ticks(levels.stopLoss),
      takeProfit: this.#ticks(levels.takeProfit),
      trailingStop: this.#ticks(levels.trailingStop),
    });
    const denial = sender.place(order, terms, market) ?? levelsDenial(levels, scale) ??
      roomDenial(book, books, purpose);
    if (denial) return sender.reject(order, denial, time);
    const locked = monitor.entryDenial(time, counters.bars);
    if (locked) return sender.deny(order, locked.rule, locked.denial, time);
    const verdict = risk.assess(order, judgedAt(order, market), purpose === "REVERSE", resting);
    if (!verdict.approved) return sender.deny(order, verdict.rule, verdict.denial, time);
    // A resting order keeps its size; one for the market is sized again at its price.
    if (order.type !== "MARKET") order.quantity = scale.toQuantity(verdict.lots);
    order.lots = verdict.lots;
    sender.send(order, resting);
    return true;
  }

  #ticks(price: number | undefined): PriceTicks | null {
    return price === undefined ? null : this.#parts.books.scale.ticks(price);
  }
}

/** At its own price, or at what the market would give for it now. */
export function judgedAt({ taker }: BrokerModels, matcher: Matcher): JudgedAt {
  return (order, market) => {
    const ticks = order.limitTicks ?? order.stopTicks;
    if (ticks !== null) return ticks as PriceTicks;
    return taker.ticks(order.side, market, NaN, NaN, order.quantity ?? 0, matcher.tape);
  };
}
