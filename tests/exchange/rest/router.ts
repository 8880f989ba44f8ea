import type { Exchange } from "../../../engine/feeds/binance/exchanges.ts";
import { Refusal, type RestAnswer } from "./answer.ts";
import type { RestContext } from "./context.ts";
import { exchangeInfo } from "./exchange_info.ts";
import { klines } from "./klines.ts";
import { Parameters } from "./parameters.ts";
import { aggTrades, bookTicker, depth } from "./trades.ts";
import { type Verdict, Weights } from "./weights.ts";

interface Route {
  weight(exchange: Exchange): number;
  answer(parameters: Parameters, context: RestContext): string;
}

const ROUTES: ReadonlyMap<string, Route> = new Map<string, Route>([
  ["/api/v3/ping", { weight: () => 1, answer: nothing }],
  ["/api/v3/time", { weight: ({ weights }) => weights.time, answer: time }],
  ["/api/v3/klines", { weight: ({ weights }) => weights.klines, answer: klines }],
  [
    "/api/v3/exchangeInfo",
    { weight: ({ weights }) => weights.exchangeInfo, answer: exchangeInfo },
  ],
  ["/api/v3/aggTrades", { weight: () => 4, answer: aggTrades }],
  ["/api/v3/depth", { weight: () => 5, answer: depth }],
  ["/api/v3/ticker/bookTicker", { weight: () => 2, answer: bookTicker }],
]);

function nothing(parameters: Parameters): string {
  parameters.done();
  return "{}";
}

function time(parameters: Parameters, { now }: RestContext): string {
  parameters.done();
  return JSON.stringify({ serverTime: now });
}

/** Answers requests, and counts what they weigh. */
export class Router {
  readonly #weights: Weights;
  readonly #exchange: Exchange;

  constructor(exchange: Exchange) {
    this.#exchange = exchange;
    this.#weights = new Weights(exchange.weightPerMinute);
  }

  /**
   * @param path with its query
   * @param clock time of the machine, by which minutes are counted
   */
  get(path: string, context: RestContext, clock: number): RestAnswer {
    const url = new URL(path, "http://exchange");
    const route = ROUTES.get(url.pathname);
    if (!route) return { status: 404, headers: {}, body: "" };
    const verdict = this.#weights.count(route.weight(this.#exchange), clock);
    const headers = {
      "X-MBX-USED-WEIGHT": `${verdict.used}`,
      "X-MBX-USED-WEIGHT-1M": `${verdict.used}`,
    };
    if (verdict.kind !== "FINE") return this.#limited(verdict, headers, clock);
    try {
      const body = route.answer(new Parameters(url.searchParams), context);
      return { status: 200, headers, body };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { status: 400, headers, body: error.body };
    }
  }

  #limited(
    verdict: Exclude<Verdict, { kind: "FINE" }>,
    headers: Record<string, string>,
    clock: number,
  ): RestAnswer {
    const isBan = verdict.kind === "BANNED";
    const seconds = Math.ceil((isBan ? verdict.until - clock : verdict.waitMs) / 1_000);
    const words = isBan
      ? `Way too much request weight used; IP banned until ${verdict.until}. ` +
        `Please use WebSocket Streams for live updates to avoid bans.`
      : `Too much request weight used; current limit is ${this.#exchange.weightPerMinute} ` +
        `request weight per 1 MINUTE. ` +
        `Please use WebSocket Streams for live updates to avoid polling the API.`;
    return {
      status: isBan ? 418 : 429,
      headers: { ...headers, "Retry-After": `${seconds}` },
      body: new Refusal(-1003, words).body,
    };
  }
}
