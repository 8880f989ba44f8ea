import type { JsonObject } from "../../operations/operation.ts";
import type {
  BacktestDetail,
  ExecutionFields,
  Feed,
  RiskFields,
} from "../../operations/operations.ts";

/** A symbol as it was traded. */
export interface TradedMarket {
  readonly symbol: string;
  readonly quote: string;
  readonly priceStep: number;
  readonly quantityStep: number;
}

/** What a backtest was run with; what is not known yet, or not any more, is left out. */
export interface BacktestSettings {
  readonly parameters: JsonObject;
  readonly cash?: number;
  readonly execution?: ExecutionFields & { readonly seed?: string };
  readonly risk?: RiskFields;
  readonly windowSize?: number;
  readonly closeAtEnd?: boolean;
  readonly seed?: string;
  /** Whose candles. */
  readonly source?: Feed;
  /** Of a market that is not stored: how many, up to then. */
  readonly bars?: number;
  /** Once it is over. */
  readonly markets?: readonly TradedMarket[];
  readonly from?: number;
  readonly to?: number;
  readonly version?: string;
  readonly strategy?: { readonly sha256: string };
}

const NONE: BacktestSettings = { parameters: {} };

/** The `settings` of the API, which is JSON to its schema. */
export function settingsOf({ settings }: Pick<BacktestDetail, "settings">): BacktestSettings {
  if (typeof settings !== "object" || settings === null || Array.isArray(settings)) return NONE;
  // The service writes them itself, with the names that its schema has for a runner's settings.
  return { ...NONE, ...settings as unknown as BacktestSettings };
}

/** What money is counted in; empty while nobody knows. */
export function currencyOf({ markets = [] }: BacktestSettings): string {
  return markets[0]?.quote ?? "";
}

/** Steps of a symbol's prices and quantities. */
export function marketOf({ markets = [] }: BacktestSettings, symbol: string): TradedMarket {
  const found = markets.find((market) => market.symbol === symbol);
  return found ?? { symbol, quote: "", priceStep: 0.01, quantityStep: 0.00001 };
}

const FEEDS: readonly Feed[] = ["SIMULATED", "BINANCE_US", "BINANCE", "REPLAY"];

/** Whose candles it had. Older results say it in the words about their data only. */
export function sourceOf(
  { settings, data }: Pick<BacktestDetail, "settings" | "data">,
): Feed | null {
  const { source } = settingsOf({ settings });
  const [, word = ""] = / of (\w+)$/.exec(data[0]?.origin ?? "") ?? [];
  return source ?? FEEDS.find((feed) => feed === word.toUpperCase()) ?? null;
}

/** Names and values of which some differ: a row a name, a column each. */
export interface Difference {
  readonly name: string;
  readonly values: readonly (string | null)[];
}

/** Of lists of names and texts, those names whose texts are not all the same. */
export function differences(
  lists: readonly (readonly (readonly [string, string])[])[],
): Difference[] {
  const maps = lists.map((list) => new Map(list));
  const names = new Set(lists.flatMap((list) => list.map(([name]) => name)));
  return [...names]
    .map((name) => ({ name, values: maps.map((map) => map.get(name) ?? null) }))
    .filter(({ values }) => new Set(values).size > 1);
}
