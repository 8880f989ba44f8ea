import {
  type AccountShare,
  type FeeData,
  Matcher,
  OrderBook,
  OWN_ACCOUNT,
  type PricePiece,
  type TapeData,
  type WorkingOrder,
} from "../broker/mod.ts";
import {
  type ExecutionSettings,
  type Instrument,
  notional,
  type Order,
  type OrderPurpose,
  type OrderSide,
  type PriceTicks,
  type RiskSettings,
  type Scale,
  scaleOf,
  type Side,
} from "../domain/mod.ts";
import type { Trigger } from "../machine/mod.ts";
import { type Breach, checkStopSides, type Denial, RiskMonitor } from "../risk/mod.ts";
import type {
  AddIntent,
  EnterIntent,
  ExitIntent,
  OrderTerms,
  ProtectionTerms,
  ReverseIntent,
  UpdateStopsIntent,
} from "../strategy/mod.ts";
import { AccountDesk } from "./account_desk.ts";
import { Books, type BooksData, exitSide } from "./books.ts";
import { brokerModels, markPrice } from "./broker_models.ts";
import type { RunnerCounters } from "./counters.ts";
import type { Emitter } from "./emitter.ts";
import { FillDesk, stopWithTrail } from "./fill_desk.ts";
import { OrderAmender, type OrderChange } from "./order_amender.ts";
import { doneDenial, exitDenial, roomDenial } from "./order_checks.ts";
import { type OrderBeginning, OrderSlips } from "./order_slips.ts";
import { isDenial, levelsDenial, placeTerms } from "./order_terms.ts";
import { Protection } from "./protection.ts";
import { RiskDesk } from "./risk_desk.ts";

export interface DeskSettings {
  readonly instrument: Instrument;
  readonly cash: number;
  readonly execution: ExecutionSettings;
  readonly risk: RiskSettings;
}

/** What the desk has to do with. */
export interface DeskWorld {
  readonly emitter: Emitter;
  readonly counters: RunnerCounters;
  /** The account the runner shares; left out for one of its own. */
  readonly share?: AccountShare;
  readonly barMs: number;
  annualVolatility(bars: number): number;
  /** What a fill or the end of an order did to the state machine. */
  settle(trigger: Trigger, reason: string | null, time: number): void;
  breached(breach: Breach, time: number): void;
}

/** The desk as plain data. */
export interface DeskData {
  readonly books: BooksData;
  readonly working: readonly WorkingOrder[];
  readonly orders: number;
  readonly fees: FeeData;
  readonly tape: TapeData;
  readonly fundedAt: number | null;
  readonly suspended: boolean;
}

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
const MARKET: OrderTerms = { order: "MARKET" };

/** Orders that a strategy sent, as against those that follow from a position's levels. */
const STRATEGY_PURPOSES: ReadonlySet<OrderPurpose> = new Set(["ENTRY", "ADD", "EXIT", "REVERSE"]);

/**
 * One runner's orders: turns intents into orders, which the matcher fills and the books take in. Every
 * step is an event.
 */
export class OrderDesk {
  readonly books: Books;
  readonly book: OrderBook;
  readonly accounts: AccountDesk;
  readonly risk: RiskDesk;
  readonly monitor: RiskMonitor;
  readonly #settings: DeskSettings;
  readonly #world: DeskWorld;
  readonly #scale: Scale;
  readonly #slips: OrderSlips;
  readonly #protection: Protection;
  readonly #fills: FillDesk;
  readonly #amender: OrderAmender;
  readonly #models: ReturnType<typeof brokerModels>;
  readonly #matcher: Matcher;
  /** True where what others on the account do moves the price of liquidation. */
  readonly #isShared: boolean;
  /** True where a position costs no funding, and nobody else moves what it hangs on. */
  readonly #isLeftAlone: boolean;

