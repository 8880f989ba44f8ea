/**
 * What the author of a TypeScript strategy needs to know: types only, nothing runs.
 *
 * ```ts ignore
 * import type { DetectOpportunity } from "../engine/strategy/mod.ts";
 * ```
 */
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

/**
 * The strategy's own notes, kept from call to call and over a restart: what `detectOpportunity`
 * returned, and whatever was written into it since. Plain data only.
 */
export interface Context {
  /** There while a position is open. */
  readonly position?: ContextPosition;
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
  /** Lines for the runner's log; a flood is cut off. */
  readonly log: {
    info(message: string): void;
    warn(message: string): void;
  };
}

type Maybe<T> = T | null | undefined;

/** Into the market. Without a quantity the risk settings size the order. */
export interface Enter {
  action: "enter_long" | "enter_short";
  quantity?: Maybe<number>;
  /** A mere reference for a market order; the order's price for the others. */
  price?: Maybe<number>;
  stopLoss?: Maybe<number>;
  takeProfit?: Maybe<number>;
  order?: Maybe<"market" | "limit" | "stop">;
  reason?: Maybe<string>;
}
export interface CancelAnalysis {
  action: "cancel_analysis";
  reason?: Maybe<string>;
}
/** Without a quantity all is closed. */
export interface Exit {
  action: "exit";
  quantity?: Maybe<number>;
  price?: Maybe<number>;
  reason?: Maybe<string>;
}
/** Out, and into the other side at the same price. */
export interface Reverse {
  action: "reverse";
  quantity?: Maybe<number>;
  stopLoss?: Maybe<number>;
  takeProfit?: Maybe<number>;
  reason?: Maybe<string>;
}
/** What is left out stays; null takes a stop away. */
export interface UpdateStops {
  action: "update_stops";
  stopLoss?: Maybe<number>;
  takeProfit?: Maybe<number>;
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
  StrategyFunction<Declared, Exit | Reverse | UpdateStops>;
