import { initialMargin, openLots, type OrderBook, type WorkingOrder } from "../broker/mod.ts";
import {
  type EngineExposure,
  type EngineRiskSettings,
  invariant,
  type Lots,
  type Money,
  NO_ENGINE_LIMITS,
  NO_EXPOSURE,
  notional,
  type PriceTicks,
  type RiskSettings,
} from "../domain/mod.ts";
import {
  type AccountFigures,
  type EntryRequest,
  Risk,
  type RiskVerdict,
  type RiskView,
} from "../risk/mod.ts";
import type { Books } from "./books.ts";
import type { RunnerCounters } from "./counters.ts";

/** What risk has to know of a runner's surroundings. */
export interface RiskSources {
  readonly books: Books;
  readonly book: OrderBook;
  readonly counters: RunnerCounters;
  readonly leverage: number;
  fee(lots: Lots, ticks: PriceTicks): Money;
  annualVolatility(bars: number): number;
}

/** Puts what rules look at together, and asks them. */
export class RiskDesk {
  /** Limits over the whole engine, and what is open elsewhere in it. */
  engine: { limits: EngineRiskSettings; elsewhere: EngineExposure } = {
    limits: NO_ENGINE_LIMITS,
    elsewhere: NO_EXPOSURE,
  };
  #settings: RiskSettings;
  #risk: Risk;
  readonly #sources: RiskSources;

  constructor(settings: RiskSettings, sources: RiskSources) {
    this.#settings = settings;
    this.#risk = new Risk(settings);
    this.#sources = sources;
  }

  setSettings(settings: RiskSettings): void {
    this.#settings = settings;
    this.#risk = new Risk(settings);
  }

  /**
   * @param ticks what the order would trade at
   * @param reverses true where the position is closed by the same order: it holds nothing any more
   */
  assess(order: WorkingOrder, ticks: PriceTicks, reverses: boolean): RiskVerdict {
    invariant(order.opens, "only orders that open are sized");
    const { books, counters, leverage } = this.#sources;
    const request: EntryRequest = {
      side: order.opens,
      quantity: this.#wanted(order),
      stopTicks: order.stopLoss as PriceTicks | null,
      takeTicks: order.takeProfit as PriceTicks | null,
    };
    const view: RiskView = {
      settings: this.#settings,
      instrument: books.instrument,
      scale: books.scale,
      leverage,
      ticks,
      marketTicks: books.scale.ticks(order.reference),
      account: this.figures(ticks, order, reverses),
      record: counters.record(),
      engine: this.engine,
      fee: (lots) => this.#sources.fee(lots, ticks),
      annualVolatility: (bars) => this.#sources.annualVolatility(bars),
    };
    return this.#risk.assess(request, view);
  }

  /** The account at a price of this runner's symbol, without what `except` holds. */
  figures(ticks: PriceTicks, except: WorkingOrder | null, reverses = false): AccountFigures {
    const { books } = this.#sources;
    const { share, scale } = books;
    const { own, margin } = this.own(ticks, except, reverses);
    const closingFee = reverses ? this.#sources.fee(books.heldLots(), ticks) : 0;
    return {
      equity: books.equity(ticks) - closingFee as Money,
      marginUsed: margin + share.margin(scale) as Money,
      positionNotional: own,
      exposure: own + share.exposure(scale) as Money,
      otherPositions: share.positions(),
    };
  }

  /** Worth of this runner's position and of orders that would add to it, and the margin for them. */
  own(
    ticks: PriceTicks,
    except: WorkingOrder | null,
    reverses = false,
  ): { own: Money; margin: Money } {
    const { books, leverage } = this.#sources;
    const held = reverses ? 0 : Math.abs(books.positionValue(ticks));
    const own = held + this.#waitingNotional(except) as Money;
    return { own, margin: initialMargin(own, leverage) };
  }

  /** True where an order waits that would open a position. */
  get isOpening(): boolean {
    return this.#sources.book.orders.some((order) => order.opens !== null);
  }

  /** In base units; of an order that is filled in part, the rest. */
  #wanted(order: WorkingOrder): number | undefined {
    if (order.filled > 0) return this.#sources.books.scale.toQuantity(openLots(order));
    return order.quantity ?? undefined;
  }

  #waitingNotional(except: WorkingOrder | null): Money {
    let sum = 0;
    for (const order of this.#sources.book.orders) {
      if (order.opens === null || order.id === except?.id) continue;
      sum += notional(this.#priceOf(order), openLots(order));
    }
    return sum as Money;
  }

  #priceOf(order: WorkingOrder): PriceTicks {
    const ticks = order.limitTicks ?? order.stopTicks;
    return (ticks ?? this.#sources.books.scale.ticks(order.reference)) as PriceTicks;
  }
}
