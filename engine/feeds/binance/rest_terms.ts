import type { SymbolTerms } from "../../domain/mod.ts";
import { numberOf } from "./rest_numbers.ts";

/** Decimal places that a step may have: what the engine can count in. */
const PLACES = 12;

type Filter = Readonly<Record<string, unknown>>;

/**
 * The terms in an answer of `exchangeInfo`, by symbol. A symbol without a price or quantity step that
 * makes sense cannot be traded here and is left out. Null when the answer has no list of symbols.
 */
export function readTerms(body: unknown): Map<string, SymbolTerms> | null {
  const symbols = field(body, "symbols");
  if (!Array.isArray(symbols)) return null;
  const all = new Map<string, SymbolTerms>();
  for (const entry of symbols) {
    const symbol = field(entry, "symbol");
    const filters = field(entry, "filters");
    if (typeof symbol !== "string" || !Array.isArray(filters)) continue;
    const terms = termsOf(filters.filter(isRecord));
    if (terms) all.set(symbol, terms);
  }
  return all;
}

function termsOf(filters: readonly Filter[]): SymbolTerms | null {
  const find = (type: string) => filters.find((filter) => filter.filterType === type);
  const lots = find("LOT_SIZE");
  const market = find("MARKET_LOT_SIZE");
  const priceStep = amount(find("PRICE_FILTER")?.tickSize);
  const lotStep = amount(lots?.stepSize);
  if (!lots || !isStep(priceStep) || !isStep(lotStep)) return null;
  const marketStep = amount(market?.stepSize);
  return {
    priceStep,
    // All our orders are market orders, and those keep to both filters.
    quantityStep: isStep(marketStep) ? Math.max(lotStep, marketStep) : lotStep,
    minQuantity: Math.max(amount(lots.minQty), amount(market?.minQty)),
    maxQuantity: leastLimit(amount(lots.maxQty), amount(market?.maxQty)),
    minNotional: Math.max(
      amount(find("NOTIONAL")?.minNotional),
      amount(find("MIN_NOTIONAL")?.minNotional),
    ),
  };
}

/** A number that is no limit where it is zero, missing or nonsense. */
function amount(value: unknown): number {
  const number = numberOf(value);
  return number > 0 && number < Infinity ? number : 0;
}

/** The smaller one of two limits, where zero is none. */
function leastLimit(one: number, other: number): number {
  return one === 0 || other === 0 ? Math.max(one, other) : Math.min(one, other);
}

/** True for 0.00001, 0.01, 0.5, 1, 10: a decimal that divides one or is whole. */
function isStep(step: number): boolean {
  if (!(step > 0) || Number(step.toFixed(PLACES)) !== step) return false;
  const turns = step < 1 ? 1 / step : step;
  return Math.abs(turns - Math.round(turns)) <= 1e-9 * turns;
}

function isRecord(value: unknown): value is Filter {
  return typeof value === "object" && value !== null;
}

function field(value: unknown, name: string): unknown {
  return isRecord(value) ? value[name] : undefined;
}
