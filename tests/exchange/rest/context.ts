import type { Exchange } from "../../../engine/feeds/binance/exchanges.ts";
import type { Market } from "../market.ts";
import type { ExchangeModel } from "../model.ts";
import { Refusal } from "./answer.ts";

/** What an answer is made from. */
export interface RestContext {
  readonly model: ExchangeModel;
  readonly exchange: Exchange;
  /** Market time. */
  readonly now: number;
}

export function marketOf(model: ExchangeModel, symbol: string): Market {
  const market = model.markets.get(symbol);
  if (!market) throw new Refusal(-1121, "Invalid symbol.");
  return market;
}
