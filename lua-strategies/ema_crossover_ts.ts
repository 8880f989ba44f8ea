/**
 * EMA crossover: the rules of `ema_crossover.lua`, bar by bar, as a trusted TypeScript module. What
 * is read from the market, the order of the sums and the reasons are the same, so that both make
 * the same trades.
 */
import type {
  Context,
  DetectOpportunity,
  FilterCommitment,
  Indicators,
  ManagePosition,
  ParameterDeclarations,
  ValuesOf,
} from "../engine/strategy/mod.ts";

export const description =
  "Trades the crossing of a fast and a slow EMA, with an ATR stop (TypeScript)";

export const parameters = {
  fast: {
    default: 10,
    min: 2,
    max: 200,
    step: 1,
    description: "Bars of the fast EMA",
  },
  slow: { default: 20, min: 3, max: 400, step: 1, description: "Bars of the slow EMA" },
  trade_long: { default: true, description: "Buy when the fast EMA crosses above" },
  trade_short: { default: true, description: "Sell short when the fast EMA crosses below" },
  reverse: {
    default: false,
    description: "At the opposite crossing go straight into the other side",
  },
  atr_period: {
    default: 14,
    min: 2,
    max: 100,
    step: 1,
    description: "Bars of the ATR that stop and target are measured in",
  },
  stop_atr: {
    default: 2.5,
    min: 0,
    max: 20,
    step: 0.1,
    description: "Stop loss this many ATR from the entry; 0 for none",
  },
  target_atr: {
    default: 0,
    min: 0,
    max: 50,
    step: 0.1,
    description: "Take profit this many ATR from the entry; 0 for none",
  },
  cool_down: {
    default: 3,
    min: 0,
    max: 500,
    step: 1,
    description: "Bars to sit out after a trade",
  },
  quantity: {
    default: 0,
    min: 0,
    max: 1_000_000,
    step: 0.0001,
    description: "Base units a trade; 0 lets the risk settings size it",
  },
} satisfies ParameterDeclarations;

export const constraints = ["fast < slow"];

type Declared = typeof parameters;
type Params = ValuesOf<Declared>;
/** 1 for a long, -1 for a short. */
type Direction = 1 | -1;

/** How far the fast EMA lies above the slow one; null until both are warm. */
function gap(params: Params, indicators: Indicators): number | null {
  const fast = indicators.ema(params.fast);
  const slow = indicators.ema(params.slow);
  return fast !== null && slow !== null ? fast - slow : null;
}

/** A price so many ATR away, null where that is switched off or would be at or below zero. */
function level(close: number, atr: number, distance: number): number | null {
  if (distance === 0) return null;
  const price = close + distance * atr;
  return price > 0 ? price : null;
}

function stopAndTarget(params: Params, close: number, direction: Direction, atr: number) {
  return {
    stopLoss: level(close, atr, -direction * params.stop_atr),
    takeProfit: level(close, atr, direction * params.target_atr),
  };
}

const needsAtr = (params: Params) => params.stop_atr > 0 || params.target_atr > 0;
const quantityOf = (params: Params) => params.quantity > 0 ? params.quantity : null;

/**
 * The pause after a trade: begins on the first bar without one, counts down by one for each new bar;
 * true while it lasts.
 */
function resting(params: Params, context: Context, timestamp: number): boolean {
  if (context.in_trade) {
    delete context.in_trade;
    context.rest = params.cool_down;
    delete context.rest_bar;
  }
  const left = typeof context.rest === "number" ? context.rest : 0;
  if (left <= 0) return false;
  if (context.rest_bar !== timestamp) {
    context.rest = left - 1;
    context.rest_bar = timestamp;
  }
  return true;
}

export const detectOpportunity: DetectOpportunity<Declared> = (
  market,
  context,
  indicators,
  { params },
) => {
  if (resting(params, context, market.timestamp)) return null;
  const now = gap(params, indicators);
  const fastBefore = indicators.ema(params.fast, 1);
  const slowBefore = indicators.ema(params.slow, 1);
  if (now === null || fastBefore === null || slowBefore === null) return null;
  // A crossing, not a level: whoever arrives late at a trend does not chase it.
  if (params.trade_long && now > 0 && fastBefore <= slowBefore) {
    return { signal: "bullish", gap: now };
  }
  if (params.trade_short && now < 0 && fastBefore >= slowBefore) {
    return { signal: "bearish", gap: now };
  }
  return null;
};

export const filterCommitment: FilterCommitment<Declared> = (
  market,
  context,
  indicators,
  { params },
) => {
  const direction = context.signal === "bullish" ? 1 : -1;
  const now = gap(params, indicators);
  if (now === null || now * direction <= 0) {
    return { action: "cancel_analysis", reason: "Crossed back" };
  }
  const atr = indicators.atr(params.atr_period);
  if (needsAtr(params) && atr === null) {
    return { action: "cancel_analysis", reason: "ATR is not warm yet" };
  }
  context.in_trade = true;
  return {
    action: direction > 0 ? "enter_long" : "enter_short",
    price: market.close,
    quantity: quantityOf(params),
    ...stopAndTarget(params, market.close, direction, atr ?? 0),
    reason: direction > 0 ? "Bullish crossover" : "Bearish crossover",
  };
};

export const managePosition: ManagePosition<Declared> = (
  market,
  context,
  indicators,
  { params },
) => {
  const direction = context.position?.side === "long" ? 1 : -1;
  const now = gap(params, indicators);
  // Here the level counts, so that no exit is missed because a crossing was not seen.
  if (now === null || now * direction >= 0) return null;
  const reason = direction > 0 ? "Bearish crossover" : "Bullish crossover";
  const allowed = direction > 0 ? params.trade_short : params.trade_long;
  const atr = indicators.atr(params.atr_period);
  if (params.reverse && allowed && (atr !== null || !needsAtr(params))) {
    const other = direction > 0 ? -1 : 1;
    return {
      action: "reverse",
      quantity: quantityOf(params),
      ...stopAndTarget(params, market.close, other, atr ?? 0),
      reason,
    };
  }
  return { action: "exit", price: market.close, reason };
};
