import type { OrderSide, OrderType, Scale, TimeInForce } from "../domain/mod.ts";
import type { Denial } from "../risk/mod.ts";
import type { OrderTerms } from "../strategy/mod.ts";

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
  const prices = pricesOf(terms);
  const type = terms.order ?? "MARKET";
  const { scale } = placing;
  const denial = stepDenial(prices, scale) ?? sideDenial(type, prices.stop, placing) ??
    expiryDenial(terms, placing.time);
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

function stepDenial(prices: Prices, scale: Scale): Denial | null {
  for (const price of [prices.limit, prices.stop, prices.trail]) {
    if (price === undefined || scale.isWholeTicks(price)) continue;
    const [below, above] = [scale.ticksDown(price), scale.ticksUp(price)].map((t) =>
      scale.toPrice(t)
    );
    return {
      code: "PRICE_STEP",
      reason: `Price ${price} is no multiple of ${scale.priceStep}: ${below} or ${above} would be`,
    };
  }
  return null;
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

function expiryDenial({ expiresAt }: OrderTerms, time: number): Denial | null {
  if (expiresAt === undefined || expiresAt > time) return null;
  const [end, now] = [expiresAt, time].map((at) => new Date(at).toISOString());
  return { code: "EXPIRY_PASSED", reason: `The order would end at ${end}, and it is ${now}` };
}

function expiryOf({ expiresAt, expiresInBars }: OrderTerms, placing: Placing): number | null {
  if (expiresAt !== undefined) return expiresAt;
  return expiresInBars === undefined ? null : placing.time + expiresInBars * placing.barMs;
}
