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

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** What rules look at. One for all orders, because making one for each costs more than all the rules. */
class OrderRiskView implements RiskView {
  readonly settings: RiskSettings;
  readonly instrument: Instrument;
  readonly scale: Scale;
  readonly leverage: number;
  readonly #sources: RiskSources;
  ticks = 0 as PriceTicks;
  marketTicks = 0 as PriceTicks;
  readonly account: Writable<AccountFigures> = { ...NO_FIGURES };
  readonly request: Writable<EntryRequest> = { ...NO_REQUEST };
  engine: RiskView["engine"];

  constructor(settings: RiskSettings, engine: RiskView["engine"], sources: RiskSources) {
    this.settings = settings;
    this.instrument = sources.books.instrument;
    this.scale = sources.books.scale;
    this.leverage = sources.leverage;
    this.engine = engine;
    this.#sources = sources;
  }

  /** Only looked up where a sizing goes by it. */
  get record(): TradeRecord {
    return this.#sources.counters.record();
  }

  fee(lots: Lots): Money {
    return this.#sources.fee(lots, this.ticks);
  }

  annualVolatility(bars: number): number {
    return this.#sources.annualVolatility(bars);
  }
}

const NO_REQUEST: EntryRequest = {
  side: "LONG",
  quantity: undefined,
  stopTicks: null,
  takeTicks: null,
};

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
    const view = this.#view;
    const { request } = view;
    request.side = order.opens;
    request.quantity = this.#wanted(order, reverses);
    request.stopTicks = order.stopLoss as PriceTicks | null;
    request.takeTicks = order.takeProfit as PriceTicks | null;
    view.ticks = ticks;
    view.marketTicks = this.#sources.books.scale.ticks(order.reference);
    this.#fill(view.account, ticks, except, reverses);
    view.engine = this.engine;
    return (order.filled > 0 ? this.#riskOfTheRest : this.#risk).assess(request, view);
  }

  /** The account at a price of this runner's symbol, without what `except` holds. */
  figures(ticks: PriceTicks, except: WorkingOrder | null): AccountFigures {
    const figures = { ...NO_FIGURES };
    this.#fill(figures, ticks, except, false);
    return figures;
  }

  #fill(
    figures: Writable<AccountFigures>,
    ticks: PriceTicks,
    except: WorkingOrder | null,
    reverses: boolean,
  ): void {
    const { books, leverage } = this.#sources;
    const { share, scale } = books;
    const own = this.own(ticks, except, reverses);
    const closingFee = reverses ? this.#sources.fee(books.heldLots(), ticks) : 0;
    figures.equity = books.equity(ticks) - closingFee as Money;
    figures.marginUsed = initialMargin(own, leverage) + share.margin(scale) as Money;
    figures.positionNotional = own;
    figures.exposure = own + share.exposure(scale) as Money;
    figures.otherPositions = share.positions();
  }

  /** Where the limits on size that are set stand, at a price of this runner's symbol. */
  status(ticks: PriceTicks): RiskRuleStatus[] {
    return sizeLimitStatus(this.#settings, this.figures(ticks, null));
  }

  /** Worth of this runner's position and of orders that would add to it. */
  own(ticks: PriceTicks, except: WorkingOrder | null, reverses = false): Money {
    const held = reverses ? 0 : Math.abs(this.#sources.books.positionValue(ticks));
    return held + this.#waitingNotional(except) as Money;
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