  constructor(settings: DeskSettings, world: DeskWorld) {
    const { instrument, execution, risk } = settings;
    const { emitter, counters, share = OWN_ACCOUNT } = world;
    this.#settings = settings;
    this.#world = world;
    this.#isShared = share !== OWN_ACCOUNT;
    this.#isLeftAlone = !this.#isShared && execution.fundingBps === 0;
    const mark = markPrice(execution, scaleOf(instrument));
    this.books = new Books(instrument, settings.cash, share, mark, emitter, counters);
    this.#scale = this.books.scale;
    this.book = new OrderBook(this.#scale);
    this.#slips = new OrderSlips(this.#scale, emitter, counters);
    this.#models = brokerModels(execution, this.#scale, emitter.runnerId);
    this.monitor = new RiskMonitor(risk);
    this.risk = new RiskDesk(risk, {
      books: this.books,
      book: this.book,
      counters,
      leverage: execution.leverage,
      fee: (lots, ticks) => this.#models.fees.fee(notional(ticks, lots), "TAKER"),
      annualVolatility: (bars) => world.annualVolatility(bars),
    });
    this.accounts = new AccountDesk(this.books, execution, this.risk, emitter);
    this.#protection = new Protection(
      this.book,
      this.#slips,
      (order, status, code, reason, time) => this.#matcher.end(order, status, code, reason, time),
    );
    this.#fills = new FillDesk({
      books: this.books,
      book: this.book,
      slips: this.#slips,
      risk: this.risk,
      accounts: this.accounts,
      protection: this.#protection,
      emitter,
      matcher: () => this.#matcher,
      closed: (pnl) => this.monitor.onTrade(this.#scale.toMoney(pnl), counters.bars),
      breached: (breach, time) => world.breached(breach, time),
      settle: (trigger, reason, time) => world.settle(trigger, reason, time),
    });
    this.#matcher = new Matcher(this.book, this.#scale, this.#models, this.#fills);
    this.#amender = new OrderAmender({
      books: this.books,
      book: this.book,
      slips: this.#slips,
      risk: this.risk,
      barMs: world.barMs,
      judgedAt: (order, market) => this.#judgedAt(order, market),
    });
  }

  restore(data: DeskData): void {
    this.books.restore(data.books);
    this.book.restore(data.working);
    this.#slips.count = data.orders;
    this.#models.fees.restore(data.fees);
    this.#matcher.restore(data.tape);
    this.#protection.suspended = data.suspended;
    this.accounts.fundedAt = data.fundedAt ?? NaN;
    this.accounts.watch(this.#matcher);
  }

  toData(): DeskData {
    return {
      books: this.books.toData(),
      working: this.book.toData(),
      orders: this.#slips.count,
      fees: this.#models.fees.toData(),
      tape: this.#matcher.toData(),
      fundedAt: this.accounts.fundedAt,
      suspended: this.#protection.suspended,
    };
  }

  /** True while nothing can happen, whatever the price does. */
  get isIdle(): boolean {
    return this.book.size === 0 && this.books.position === null;
  }
  /** True while there is at most a position that no price and no moment can do anything to. */
  get isCalm(): boolean {
    if (this.book.size > 0) return false;
    return this.books.position === null || (this.#isLeftAlone && !this.#matcher.liquidates);
  }
  /** True while an order is on its way to the market. */
  get isWaiting(): boolean {
    if (this.book.eager === 0) return false;
    return this.book.orders.some(isOnItsWay);
  }

  /** The first price of a bar, or one at which waiting orders can trade. */
  arrive(time: number, price: number, bid: number, ask: number): void {
    this.#matcher.arrive(time, price, bid, ask);
  }

  sweep(piece: PricePiece): void {
    if (this.#isShared) this.accounts.watch(this.#matcher);
    this.#matcher.sweep(piece);
  }

  finished(volume: number, high: number, low: number): void {
    this.#matcher.finished(volume, high, low);
  }

  /** @returns false when the order was rejected and none rests: there is nothing to wait for */
  submitEntry(intent: EnterIntent, market: number, time: number): boolean {
    const side = entrySide(intent.side);
    const resting = this.#resting("ENTRY");
    if (
      resting && resting.opens === intent.side &&
      this.#amender.follow(resting, intent, market, time)
    ) {
      return true;
    }
    const asked = { purpose: "ENTRY" as const, side, opens: intent.side, resting };
    return this.#submitOpening(asked, intent, intent, market, time) || resting !== undefined;
  }

  /** @returns false when the order was rejected at once; the position stays, and an add that rests */
  submitAdd(intent: AddIntent, market: number, time: number): boolean {
    const { side } = this.books.requirePosition();
    const resting = this.#resting("ADD");
    if (resting && this.#amender.follow(resting, intent, market, time)) return true;
    const asked = { purpose: "ADD" as const, side: entrySide(side), opens: side, resting };
    return this.#submitOpening(asked, intent, {}, market, time);
  }

  /** @returns false when the order was rejected at once; the position stays */
  submitReverse(intent: ReverseIntent, market: number, time: number): boolean {
    const opens = opposite(this.books.requirePosition().side);
    const terms = { ...MARKET, quantity: intent.quantity, reason: intent.reason };
    const asked = { purpose: "REVERSE" as const, side: entrySide(opens), opens };
    return this.#submitOpening(asked, terms, intent, market, time);
  }

  /** @returns false when the order was rejected at once; the position stays, and an exit that rests */
  submitExit(intent: ExitIntent, market: number, time: number): boolean {
    const position = this.books.requirePosition();
    const resting = this.#resting("EXIT");
    if (resting && this.#amender.follow(resting, intent, market, time)) return true;
    const quantity = intent.quantity ?? this.#scale.toQuantity(position.lots);
    const order = this.#write("EXIT", exitSide(position.side), intent, market, time, { quantity });
    const denial = this.#place(order, intent, market) ?? exitDenial(this.books, quantity) ??
      roomDenial(this.book, this.books, "EXIT");
    if (denial) return this.#reject(order, "order", denial, time);
    order.lots = this.#scale.lotsDown(quantity);
    this.#send(order, resting);
    return true;
  }

  /** Closes the position at the next price. */
  submitFlatten(reason: string, market: number, time: number): void {
    const { side, lots } = this.books.requirePosition();
    if (this.book.orders.some(({ purpose }) => purpose === "FLATTEN")) return;
    const terms = { ...MARKET, reason };
    const order = this.#write("FLATTEN", exitSide(side), terms, market, time, { lots });
    this.#send(order);
  }

  /** Moves the protective levels. @returns why not, or null */
  updateStops(intent: UpdateStopsIntent, market: number, time: number): Denial | null {
    const p = this.books.requirePosition();
    const { stopLoss, takeProfit, trailingStop } = intent;
    const bad = levelsDenial(intent, this.#scale);
    if (bad) return this.#refuseStops(bad, time);
    const ticks = this.#scale.ticks(market);
    const trail = trailingStop === undefined ? p.trailTicks : this.#ticks(trailingStop);
    // Without a stop loss a stop that trails goes on trailing: it is taken away by its own name.
    const trails = stopLoss === null && trailingStop === undefined && trail !== null;
    const asked = stopLoss === undefined || trails ? p.stopTicks : this.#ticks(stopLoss);
    const stop = trailingStop === undefined ? asked : stopWithTrail(p.sign, asked, trail, ticks);
    const take = takeProfit === undefined ? p.takeTicks : this.#ticks(takeProfit);
    if (stop === p.stopTicks && take === p.takeTicks && trail === p.trailTicks) return null;
    // A level that was not named is not judged again: the market may have passed it for now.
    const denial = checkStopSides(
      p.side,
      stopLoss === undefined ? null : stop,
      takeProfit === undefined ? null : take,
      ticks,
      this.#scale,
    );
    if (denial) return this.#refuseStops(denial, time);
    p.setLevels({ stopTicks: stop, takeTicks: take, trailTicks: trail });
    this.#protection.sync(p, time, time, market);
    return null;
  }

  #refuseStops(denial: Denial, time: number): Denial {
    this.#slips.triggeredRisk("stop_side", denial, time);
    return denial;
  }

  /** Orders of the strategy that rest go; stop loss and take profit stay. */
  cancelStrategyOrders(code: string, reason: string, time: number): void {
    this.#endAll((order) => STRATEGY_PURPOSES.has(order.purpose), code, reason, time);
  }

  /**
   * Orders go that would open a position or add to one.
   * @param restingOnly leaves market orders that are on their way: nothing of them comes to rest
   */
  cancelOpening(code: string, reason: string, time: number, restingOnly = false): void {
    const stays = (order: WorkingOrder) =>
      restingOnly && order.status === "SUBMITTED" && order.type === "MARKET";
    const goes = (order: WorkingOrder) => order.opens !== null && !stays(order);
    this.#endAll(goes, code, reason, time);
  }

  cancelAll(code: string, reason: string, time: number): void {
    this.#endAll(() => true, code, reason, time);
  }

  /** While suspended, nothing rests in the market; a position's levels are remembered. */
  suspend(suspended: boolean, market: number, time: number): void {
    if (this.#protection.suspended === suspended) return;
    this.#protection.suspended = suspended;
    this.#protection.sync(this.books.position, time, time, market);
  }

  /** Cancels one order; of a level, the level goes. @returns why that cannot be, or null */
  cancel(id: string, time: number): Denial | null {
    const order = this.book.find(id);
    if (!order) return doneDenial(id);
    const { position } = this.books;
    if (position && order.purpose === "STOP_LOSS") {
      position.setLevels({ stopTicks: null, trailTicks: null, takeTicks: position.takeTicks });
    } else if (position && order.purpose === "TAKE_PROFIT") position.takeTicks = null;
    this.#end(order, "USER", "Canceled by the user", time);
    return null;
  }

  /** Changes price or quantity of one order. @returns why that cannot be, or null */
  amend(
    id: string,
    change: OrderChange,
    market: number,
    time: number,
  ): Denial | null {
    const order = this.book.find(id);
    if (!order) return doneDenial(id);
    if (order.purpose === "STOP_LOSS" || order.purpose === "TAKE_PROFIT") {
      const level = change.stopPrice ?? change.price;
      if (change.quantity !== undefined || level === undefined) {
        return {
          code: "CANNOT_AMEND",
          reason: `Order ${id} closes all of the position: only its price can be changed`,
        };
      }
      const stops = order.purpose === "STOP_LOSS" ? { stopLoss: level } : { takeProfit: level };
      return this.updateStops({ action: "UPDATE_STOPS", ...stops }, market, time);
    }
    return this.#amender.amend(order, change, market, time);
  }

  /**
   * Nobody knew of the prices that went by: what was on its way to open a position is rejected, because it
   * was meant for a price that nobody saw, and what rests to open one is canceled, as an exchange does that
   * cancels on disconnect. What closes is kept: getting out late is better than not at all.
   */
  refuseStale(time: number): void {
    if (!this.risk.isOpening) return;
    for (const order of [...this.book.orders]) {
      if (order.opens === null) continue;
      const status = order.status === "SUBMITTED" ? "REJECTED" as const : "CANCELED" as const;
      this.#matcher.end(order, status, STALE.code, STALE.reason, time);
    }
    this.book.refresh();
  }

  /** Closes an open position at once, as when a runner is stopped. */
  flatten(time: number, price: number, bid: number, ask: number): void {
    if (!this.books.position) return;
    this.#fills.closeNow("FLATTEN", this.books.markTicks(price, bid, ask), time, "flattened");
  }

  /** Waiting and resting orders, oldest first. */
  orderViews(): Order[] {
    return this.book.orders.map((order) => this.#slips.view(order));
  }

  /** The order that is on its way to the market. */
  pendingView(): Order | null {
    const order = this.book.orders.find(isOnItsWay);
    return order ? this.#slips.view(order) : null;
  }

  #submitOpening(
    { purpose, side, opens, resting }: OpeningRequest,
    terms: OrderTerms & { quantity?: number | undefined; reason?: string | undefined },
    levels: ProtectionTerms,
    market: number,
    time: number,
  ): boolean {
    const order = this.#write(purpose, side, terms, market, time, {
      opens,
      quantity: terms.quantity ?? null,
      stopLoss: this.#ticks(levels.stopLoss),
      takeProfit: this.#ticks(levels.takeProfit),
      trailingStop: this.#ticks(levels.trailingStop),
    });
    const denial = this.#place(order, terms, market) ?? levelsDenial(levels, this.#scale) ??
      roomDenial(this.book, this.books, purpose);
    if (denial) return this.#reject(order, "order", denial, time);
    const locked = this.monitor.entryDenial(time, this.#world.counters.bars);
    if (locked) return this.#reject(order, locked.rule, locked.denial, time, true);
    const reverses = purpose === "REVERSE";
    const verdict = this.risk.assess(order, this.#judgedAt(order, market), reverses, resting);
    if (!verdict.approved) return this.#reject(order, verdict.rule, verdict.denial, time, true);
    // A resting order keeps its size; one for the market is sized again at its price.
    if (order.type !== "MARKET") order.quantity = this.#scale.toQuantity(verdict.lots);
    order.lots = verdict.lots;
    this.#send(order, resting);
    return true;
  }

  #write(
    purpose: OrderPurpose,
    side: OrderSide,
    terms: OrderTerms & { reason?: string | undefined },
    market: number,
    time: number,
    more: OrderBeginning,
  ): WorkingOrder {
    const reason = terms.reason ?? (purpose === "EXIT" ? "exit" : null);
    const head = {
      purpose,
      side,
      type: terms.order ?? "MARKET",
      reference: market,
      reason,
      submittedAt: time,
    };
    const order = this.#slips.write(head, more);
    order.activeAt = time + this.#models.latency.delayMs(order.number);
    return order;
  }

  /** Puts prices and times on it. @returns why the exchange would not take it, or null */
  #place(order: WorkingOrder, terms: OrderTerms, market: number): Denial | null {
    const { side, submittedAt: time } = order;
    const placing = { side, market, time, barMs: this.#world.barMs, scale: this.#scale };
    const placed = placeTerms(terms, placing);
    if (isDenial(placed)) return placed;
    order.type = placed.type;
    order.limitTicks = placed.limitTicks;
    order.stopTicks = placed.stopTicks;
    order.trailTicks = placed.trailTicks;
    order.timeInForce = placed.timeInForce;
    order.expiresAt = placed.expiresAt;
    order.postOnly = placed.postOnly;
    return null;
  }

  /** @param resting the order whose place it takes */
  #send(order: WorkingOrder, resting?: WorkingOrder): void {
    if (resting) this.#end(resting, "REPLACED", `${order.id} takes its place`, order.submittedAt);
    this.monitor.orderSent(order.submittedAt);
    this.book.add(order);
    this.#slips.submitted(order);
  }

  #reject(
    order: WorkingOrder,
    rule: string,
    denial: Denial,
    time: number,
    byRisk = false,
  ): false {
    if (byRisk) this.#slips.denied(order, rule, denial, time);
    else {
      order.status = "REJECTED";
      this.#slips.ended(order, "REJECTED", denial, time);
    }
    return false;
  }

  /** The price an opening order is judged at when it is decided on. */
  #judgedAt(order: WorkingOrder, market: number): PriceTicks {
    const ticks = order.limitTicks ?? order.stopTicks;
    if (ticks !== null) return ticks as PriceTicks;
    const quantity = order.quantity ?? 0;
    const { taker } = this.#models;
    return taker.ticks(order.side, market, NaN, NaN, quantity, this.#matcher.tape);
  }

  /** The strategy's order of that purpose that rests in the market. */
  #resting(purpose: OrderPurpose): WorkingOrder | undefined {
    for (const order of this.book.orders) {
      if (order.purpose === purpose && order.status !== "SUBMITTED") return order;
    }
    return undefined;
  }

  #endAll(which: (order: WorkingOrder) => boolean, code: string, reason: string, time: number) {
    for (const order of this.book.orders.filter(which)) this.#end(order, code, reason, time);
  }

  #end(order: WorkingOrder, code: string, reason: string, time: number): void {
    this.#matcher.end(order, "CANCELED", code, reason, time);
    this.book.refresh();
  }

  #ticks(price: number | null | undefined): PriceTicks | null {
    return price === null || price === undefined ? null : this.#scale.ticks(price);
  }
}

const STALE: Denial = {
  code: "FEED_STALE",
  reason: "The feed was cut off before the order could be filled",
};

const isOnItsWay = (order: WorkingOrder): boolean => order.status === "SUBMITTED";
