import { decimal } from "../decimals.ts";
import type { ExchangeModel } from "../model.ts";
import { hashText } from "../noise.ts";
import type { SymbolSpec } from "../symbol_spec.ts";
import { Refusal } from "./answer.ts";
import { marketOf, type RestContext } from "./context.ts";
import type { Parameters } from "./parameters.ts";

/** `GET /api/v3/exchangeInfo` */
export function exchangeInfo(parameters: Parameters, context: RestContext): string {
  const { model, exchange, now } = context;
  const symbol = parameters.symbol("symbol");
  const list = parameters.text("symbols");
  const showsSets = parameters.text("showPermissionSets") !== "false";
  for (const name of ["permissions", "symbolStatus"]) parameters.text(name);
  parameters.done();
  if (symbol !== undefined && list !== undefined) {
    throw new Refusal(-1128, "Combination of optional parameters invalid.");
  }
  return JSON.stringify({
    timezone: "UTC",
    serverTime: now,
    rateLimits: rateLimits(exchange.weightPerMinute),
    exchangeFilters: [],
    symbols: wanted(model, symbol, list).map((spec) => symbolInfo(spec, showsSets)),
  });
}

/** One unknown symbol and the whole request is refused, as on the exchange. */
function wanted(model: ExchangeModel, symbol?: string, list?: string): SymbolSpec[] {
  if (symbol !== undefined) return [marketOf(model, symbol).spec];
  if (list === undefined) return [...model.markets.values()].map((market) => market.spec);
  if (!/^\["[A-Z0-9\-_.]{1,20}"(,"[A-Z0-9\-_.]{1,20}")*\]$/.test(list)) {
    throw new Refusal(
      -1100,
      `Illegal characters found in parameter 'symbols'; legal range is ` +
        `'^\\[("[A-Z0-9-_.]{1,20}"(,"[A-Z0-9-_.]{1,20}"){0,}){0,1}\\]$'.`,
    );
  }
  return (JSON.parse(list) as string[]).map((code) => marketOf(model, code).spec);
}

function rateLimits(weight: number) {
  return [
    { rateLimitType: "REQUEST_WEIGHT", interval: "MINUTE", intervalNum: 1, limit: weight },
    { rateLimitType: "ORDERS", interval: "SECOND", intervalNum: 10, limit: 100 },
    { rateLimitType: "ORDERS", interval: "DAY", intervalNum: 1, limit: 200_000 },
    { rateLimitType: "RAW_REQUESTS", interval: "MINUTE", intervalNum: 5, limit: 300_000 },
  ];
}

function symbolInfo(spec: SymbolSpec, showsSets: boolean) {
  return {
    symbol: spec.code,
    status: "TRADING",
    baseAsset: spec.base,
    baseAssetPrecision: 8,
    quoteAsset: spec.quote,
    quotePrecision: 8,
    quoteAssetPrecision: 8,
    baseCommissionPrecision: 8,
    quoteCommissionPrecision: 8,
    orderTypes: [
      "LIMIT",
      "LIMIT_MAKER",
      "MARKET",
      "STOP_LOSS",
      "STOP_LOSS_LIMIT",
      "TAKE_PROFIT",
      "TAKE_PROFIT_LIMIT",
    ],
    icebergAllowed: true,
    ocoAllowed: true,
    otoAllowed: true,
    opoAllowed: true,
    quoteOrderQtyMarketAllowed: true,
    allowTrailingStop: true,
    cancelReplaceAllowed: true,
    amendAllowed: true,
    pegInstructionsAllowed: true,
    isSpotTradingAllowed: true,
    isMarginTradingAllowed: true,
    filters: filtersOf(spec),
    permissions: [],
    permissionSets: showsSets ? [["SPOT", "MARGIN"]] : [],
    defaultSelfTradePreventionMode: "EXPIRE_MAKER",
    allowedSelfTradePreventionModes: [
      "EXPIRE_TAKER",
      "EXPIRE_MAKER",
      "EXPIRE_BOTH",
      "DECREMENT",
      "TRANSFER",
    ],
  };
}

function filtersOf(spec: SymbolSpec) {
  const tickSize = decimal(1, spec.priceDigits);
  const stepSize = decimal(1, spec.quantityDigits);
  return [
    { filterType: "PRICE_FILTER", minPrice: tickSize, maxPrice: "1000000.00000000", tickSize },
    { filterType: "LOT_SIZE", minQty: stepSize, maxQty: "90000000.00000000", stepSize },
    { filterType: "ICEBERG_PARTS", limit: 100 },
    {
      filterType: "MARKET_LOT_SIZE",
      minQty: "0.00000000",
      maxQty: decimal(
        Math.round(spec.dailyVolume * 10 ** spec.quantityDigits / 100),
        spec.quantityDigits,
      ),
      // On the exchange, too, no step of its own.
      stepSize: "0.00000000",
    },
    {
      filterType: "TRAILING_DELTA",
      minTrailingAboveDelta: 10,
      maxTrailingAboveDelta: 2_000,
      minTrailingBelowDelta: 10,
      maxTrailingBelowDelta: 2_000,
    },
    {
      filterType: "PERCENT_PRICE_BY_SIDE",
      bidMultiplierUp: "2",
      bidMultiplierDown: "0.5",
      askMultiplierUp: "2",
      askMultiplierDown: "0.5",
      avgPriceMins: 5,
    },
    notionalFilter(spec),
    { filterType: "MAX_NUM_ORDERS", maxNumOrders: 200 },
    { filterType: "MAX_NUM_ORDER_LISTS", maxNumOrderLists: 20 },
    { filterType: "MAX_NUM_ALGO_ORDERS", maxNumAlgoOrders: 5 },
    { filterType: "MAX_NUM_ORDER_AMENDS", maxNumOrderAmends: 10 },
  ];
}

/** Some symbols have the filter of today, some the older one: a client has to know both. */
export function hasOldNotional(code: string): boolean {
  return hashText(code) % 4 === 0;
}

function notionalFilter(spec: SymbolSpec) {
  const minNotional = decimal(BigInt(Math.round(spec.minNotional * 1e8)), 8);
  if (hasOldNotional(spec.code)) {
    return { filterType: "MIN_NOTIONAL", minNotional, applyToMarket: true, avgPriceMins: 5 };
  }
  return {
    filterType: "NOTIONAL",
    minNotional,
    applyMinToMarket: true,
    maxNotional: "9000000.00000000",
    applyMaxToMarket: false,
    avgPriceMins: 5,
  };
}
