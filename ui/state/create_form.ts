import type { ApiError } from "../client.ts";
import type {
  CatalogueData,
  CreateRunnerInput,
  DecideOn,
  Feed,
  StrategyFields,
  SymbolFields,
} from "../operations/operations.ts";
import {
  checkParameters,
  type Entries,
  type Errors,
  numberFault,
  type NumberRule,
  parameterEntries,
} from "./parameter_form.ts";

/** As the service names them. */
export const TIMEFRAMES = [
  "1s",
  "1m",
  "3m",
  "5m",
  "15m",
  "30m",
  "1h",
  "2h",
  "4h",
  "6h",
  "8h",
  "12h",
  "1d",
  "1w",
] as const;

/** What stands in the form for a new runner; numbers as typed. */
export interface CreateForm {
  readonly symbol: string | null;
  readonly strategy: string | null;
  readonly timeframe: string;
  readonly feed: Feed | null;
  readonly windowSize: string;
  readonly cash: string;
  readonly feeBps: string;
  readonly spreadBps: string;
  readonly decideOn: DecideOn;
  readonly autostart: boolean;
  readonly parameters: Entries;
}

/** Everything that stands here is sent, so that a runner gets what was shown. */
export const EMPTY_FORM: CreateForm = {
  symbol: null,
  strategy: null,
  timeframe: "1m",
  feed: null,
  windowSize: "500",
  cash: "10000",
  feeBps: "10",
  spreadBps: "0",
  decideOn: "CANDLE",
  autostart: true,
  parameters: {},
};

const FIRST_SYMBOL = "BTCUSDT";
const FIRST_STRATEGY = "ema_crossover";

/** The form as it opens: ready to be sent wherever there is a strategy that works. */
export function startingForm(
  { symbols, strategies, engine }: Omit<CatalogueData, "feeds">,
): CreateForm {
  const usable = strategies.filter(({ error }) => error === null);
  const symbol = symbols.find(({ code }) => code === FIRST_SYMBOL) ?? symbols[0];
  const strategy = usable.find(({ name }) => name === FIRST_STRATEGY) ?? usable[0];
  const placed = symbol === undefined
    ? EMPTY_FORM
    : withSymbol(EMPTY_FORM, symbol, engine.defaultFeed);
  return strategy === undefined ? placed : withStrategy(placed, strategy);
}

/** The form with another symbol: the feed stays if the symbol has it. */
export function withSymbol(form: CreateForm, symbol: SymbolFields, wanted: Feed): CreateForm {
  const preferred = [form.feed, wanted].find((feed) =>
    feed !== null && symbol.feeds.includes(feed)
  );
  return { ...form, symbol: symbol.code, feed: preferred ?? symbol.feeds[0] ?? null };
}

export function withStrategy(form: CreateForm, strategy: StrategyFields): CreateForm {
  return { ...form, strategy: strategy.name, parameters: parameterEntries(strategy.parameters) };
}

const WINDOW: NumberRule = { min: 2, isWhole: true };
const CASH: NumberRule = { min: 0.01 };
const BPS: NumberRule = { min: 0, max: 10_000 };

export interface CheckedForm {
  /** Null while something is wrong. */
  readonly input: CreateRunnerInput | null;
  /** By field as the API names it: `symbol`, `parameters.fast`. */
  readonly errors: Errors;
}

export function checkForm(form: CreateForm, strategy: StrategyFields | null): CheckedForm {
  const { symbol, feed } = form;
  const { values, errors: faults } = checkParameters(strategy?.parameters ?? [], form.parameters);
  const errors: Record<string, string> = {};
  const note = (field: string, fault: string | null) => {
    if (fault !== null) errors[field] = fault;
  };
  note("symbol", symbol === null ? "Choose a symbol" : null);
  note("strategy", strategy === null ? "Choose a strategy" : null);
  note("windowSize", numberFault(form.windowSize, WINDOW));
  note("cash", numberFault(form.cash, CASH));
  note("feeBps", numberFault(form.feeBps, BPS));
  note("spreadBps", numberFault(form.spreadBps, BPS));
  for (const [name, fault] of Object.entries(faults)) note(`parameters.${name}`, fault);
  if (symbol === null || strategy === null || Object.keys(errors).length > 0) {
    return { input: null, errors };
  }
  const input: CreateRunnerInput = {
    symbol,
    strategy: strategy.name,
    timeframe: form.timeframe,
    windowSize: Number(form.windowSize),
    cash: Number(form.cash),
    feeBps: Number(form.feeBps),
    spreadBps: Number(form.spreadBps),
    decideOn: form.decideOn,
    autostart: form.autostart,
    parameters: values,
    ...(feed === null ? {} : { feed }),
  };
  return { input, errors };
}

/** Where an error of the server is shown: at its field, or above the form under the name `form`. */
export function placedError(error: ApiError, strategy: StrategyFields | null): Errors {
  const { field, message } = error;
  const parameters = strategy?.parameters.map(({ name }) => `parameters.${name}`) ?? [];
  const known = [...Object.keys(EMPTY_FORM), ...parameters];
  const isShown = field !== null && field !== "parameters" && known.includes(field);
  return { [isShown ? field : "form"]: message };
}

/** Symbols that match what was typed, by asset class in the order of the catalogue. */
export function groupedSymbols(
  symbols: readonly SymbolFields[],
  text: string,
): [SymbolFields["assetClass"], SymbolFields[]][] {
  const wanted = text.trim().toLowerCase();
  const groups = new Map<SymbolFields["assetClass"], SymbolFields[]>();
  for (const symbol of symbols) {
    const hay = `${symbol.code} ${symbol.name} ${symbol.base} ${symbol.quote}`.toLowerCase();
    if (!hay.includes(wanted)) continue;
    const group = groups.get(symbol.assetClass);
    if (group === undefined) groups.set(symbol.assetClass, [symbol]);
    else group.push(symbol);
  }
  return [...groups];
}
