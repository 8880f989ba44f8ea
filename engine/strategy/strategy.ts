/**
 * What a strategy is to the rest of the system, whatever language it is written in.
 *
 * A host turns a source into a description and into instances; an instance is bound once to what it
 * may see (its scope) and then asked, bar by bar, with no arguments and no promises.
 */
import type {
  JsonObject,
  OrderPurpose,
  OrderType,
  StrategyFaultCode,
  TimeInForce,
} from "../domain/mod.ts";
import type { IndicatorSource } from "../indicators/mod.ts";
import type { MarketView } from "../market/mod.ts";

/** A strategy file as text. Plain data: it travels to the shards. */
export interface StrategySource {
  /** File name without folder and extension: `ema_crossover`. */
  readonly name: string;
  /** `lua` or `ts`. */
  readonly language: string;
  /** As error messages name it: `ema_crossover.lua`. */
  readonly file: string;
  /** Where it was read; for people. */
  readonly path: string;
  /** What the host runs; for `ts` the types are already stripped. */
  readonly text: string;
}

export type ParameterValue = number | boolean | string;
export type ParameterValues = Readonly<Record<string, ParameterValue>>;

/** One declared parameter: what a form and a sweep need to know. */
export interface ParameterSpec {
  readonly name: string;
  readonly type: "NUMBER" | "INTEGER" | "BOOLEAN" | "TEXT";
  readonly default: ParameterValue;
  readonly min?: number;
  readonly max?: number;
  readonly step?: number;
  /** The values allowed, where the strategy lists them. */
  readonly options?: readonly string[];
  readonly description?: string;
}

/** What a strategy says about itself. Plain data. */
export interface StrategyDescription {
  readonly name: string;
  readonly language: string;
  readonly path: string;
  readonly description: string;
  readonly parameters: readonly ParameterSpec[];
  /** What has to hold between them: `fast < slow`. */
  readonly constraints: readonly string[];
  /** Why it cannot be used, with file and line; null when it can. */
  readonly error: string | null;
}

/** What a strategy says about the values it takes. */
export type Declared = Pick<StrategyDescription, "parameters" | "constraints">;

/**
 * How an order is to be placed. Which prices belong to which type:
 *
 * | order           | price                | stopPrice                | trailBy  |
 * | --------------- | -------------------- | ------------------------ | -------- |
 * | `MARKET`        | for reference only   |                          |          |
 * | `LIMIT`         | its limit            |                          |          |
 * | `STOP`          | its stop price, unless `stopPrice` is given | its stop price |   |
 * | `TAKE_PROFIT`   | as for `STOP`        | as for `STOP`            |          |
 * | `STOP_LIMIT`    | its limit            | its stop price           |          |
 * | `TRAILING_STOP` |                      | where it begins, if given | distance |
 */
export interface OrderTerms {
  /** `MARKET` where left out. */
  readonly order?: OrderType;
  readonly price?: number;
  readonly stopPrice?: number;
  /** How far a trailing stop follows behind, in the quote currency. */
  readonly trailBy?: number;
  /** `GTC` where left out; `GTD` where one of the two below is given. */
  readonly timeInForce?: TimeInForce;
  /** Ends the order after so many bars. */
  readonly expiresInBars?: number;
  /** Ends the order at this time. */
  readonly expiresAt?: number;
  readonly postOnly?: boolean;
}

/** Levels that protect a position; prices, and a distance for the trailing stop. */
export interface ProtectionTerms {
  readonly stopLoss?: number;
  readonly takeProfit?: number;
  /** The stop loss follows the price this far behind, and begins there unless `stopLoss` is closer. */
  readonly trailingStop?: number;
}

/** What a strategy wants, before risk and broker have had a say. Prices and quantities are decimals. */
export interface EnterIntent extends OrderTerms, ProtectionTerms {
  readonly action: "ENTER";
  readonly side: "LONG" | "SHORT";
  /** Base units; undefined lets the risk settings size the order. */
  readonly quantity?: number;
  readonly reason?: string;
}
/** Gives up the analysis; orders that wait to open a position are canceled. */
export interface CancelIntent {
  readonly action: "CANCEL";
  readonly reason?: string;
}
export interface ExitIntent extends OrderTerms {
  readonly action: "EXIT";
  /** Base units; undefined closes all. */
  readonly quantity?: number;
  readonly reason?: string;
}
/** More of the position that is open. */
export interface AddIntent extends OrderTerms {
  readonly action: "ADD";
  /** Base units; undefined lets the risk settings size the order. */
  readonly quantity?: number;
  readonly reason?: string;
}
/** Out and into the other side at one price, at the market. */
export interface ReverseIntent extends ProtectionTerms {
  readonly action: "REVERSE";
  readonly quantity?: number;
  readonly reason?: string;
}
/** A level that is undefined stays; null takes it away. */
export interface UpdateStopsIntent {
  readonly action: "UPDATE_STOPS";
  readonly stopLoss?: number | null;
  readonly takeProfit?: number | null;
  readonly trailingStop?: number | null;
}
/** Cancels orders of the strategy that rest in the market; stop loss and take profit stay. */
export interface CancelOrdersIntent {
  readonly action: "CANCEL_ORDERS";
  readonly reason?: string;
}

