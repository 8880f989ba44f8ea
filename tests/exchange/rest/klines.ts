import { isTimeframe, timeframeMs } from "../../../engine/domain/mod.ts";
import { decimal } from "../decimals.ts";
import type { Kline } from "../kline.ts";
import type { SymbolSpec } from "../symbol_spec.ts";
import { Refusal } from "./answer.ts";
import type { Parameters } from "./parameters.ts";
import { marketOf, type RestContext } from "./context.ts";

/** `GET /api/v3/klines` */
export function klines(parameters: Parameters, { model, exchange, now }: RestContext): string {
  const symbol = parameters.required("symbol", parameters.symbol("symbol"));
  const interval = parameters.required("interval", parameters.text("interval"));
  const from = parameters.whole("startTime");
  const to = parameters.whole("endTime");
  const limit = parameters.limit(500, 1_000);
  parameters.text("timeZone");
  parameters.done();
  const market = marketOf(model, symbol);
  if (!isTimeframe(interval) || timeframeMs(interval) < timeframeMs(exchange.finest)) {
    throw new Refusal(-1120, "Invalid interval.");
  }
  const bars = market.bars(timeframeMs(interval), { from, to, limit }, now);
  return `[${bars.map((bar) => rowText(market.spec, bar)).join(",")}]`;
}

function rowText({ priceDigits: p, quantityDigits: q }: SymbolSpec, bar: Kline): string {
  return `[${bar.time},"${decimal(bar.open, p)}","${decimal(bar.high, p)}",` +
    `"${decimal(bar.low, p)}","${decimal(bar.close, p)}","${decimal(bar.lots, q)}",` +
    `${bar.time + bar.ms - 1},"${decimal(bar.quote, p + q)}",${bar.trades},` +
    `"${decimal(bar.takerLots, q)}","${decimal(bar.takerQuote, p + q)}","0"]`;
}
