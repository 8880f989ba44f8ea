/** How an answer says in which way its order is to be placed. */
import type { OrderType, TimeInForce } from "../domain/mod.ts";
import type { IntentAnswer, Writable } from "./intent_answer.ts";
import { type IntentField, ORDER_WORDS, TIME_IN_FORCE_WORDS } from "./intent_words.ts";
import type { OrderTerms } from "./strategy.ts";

/** Longest life of an order, in bars; almost two years of minutes. */
export const MAX_EXPIRY_BARS = 1_000_000;
/** The last moment that a date can name. */
const LAST_TIME = 8.64e15;

const BARS = `a whole number of bars from 1 to ${MAX_EXPIRY_BARS}`;
const TIME = "a time in whole milliseconds since 1970";

/** Terms while they are put together; here an order always says what it is. */
export type PlacedTerms = Writable<OrderTerms> & { order: OrderType };

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

/**
 * Reads which order is asked for.
 *
 * @throws StrategyFault BAD_RETURN where the fields do not go together
 */
export function orderTerms(into: PlacedTerms, answer: IntentAnswer): void {
  into.order = answer.word("order", ORDER_WORDS) ?? "MARKET";
  prices(into, answer);
  ending(into, answer);
  postOnly(into, answer);
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
  postOnly({ order }, answer);
}

function prices(into: PlacedTerms, answer: IntentAnswer): void {
  const { order } = into;
  const { needs, takes } = PRICES[order];
  for (const field of PRICE_FIELDS) {
    if (!takes.includes(field) && answer.has(field)) {
      answer.refuse(field, `left out for a ${word(order)} order`);
    }
  }
  answer.numbers(into, takes);
  for (const field of needs) {
    if (into[field] === undefined) answer.refuse(field, `given for a ${word(order)} order`);
  }
  const isPriceless = into.price === undefined && into.stopPrice === undefined;
  if (isPriceless && (order === "STOP" || order === "TAKE_PROFIT")) {
    answer.refuse("price", `given for a ${word(order)} order, or ${answer.spelled("stopPrice")}`);
  }
}

function ending(into: PlacedTerms, answer: IntentAnswer): void {
  const timeInForce = answer.word("timeInForce", TIME_IN_FORCE_WORDS);
  const bars = answer.whole("expiresIn", MAX_EXPIRY_BARS, BARS);
  const time = answer.whole("expiresAt", LAST_TIME, TIME);
  if (timeInForce !== undefined) into.timeInForce = timeInForce;
  if (bars === undefined && time === undefined) {
    if (timeInForce === "GTD") endless(answer);
    return;
  }
  if (timeInForce !== undefined && timeInForce !== "GTD") {
    clash(answer, bars === undefined ? "expiresAt" : "expiresIn", timeInForce);
  }
  if (bars !== undefined && time !== undefined) {
    answer.refuse("expiresAt", `left out beside ${answer.spelled("expiresIn")}`);
  }
  into.timeInForce = "GTD";
  if (bars !== undefined) into.expiresInBars = bars;
  if (time !== undefined) into.expiresAt = time;
}

function postOnly(into: PlacedTerms, answer: IntentAnswer): void {
  if (!answer.flag("postOnly")) return;
  if (into.order !== "LIMIT") {
    const right = `false for a ${word(into.order)} order: only a limit order can be post-only`;
    answer.refuse("postOnly", right);
  }
  const { timeInForce } = into;
  if (timeInForce === "IOC" || timeInForce === "FOK") clash(answer, "postOnly", timeInForce);
  into.postOnly = true;
}

function endless(answer: IntentAnswer): never {
  const ends = `${answer.spelled("expiresIn")} or ${answer.spelled("expiresAt")}`;
  return answer.refuse("timeInForce", `given together with ${ends}`);
}

function clash(answer: IntentAnswer, field: IntentField, timeInForce: TimeInForce): never {
  const where = `${answer.spelled("timeInForce")} is ${word(timeInForce)}`;
  return answer.refuse(field, `left out where ${where}`);
}

/** As strategies write it. */
function word(value: OrderType | TimeInForce): string {
  return value.toLowerCase();
}
