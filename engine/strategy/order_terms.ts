/** How an answer says in which way its order is to be placed. */
import type { OrderType, TimeInForce } from "../domain/mod.ts";
import type { IntentAnswer } from "./intent_answer.ts";
import { type IntentField, ORDER_WORDS, TIME_IN_FORCE_WORDS } from "./intent_words.ts";
import type { OrderTerms } from "./strategy.ts";

/** Longest life of an order, in bars; almost two years of minutes. */
export const MAX_EXPIRY_BARS = 1_000_000;
/** The last moment that a date can name. */
const LAST_TIME = 8.64e15;

const BARS = `a whole number of bars from 1 to ${MAX_EXPIRY_BARS}`;
const TIME = "a time in whole milliseconds since 1970";

type PriceField = "price" | "stopPrice" | "trailBy";
const PRICE_FIELDS: readonly PriceField[] = ["price", "stopPrice", "trailBy"];

interface PriceRule {
  readonly needs: readonly PriceField[];
  readonly takes: readonly PriceField[];
}
/** Prices of each type; those that it does not take would be passed over without a word. */
const PRICES: Readonly<Record<OrderType, PriceRule>> = {
  MARKET: { needs: [], takes: ["price"] },
  LIMIT: { needs: ["price"], takes: ["price"] },
  STOP: { needs: [], takes: ["price", "stopPrice"] },
  TAKE_PROFIT: { needs: [], takes: ["price", "stopPrice"] },
  STOP_LIMIT: { needs: ["price", "stopPrice"], takes: ["price", "stopPrice"] },
  TRAILING_STOP: { needs: ["trailBy"], takes: ["stopPrice", "trailBy"] },
};

/** Fields that only make sense where the order's type can be chosen. */
const ORDER_FIELDS: readonly IntentField[] = [
  "stopPrice",
  "trailBy",
  "timeInForce",
  "expiresIn",
  "expiresAt",
];

/** @throws StrategyFault BAD_RETURN where the fields do not go together */
export function orderTerms(answer: IntentAnswer): OrderTerms {
  const order = answer.word("order", ORDER_WORDS) ?? "MARKET";
  return {
    order,
    ...prices(answer, order),
    ...ending(answer),
    ...postOnly(answer, order),
  };
}

/**
 * Out and in again is one order at the market, whatever else was asked for.
 *
 * @throws StrategyFault BAD_RETURN where something else was
 */
export function reversesAtMarket(answer: IntentAnswer): void {
  const order = answer.word("order", ORDER_WORDS) ?? "MARKET";
  if (order !== "MARKET") answer.refuse("order", "left out, or market, to reverse");
  const extra = ORDER_FIELDS.find((field) => answer.has(field));
  if (extra) answer.refuse(extra, "left out to reverse, which is done at the market");
  postOnly(answer, order);
}

function prices(answer: IntentAnswer, order: OrderType): { [F in PriceField]?: number } {
  const { needs, takes } = PRICES[order];
  const word = order.toLowerCase();
  for (const field of PRICE_FIELDS) {
    if (!takes.includes(field) && answer.has(field)) {
      answer.refuse(field, `left out for a ${word} order`);
    }
  }
  const given = answer.numbers(takes);
  for (const field of needs) {
    if (given[field] === undefined) answer.refuse(field, `given for a ${word} order`);
  }
  if (needs.length === 0 && order !== "MARKET" && Object.keys(given).length === 0) {
    answer.refuse("price", `given for a ${word} order, or ${answer.spelled("stopPrice")}`);
  }
  return given;
}

function ending(answer: IntentAnswer): Pick<
  OrderTerms,
  "timeInForce" | "expiresInBars" | "expiresAt"
> {
  const timeInForce = answer.word("timeInForce", TIME_IN_FORCE_WORDS);
  const expiresInBars = answer.whole("expiresIn", MAX_EXPIRY_BARS, BARS);
  const expiresAt = answer.whole("expiresAt", LAST_TIME, TIME);
  const [barsName, timeName] = [answer.spelled("expiresIn"), answer.spelled("expiresAt")];
  if (expiresInBars === undefined && expiresAt === undefined) {
    if (timeInForce === "GTD") {
      answer.refuse("timeInForce", `given together with ${barsName} or ${timeName}`);
    }
    return timeInForce ? { timeInForce } : {};
  }
  const field = expiresInBars === undefined ? "expiresAt" : "expiresIn";
  if (timeInForce !== undefined && timeInForce !== "GTD") endless(answer, field, timeInForce);
  if (expiresInBars === undefined) return { timeInForce: "GTD", expiresAt: expiresAt! };
  if (expiresAt !== undefined) answer.refuse("expiresAt", `left out beside ${barsName}`);
  return { timeInForce: "GTD", expiresInBars };
}

function endless(answer: IntentAnswer, field: IntentField, timeInForce: TimeInForce): never {
  const where = `${answer.spelled("timeInForce")} is ${timeInForce.toLowerCase()}`;
  return answer.refuse(field, `left out where ${where}`);
}

function postOnly(answer: IntentAnswer, order: OrderType): { postOnly?: boolean } {
  if (!answer.flag("postOnly")) return {};
  if (order !== "LIMIT") {
    const word = order.toLowerCase();
    answer.refuse("postOnly", `false for a ${word} order: only a limit order can be post-only`);
  }
  const timeInForce = answer.word("timeInForce", TIME_IN_FORCE_WORDS);
  if (timeInForce === "IOC" || timeInForce === "FOK") endless(answer, "postOnly", timeInForce);
  return { postOnly: true };
}
