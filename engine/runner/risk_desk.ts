import { initialMargin, openLots, type OrderBook, type WorkingOrder } from "../broker/mod.ts";
import {
  type EngineExposure,
  type EngineRiskSettings,
  type Instrument,
  invariant,
  type Lots,
  type Money,
  NO_ENGINE_LIMITS,
  NO_EXPOSURE,
  notional,
  type PriceTicks,
  type RiskSettings,
  type Scale,
  ZERO_MONEY,
} from "../domain/mod.ts";
import {
  type AccountFigures,
  ENTRY_RULES,
  type EntryRequest,
  minNotionalRule,
  quantityRule,
  Risk,
  type RiskRuleStatus,
  type RiskVerdict,
  type RiskView,
  sizeLimitStatus,
  type TradeRecord,
} from "../risk/mod.ts";
import type { Books } from "./books.ts";
import type { RunnerCounters } from "./counters.ts";

/** What is asked of the rest of an order that is filled in part: the exchange has taken it already. */
const RULES_OF_THE_REST = ENTRY_RULES.filter((rule) =>
  rule !== quantityRule && rule !== minNotionalRule
);

/** What risk has to know of a runner's surroundings. */
export interface RiskSources {
  readonly books: Books;
  readonly book: OrderBook;
  readonly counters: RunnerCounters;
  readonly leverage: number;
  fee(lots: Lots, ticks: PriceTicks): Money;
  annualVolatility(bars: number): number;
}

/** What rules look at. One for all orders, because making one for each costs more than all the rules. */
class OrderRiskView implements RiskView {
  readonly settings: RiskSettings;
  readonly instrument: Instrument;
  readonly scale: Scale;
  readonly leverage: number;
  readonly #sources: RiskSources;
  ticks = 0 as PriceTicks;
  marketTicks = 0 as PriceTicks;
  account: AccountFigures = NO_FIGURES;
  record: TradeRecord;
  engine: RiskView["engine"];

  constructor(settings: RiskSettings, engine: RiskView["engine"], sources: RiskSources) {
    this.settings = settings;
    this.instrument = sources.books.instrument;
    this.scale = sources.books.scale;
    this.leverage = sources.leverage;
    this.record = sources.counters.record();
    this.engine = engine;
    this.#sources = sources;
  }

  fee(lots: Lots): Money {
    return this.#sources.fee(lots, this.ticks);
  }

  annualVolatility(bars: number): number {
    return this.#sources.annualVolatility(bars);
  }
}

const NO_FIGURES: AccountFigures = {
  equity: ZERO_MONEY,
  marginUsed: ZERO_MONEY,
  positionNotional: ZERO_MONEY,
  exposure: ZERO_MONEY,
  otherPositions: 0,
};

/** Puts what rules look at together, and asks them. */
export class RiskDesk {
  /** Limits over the whole engine, and what is open elsewhere in it. */
  engine: { limits: EngineRiskSettings; elsewhere: EngineExposure } = {
    limits: NO_ENGINE_LIMITS,
    elsewhere: NO_EXPOSURE,
  };
  #settings: RiskSettings;
  #view: OrderRiskView;
  #risk: Risk;
  #riskOfTheRest: Risk;
  readonly #sources: RiskSources;

  constructor(settings: RiskSettings, sources: RiskSources) {
    this.#sources = sources;
    this.#settings = settings;
    this.#view = new OrderRiskView(settings, this.engine, sources);
    this.#risk = new Risk(settings);
    this.#riskOfTheRest = new Risk(settings, RULES_OF_THE_REST);
  }

  setSettings(settings: RiskSettings): void {
    this.#settings = settings;
    this.#view = new OrderRiskView(settings, this.engine, this.#sources);
    this.#risk = new Risk(settings);
    this.#riskOfTheRest = new Risk(settings, RULES_OF_THE_REST);
  }

  /**
   * @param ticks what the order would trade at
   * @param reverses true where the position is closed by the same order: it holds nothing any more
   * @param except the order whose place it takes, if it is not its own
   */
  assess(
    order: WorkingOrder,
    ticks: PriceTicks,
    reverses: boolean,
    except: WorkingOrder = order,
  ): RiskVerdict {
    invariant(order.opens, "only orders that open are sized");
    const { books, counters } = this.#sources;
    const request: EntryRequest = {
      side: order.opens,
      quantity: this.#wanted(order, reverses),
      stopTicks: order.stopLoss as PriceTicks | null,
      takeTicks: order.takeProfit as PriceTicks | null,
    };
    const view = this.#view;
    view.ticks = ticks;
    view.marketTicks = books.scale.ticks(order.reference);
    view.account = this.figures(ticks, except, reverses);
    view.record = counters.record();
    view.engine = this.engine;
    return (order.filled > 0 ? this.#riskOfTheRest : this.#risk).assess(request, view);
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

  /** Where the limits on size that are set stand, at a price of this runner's symbol. */
  status(ticks: PriceTicks): RiskRuleStatus[] {
    return sizeLimitStatus(this.#settings, this.figures(ticks, null));
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

  /** In base units; of an order that is filled in part, the rest that opens or adds. */
  #wanted(order: WorkingOrder, reverses: boolean): number | undefined {
    if (order.filled === 0) return order.quantity ?? undefined;
    const { books } = this.#sources;
    const closes = reverses ? books.heldLots() : 0;
    return books.scale.toQuantity(openLots(order) - closes);
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
