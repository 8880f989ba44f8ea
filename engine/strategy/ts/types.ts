/**
 * What the author of a TypeScript strategy needs to know: types only, nothing runs.
 *
 * ```ts ignore
 * import type { DetectOpportunity } from "../engine/strategy/mod.ts";
 * ```
 */
import type { OrderPurpose, OrderSide, OrderType, TimeInForce } from "../../domain/mod.ts";
import type { INDICATORS } from "../../indicators/mod.ts";
import type { MarketView } from "../../market/mod.ts";

/** The market as it stands at the close of the bar decided on; `closeAt(1)` is one bar earlier. */
export type Market = Omit<MarketView, "showClosed" | "showForming" | "forming">;

type Definition = typeof INDICATORS[number];
type Arguments<Parameters extends readonly unknown[]> = [
  ...{ [K in keyof Parameters]?: number },
  barsAgo?: number,
];
type Reading<Output extends string> = [Output] extends ["value"] ? number
  : { readonly [K in Output]: number };

/**
 * Every indicator there is. Each answers null until it is warm; a last argument looks back:
 * `indicators.ema(10, 1)` is the value one bar ago. An answer with several numbers is good until the
 * same question is asked again: copy what you want to keep.
 */
export type Indicators = {
  readonly [D in Definition as D["name"]]: (
    ...parameters: Arguments<D["parameters"]>
  ) => Reading<D["outputs"][number]> | null;
};

/** The open position. Prices in the quote currency, quantity in base units. */
export interface ContextPosition {
  readonly side: "long" | "short" | null;
  readonly quantity: number;
  readonly entryPrice: number;
  readonly unrealizedPnl: number;
  readonly barsHeld: number;
  readonly stopLoss: number | null;
  readonly takeProfit: number | null;
}

/** An order that rests in the market. It stays as it is: the next call brings a new one. */
export interface ContextOrder {
  readonly id: string;
  readonly purpose: Lowercase<OrderPurpose>;
  readonly side: Lowercase<OrderSide>;
  readonly order: Lowercase<OrderType>;
  readonly price: number | null;
  readonly stopPrice: number | null;
  readonly quantity: number;
  readonly filled: number;
  /** Closed bars since it was sent. */
  readonly bars: number;
}

/**
 * The strategy's own notes, kept from call to call and over a restart: what `detectOpportunity`
 * returned, and whatever was written into it since. Plain data only.
 */
export interface Context {
  /** There while a position is open. */
  readonly position?: ContextPosition;
  /** There while orders rest in the market, when analyzing and in a position; not part of the notes. */
  readonly orders?: readonly ContextOrder[];
  [name: string]: unknown;
}

/** One parameter: what the user may set, and the range a sweep may try. */
export interface ParameterDeclaration {
  readonly default: number | boolean | string;
  readonly min?: number;
  readonly max?: number;
  readonly step?: number;
  readonly options?: readonly string[];
  readonly description?: string;
}
export type ParameterDeclarations = Readonly<Record<string, ParameterDeclaration>>;

type Widened<T> = T extends number ? number : T extends boolean ? boolean : string;
/** The values that belong to declared parameters. */
export type ValuesOf<Declared extends ParameterDeclarations> = {
  readonly [K in keyof Declared]: Widened<Declared[K]["default"]>;
};

export interface Tools<Declared extends ParameterDeclarations = ParameterDeclarations> {
  /** The declared parameters with their values of now. */
  readonly params: ValuesOf<Declared>;
  /** What the runner trades with, in the quote currency, at the last price. */
  readonly account: {
    readonly equity: number;
    readonly cash: number;
    /** What is left for margin. */
    readonly available: number;
  };
  /** Lines for the runner's log; a flood is cut off. */
  readonly log: {
    info(message: string): void;
    warn(message: string): void;
  };
}

type Maybe<T> = T | null | undefined;

/** How an order is placed; at the market where nothing is said. */
export interface OrderFields {
  order?: Maybe<Lowercase<OrderType>>;
  /** A mere reference for a market order; the price of a limit, stop or take profit order. */
  price?: Maybe<number>;
  /** The price that triggers a stop, stop limit or take profit order. */
  stopPrice?: Maybe<number>;
  /** How far a trailing stop order follows behind, in the quote currency. */
  trailBy?: Maybe<number>;
  timeInForce?: Maybe<Lowercase<TimeInForce>>;
  /** Ends the order after so many bars. */
  expiresIn?: Maybe<number>;
  /** Ends the order at this time, in UTC epoch milliseconds. */
  expiresAt?: Maybe<number>;
  /** Refused rather than traded at once; for limit orders. */
  postOnly?: Maybe<boolean>;
}
interface Levels {
  stopLoss?: Maybe<number>;
  takeProfit?: Maybe<number>;
  /** The stop loss follows the price this far behind, in the quote currency. */
  trailingStop?: Maybe<number>;
}
interface Sized {
  /** Base units. */
  quantity?: Maybe<number>;
  reason?: Maybe<string>;
}

/** Into the market. Without a quantity the risk settings size the order. */
export interface Enter extends OrderFields, Levels, Sized {
  action: "enter_long" | "enter_short";
}
/** Back to idle; an entry that rests in the market is canceled. */
export interface CancelAnalysis {
  action: "cancel_analysis";
  reason?: Maybe<string>;
}
/** Without a quantity all is closed. */
export interface Exit extends OrderFields, Sized {
  action: "exit";
}
/** More of the open position. Without a quantity the risk settings size the order. */
export interface Add extends OrderFields, Sized {
  action: "add";
}
/** Out, and into the other side at the same price. */
export interface Reverse extends Levels, Sized {
  action: "reverse";
}
/** What is left out stays; null takes a level away. */
export interface UpdateStops extends Levels {
  action: "update_stops";
}
/** Cancels the orders that rest in the market; stop loss and take profit stay. */
export interface CancelOrders {
  action: "cancel_orders";
  reason?: Maybe<string>;
}

type StrategyFunction<Declared extends ParameterDeclarations, Result> = (
  market: Market,
  context: Context,
  indicators: Indicators,
  tools: Tools<Declared>,
) => Result | null | undefined;

/** Called while idle; what it returns becomes the context. */
export type DetectOpportunity<Declared extends ParameterDeclarations = ParameterDeclarations> =
  StrategyFunction<Declared, Record<string, unknown>>;
/** Called while analyzing, first on the bar of the detection; nothing means wait. */
export type FilterCommitment<Declared extends ParameterDeclarations = ParameterDeclarations> =
  StrategyFunction<Declared, Enter | CancelAnalysis>;
/** Called while in a position; nothing means hold. */
export type ManagePosition<Declared extends ParameterDeclarations = ParameterDeclarations> =
  StrategyFunction<Declared, Exit | Add | Reverse | UpdateStops | CancelOrders>;
