import {
  type AccountShare,
  type BrokerModels,
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
  type RiskSettings,
  scaleOf,
} from "../domain/mod.ts";
import type { Trigger } from "../machine/mod.ts";
import { type Breach, type Denial, RiskMonitor } from "../risk/mod.ts";
import { AccountDesk } from "./account_desk.ts";
import { Books, type BooksData } from "./books.ts";
import { brokerModels, markPrice } from "./broker_models.ts";
import { Cancels } from "./cancels.ts";
import { Closings } from "./closings.ts";
import type { RunnerCounters } from "./counters.ts";
import type { Emitter } from "./emitter.ts";
import { FillDesk } from "./fill_desk.ts";
import { LevelMoves } from "./level_moves.ts";
import { judgedAt, Openings } from "./openings.ts";
import { OrderAmender, type OrderChange } from "./order_amender.ts";
import { doneDenial } from "./order_checks.ts";
import { OrderSender } from "./order_sender.ts";
import { OrderSlips } from "./order_slips.ts";
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
  readonly openings: Openings;
  readonly closings: Closings;
  readonly levels: LevelMoves;
  readonly cancels: Cancels;
  readonly #slips: OrderSlips;
  readonly #protection: Protection;
  readonly #fills: FillDesk;
  readonly #amender: OrderAmender;
  readonly #models: BrokerModels;
  readonly #matcher: Matcher;
  /** True where what others on the account do moves the price of liquidation. */
  readonly #isShared: boolean;
  /** True where a position costs no funding, and nobody else moves what it hangs on. */
  readonly #isLeftAlone: boolean;

  constructor(settings: DeskSettings, world: DeskWorld) {
    const { instrument, cash, execution, risk: limits } = settings;
    const { emitter, counters, barMs, share = OWN_ACCOUNT } = world;
    this.#isShared = share !== OWN_ACCOUNT;
    this.#isLeftAlone = !this.#isShared && execution.fundingBps === 0;
    const scale = scaleOf(instrument);
    const mark = markPrice(execution, scale);
    const books = this.books = new Books(instrument, cash, share, mark, emitter, counters);
    const book = this.book = new OrderBook(scale);
    const slips = this.#slips = new OrderSlips(scale, emitter, counters);
    const models = this.#models = brokerModels(execution, scale, emitter.runnerId);
    const monitor = this.monitor = new RiskMonitor(limits);
    const risk = this.risk = new RiskDesk(limits, {
      books,
      book,
      counters,
      leverage: execution.leverage,
      fee: (lots, ticks) => models.fees.fee(notional(ticks, lots), "TAKER"),
      annualVolatility: (bars) => world.annualVolatility(bars),
    });
    const accounts = this.accounts = new AccountDesk(books, execution, risk, emitter);
    const protection = this.#protection = new Protection(
      book,
      slips,
      (order, status, code, reason, time) => this.#matcher.end(order, status, code, reason, time),
    );
    this.#fills = new FillDesk({
      books,
      book,
      slips,
      risk,
      accounts,
      protection,
      emitter,
      matcher: () => this.#matcher,
      closed: (pnl) => monitor.onTrade(scale.toMoney(pnl), counters.bars),
      breached: (breach, time) => world.breached(breach, time),
      settle: (trigger, reason, time) => world.settle(trigger, reason, time),
    });
    const matcher = this.#matcher = new Matcher(book, scale, models, this.#fills);
    const judged = judgedAt(models, matcher);
    const amending = { books, book, slips, risk, barMs, judgedAt: judged };
    const amender = this.#amender = new OrderAmender(amending);
    const sender = new OrderSender({ books, book, slips, monitor, models, matcher, barMs });
    const opening = { books, book, sender, amender, risk, monitor, counters, judgedAt: judged };
    this.openings = new Openings(opening);
    this.closings = new Closings({ books, book, sender, amender });
    this.levels = new LevelMoves(books, slips, protection);
    this.cancels = new Cancels(book, matcher);
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
    this.cancels.one(order, "USER", "Canceled by the user", time);
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
      return this.levels.move({ action: "UPDATE_STOPS", ...stops }, market, time);
    }
    return this.#amender.amend(order, change, market, time);
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
}

const isOnItsWay = (order: WorkingOrder): boolean => order.status === "SUBMITTED";
