import {
  MAX_UNITS,
  type OrderSide,
  type OrderType,
  type Scale,
  type TimeInForce,
} from "../domain/mod.ts";
import type { Denial } from "../risk/mod.ts";
import type { OrderTerms, ProtectionTerms, UpdateStopsIntent } from "../strategy/mod.ts";

/** How an order is to be placed, in ticks and times. */
export interface PlacedTerms {
  readonly type: OrderType;
  readonly limitTicks: number | null;
  readonly stopTicks: number | null;
  readonly trailTicks: number | null;
  readonly timeInForce: TimeInForce;
  readonly expiresAt: number | null;
  readonly postOnly: boolean;
}

/** Where and when an order is placed. */
export interface Placing {
  readonly side: OrderSide;
  /** The market's price. */
  readonly market: number;
  readonly time: number;
  readonly barMs: number;
  readonly scale: Scale;
}

export const isDenial = (value: object): value is Denial => "code" in value;

/** Turns prices into ticks and bars into times; a denial where the exchange would not take them. */
export function placeTerms(terms: OrderTerms, placing: Placing): PlacedTerms | Denial {
  if (isPlainMarket(terms)) return AT_MARKET;
  const prices = pricesOf(terms);
  const type = terms.order ?? "MARKET";
  const { scale } = placing;
  const denial = pricesDenial(type, prices, scale) ?? sideDenial(type, prices.stop, placing) ??
    expiryDenial(terms, placing);
  if (denial) return denial;
  const ticks = (price: number | undefined) => price === undefined ? null : scale.ticks(price);
  const expiresAt = expiryOf(terms, placing);
  return {
    type,
    limitTicks: ticks(prices.limit),
    stopTicks: ticks(prices.stop),
    trailTicks: ticks(prices.trail),
    timeInForce: terms.timeInForce ?? (expiresAt === null ? "GTC" : "GTD"),
    expiresAt,
    postOnly: terms.postOnly ?? false,
  };
}

const AT_MARKET: PlacedTerms = {
  type: "MARKET",
  limitTicks: null,
  stopTicks: null,
  trailTicks: null,
  timeInForce: "GTC",
  expiresAt: null,
  postOnly: false,
};

/** True for an order for the market that says no more: almost all are. */
function isPlainMarket(
  { order = "MARKET", expiresAt, expiresInBars, timeInForce, postOnly }: OrderTerms,
): boolean {
  return order === "MARKET" && expiresAt === undefined && expiresInBars === undefined &&
    timeInForce === undefined && postOnly === undefined;
}

interface Prices {
  readonly limit: number | undefined;
  readonly stop: number | undefined;
  readonly trail: number | undefined;
}

/** Which of the prices count for which type of order. */
function pricesOf({ order = "MARKET", price, stopPrice, trailBy }: OrderTerms): Prices {
  switch (order) {
    case "MARKET":
      return { limit: undefined, stop: undefined, trail: undefined };
    case "LIMIT":
      return { limit: price, stop: undefined, trail: undefined };
    case "STOP":
    case "TAKE_PROFIT":
      return { limit: undefined, stop: stopPrice ?? price, trail: undefined };
    case "STOP_LIMIT":
      return { limit: price, stop: stopPrice, trail: undefined };
    case "TRAILING_STOP":
      return { limit: undefined, stop: stopPrice, trail: trailBy };
  }
}

/** What a type of order cannot do without. */
const NEEDS: Readonly<Record<OrderType, readonly (keyof Prices)[]>> = {
  MARKET: [],
  LIMIT: ["limit"],
  STOP: ["stop"],
  TAKE_PROFIT: ["stop"],
  STOP_LIMIT: ["stop", "limit"],
  TRAILING_STOP: ["trail"],
};

const NAMES: Readonly<Record<keyof Prices, string>> = {
  limit: "price",
  stop: "stop price",
  trail: "trailing distance",
};

function pricesDenial(type: OrderType, prices: Prices, scale: Scale): Denial | null {
  for (const key of ["limit", "stop", "trail"] as const) {
    const price = prices[key];
    if (price !== undefined) {
      const denial = priceDenial(NAMES[key], price, scale) ?? stepDenial(price, scale);
      if (denial) return denial;
    } else if (NEEDS[type].includes(key)) {
      const what = type.toLowerCase().replaceAll("_", " ");
      return { code: "PRICE_INVALID", reason: `A ${what} order needs a ${NAMES[key]}` };
    }
  }
  return null;
}

/** Levels are rounded to the price step; what does not come to one is no price. */
export function levelsDenial(
  levels: ProtectionTerms | UpdateStopsIntent,
  scale: Scale,
): Denial | null {
  return levelDenial("stop loss", levels.stopLoss, scale) ??
    levelDenial("take profit", levels.takeProfit, scale) ??
    levelDenial("trailing stop", levels.trailingStop, scale);
}

function levelDenial(name: string, price: number | null | undefined, scale: Scale): Denial | null {
  return price === null || price === undefined ? null : priceDenial(name, price, scale);
}

function priceDenial(name: string, price: number, scale: Scale): Denial | null {
  const ticks = scale.ticks(price);
  if (ticks >= 1 && ticks <= MAX_UNITS) return null;
  const most = scale.toPrice(MAX_UNITS);
  return {
    code: "PRICE_INVALID",
    reason: `The ${name} cannot be ${price}: it has to be from ${scale.priceStep} to ${most}`,
  };
}

function stepDenial(price: number, scale: Scale): Denial | null {
  if (scale.isWholeTicks(price)) return null;
  const [below, above] = [scale.ticksDown(price), scale.ticksUp(price)].map((t) =>
    scale.toPrice(t)
  );
  return {
    code: "PRICE_STEP",
    reason: `Price ${price} is no multiple of ${scale.priceStep}: ${below} or ${above} would be`,
  };
}

/** A trigger that the market has passed already would go off at once. */
function sideDenial(type: OrderType, stop: number | undefined, placing: Placing): Denial | null {
  if (stop === undefined || type === "LIMIT" || type === "MARKET") return null;
  const { side, market } = placing;
  const above = (side === "BUY") !== (type === "TAKE_PROFIT");
  if (above ? stop > market : stop < market) return null;
  const what = `${type.toLowerCase().replaceAll("_", " ")} to ${side.toLowerCase()}`;
  return {
    code: "STOP_PRICE_SIDE",
    reason: `Stop price ${stop} of a ${what} has to be ${above ? "above" : "below"} ` +
      `the market at ${market}: it would go off at once`,
  };
}

/** The last moment that a date can name. */
const LAST_TIME = 8.64e15;

function expiryDenial(terms: OrderTerms, placing: Placing): Denial | null {
  const end = expiryOf(terms, placing);
  if (end === null) return null;
  const now = new Date(placing.time).toISOString();
  if (!(Math.abs(end) <= LAST_TIME)) {
    return { code: "EXPIRY_INVALID", reason: `The order cannot end at ${end}: that is no time` };
  }
  if (end > placing.time) return null;
  const time = new Date(end).toISOString();
  return { code: "EXPIRY_PASSED", reason: `The order would end at ${time}, and it is ${now}` };
}

function expiryOf({ expiresAt, expiresInBars }: OrderTerms, placing: Placing): number | null {
  if (expiresAt !== undefined) return expiresAt;
  return expiresInBars === undefined ? null : placing.time + expiresInBars * placing.barMs;
}