/**
 * In Analyzing. While an entry rests in the market, nothing keeps it, `ENTER` puts another in its place
 * (or amends it where only prices and quantity differ) and `CANCEL` gives it up.
 */
export type FilterIntent = EnterIntent | CancelIntent;
/** In position. `EXIT` and `ADD` take the place of an earlier one of their kind that still rests. */
export type ManageIntent =
  | ExitIntent
  | AddIntent
  | ReverseIntent
  | UpdateStopsIntent
  | CancelOrdersIntent;

/** An order of the runner that rests in the market, as a strategy sees it. */
export interface RestingOrderView {
  readonly id: string;
  readonly purpose: OrderPurpose;
  readonly side: "BUY" | "SELL";
  readonly order: OrderType;
  /** NaN where it has none. */
  readonly price: number;
  readonly stopPrice: number;
  readonly quantity: number;
  readonly filled: number;
  /** Closed bars since it was sent. */
  readonly bars: number;
}

/** The open position as a strategy sees it; `side` is null when there is none. */
export interface PositionView {
  readonly side: "LONG" | "SHORT" | null;
  readonly quantity: number;
  readonly entryPrice: number;
  readonly unrealizedPnl: number;
  readonly barsHeld: number;
  readonly stopLoss: number;
  readonly takeProfit: number;
}

/** The runner's resting orders; `version` changes whenever one of them does. */
export interface OrdersView {
  readonly version: number;
  list(): readonly RestingOrderView[];
}

/** The account the runner trades with, in the quote currency, at the last price. */
export interface AccountView {
  readonly equity: number;
  readonly cash: number;
  /** What is left for margin: `equity − margin in use`. */
  readonly available: number;
}

/** All that an instance can reach; the same objects from bar to bar, with new values. */
export interface StrategyScope {
  readonly market: MarketView;
  readonly indicators: IndicatorSource;
  readonly position: PositionView;
  readonly orders: OrdersView;
  readonly account: AccountView;
  /** Reaches the runner's events; the runner limits how many. */
  log(level: "INFO" | "WARN", message: string): void;
}

/**
 * One strategy at work for one runner. Every call may throw a {@link StrategyFault}, never anything
 * else, and leaves the instance usable.
 */
export interface StrategyInstance {
  /** Idle: true when an opportunity was found; its table is the context from then on. */
  detect(): boolean;
  /** Analyzing. */
  filter(): FilterIntent | null;
  /** In position. */
  manage(): ManageIntent | null;
  /** The strategy's own table as plain data (without `position`). */
  context(): JsonObject;
  setContext(context: JsonObject): void;
  setParameters(parameters: ParameterValues): void;
  /** Lets go of what the instance holds. */
  close(): void;
}

/** One language. Stateless but for caches; lives in a shard. */
export interface StrategyHost {
  readonly language: string;
  /** Runs the file's top level in the sandbox and reads what it declares; never throws. */
  describe(source: StrategySource): Promise<StrategyDescription>;
  /**
   * @param parameters complete and checked (see `resolveParameters`)
   * @throws StrategyFault when the source does not load or lacks one of the three functions
   */
  load(
    source: StrategySource,
    parameters: ParameterValues,
    scope: StrategyScope,
  ): Promise<StrategyInstance>;
}

/** Something a strategy did wrong: reported as STRATEGY_ERROR, and the runner goes on. */
export class StrategyFault extends Error {
  override readonly name = "StrategyFault";
  readonly code: StrategyFaultCode;
  readonly file: string | null;
  readonly line: number | null;
  /** The language's own traceback. */
  readonly traceback: string | null;

  constructor(
    code: StrategyFaultCode,
    message: string,
    where: { file?: string | null; line?: number | null; traceback?: string | null } = {},
  ) {
    super(message);
    this.code = code;
    this.file = where.file ?? null;
    this.line = where.line ?? null;
    this.traceback = where.traceback ?? null;
  }
}
