import type { ApiError } from "../../client.ts";
import type {
  BacktestDetail,
  BacktestInput,
  CatalogueData,
  Feed,
  StrategyFields,
  SymbolFields,
} from "../../operations/operations.ts";
import {
  DEFAULT_EXECUTION_ENTRIES,
  EXECUTION_FIELDS,
  executionInput,
} from "../execution_fields.ts";
import {
  checkParameters,
  type Entries,
  type Errors,
  NOTHING_DECLARED,
  numberFault,
  parameterEntries,
} from "../parameter_form.ts";
import { DEFAULT_RISK_ENTRIES, RISK_FIELDS, riskFaults, riskInput } from "../risk_fields.ts";
import {
  type SettingEntries,
  settingEntries,
  settingFaults,
  shownSpecs,
} from "../setting_fields.ts";
import { timeframeSeconds } from "../runner_list.ts";
import { rangeFault, timeOf, timeText } from "./range.ts";
import { settingsOf, sourceOf } from "./settings.ts";

/** What stands in the form for a new backtest; numbers and times as typed. */
export interface BacktestForm {
  readonly strategy: string | null;
  readonly symbols: readonly string[];
  readonly timeframe: string;
  readonly source: Feed | null;
  /** The very candles of a backtest, by its id, in place of source, bars and range; null for others. */
  readonly candlesOf: string | null;
  /** Of a market that has no stored candles. */
  readonly bars: string;
  /** `2024-01-31T00:00`, UTC; empty for all there is. */
  readonly from: string;
  readonly to: string;
  readonly cash: string;
  readonly windowSize: string;
  readonly seed: string;
  readonly closeAtEnd: boolean;
  readonly parameters: Entries;
  readonly execution: SettingEntries;
  readonly risk: SettingEntries;
}

/** Everything that stands here is sent, so that a backtest gets what was shown. */
export const EMPTY_BACKTEST: BacktestForm = {
  strategy: null,
  symbols: [],
  timeframe: "1m",
  source: null,
  candlesOf: null,
  bars: "5000",
  from: "",
  to: "",
  cash: "10000",
  windowSize: "500",
  seed: "1",
  closeAtEnd: false,
  parameters: {},
  execution: DEFAULT_EXECUTION_ENTRIES,
  risk: DEFAULT_RISK_ENTRIES,
};

const FIRST_SYMBOL = "BTCUSDT";
const FIRST_STRATEGY = "ema_crossover";
/** Feeds whose candles the service keeps, connected to them or not. */
const STORED: readonly Feed[] = ["BINANCE", "BINANCE_US"];

type Catalogue = Pick<CatalogueData, "symbols" | "strategies" | "engine" | "feeds">;

export function isStored(source: Feed | null): boolean {
  return source !== null && STORED.includes(source);
}

/** Where candles of all these symbols can come from. */
export function sourcesOf({ symbols, feeds }: Catalogue, codes: readonly string[]): Feed[] {
  const offered = [...new Set([...feeds.map(({ feed }) => feed), ...STORED])];
  const chosen = symbols.filter(({ code }) => codes.includes(code));
  return offered.filter((feed) => chosen.every((symbol) => symbol.feeds.includes(feed)));
}

/** The form as it opens: ready to be sent wherever there is a strategy that works. */
export function startingBacktest(catalogue: Catalogue): BacktestForm {
  const usable = catalogue.strategies.filter(({ error }) => error === null);
  const strategy = usable.find(({ name }) => name === FIRST_STRATEGY) ?? usable[0];
  const { symbols } = catalogue;
  const symbol = symbols.find(({ code }) => code === FIRST_SYMBOL) ?? symbols[0];
  const form = symbol === undefined
    ? EMPTY_BACKTEST
    : withSymbols(EMPTY_BACKTEST, [symbol.code], catalogue);
  return strategy === undefined ? form : withBacktestStrategy(form, strategy);
}

/** A backtest, or a study as one. */
export type RunBefore = Pick<
  BacktestDetail,
  "id" | "strategy" | "symbols" | "timeframe" | "settings" | "data" | "dataHash"
>;

/**
 * The form that gives a backtest again, over the very same candles. Where others are chosen, a past that is
 * not stored ends now, not where it ended then.
 */
export function backtestAgain(catalogue: Catalogue, backtest: RunBefore): BacktestForm {
  const settings = settingsOf(backtest);
  const { cash, windowSize, execution, risk, from, to, bars } = settings;
  const strategy = catalogue.strategies.find(({ name }) => name === backtest.strategy);
  const source = sourceOf(backtest);
  // Older results say it in the words about their data only.
  const [, was] = /last (\d+) bars/.exec(backtest.data[0]?.origin ?? "") ?? [];
  return {
    ...EMPTY_BACKTEST,
    strategy: strategy?.name ?? null,
    symbols: backtest.symbols,
    timeframe: backtest.timeframe,
    source,
    candlesOf: backtest.dataHash === null ? null : backtest.id,
    bars: String(bars ?? was ?? EMPTY_BACKTEST.bars),
    from: isStored(source) ? timeText(from) : "",
    to: isStored(source) ? timeText(to) : "",
    cash: String(cash ?? EMPTY_BACKTEST.cash),
    windowSize: String(windowSize ?? EMPTY_BACKTEST.windowSize),
    seed: settings.seed ?? execution?.seed ?? EMPTY_BACKTEST.seed,
    closeAtEnd: settings.closeAtEnd ?? false,
    parameters: parameterEntries(strategy?.parameters ?? [], settings.parameters),
    execution: settingEntries(EXECUTION_FIELDS, execution ?? {}, DEFAULT_EXECUTION_ENTRIES),
    risk: settingEntries(RISK_FIELDS, risk ?? {}, DEFAULT_RISK_ENTRIES),
  };
}

/** The form with other symbols: the source stays if all of them have it. */
export function withSymbols(
  form: BacktestForm,
  codes: readonly string[],
  catalogue: Catalogue,
): BacktestForm {
  const sources = sourcesOf(catalogue, codes);
  const wanted = [form.source, catalogue.engine.defaultFeed];
  const source = wanted.find((feed) => feed !== null && sources.includes(feed)) ?? sources[0];
  const isMore = codes.some((code) => !form.symbols.includes(code));
  return {
    ...form,
    symbols: codes,
    source: source ?? null,
    candlesOf: isMore ? null : form.candlesOf,
  };
}

/** One more symbol, or one less. */
export function withSymbolToggled(
  form: BacktestForm,
  { code }: SymbolFields,
  catalogue: Catalogue,
): BacktestForm {
  const { symbols } = form;
  const codes = symbols.includes(code)
    ? symbols.filter((each) => each !== code)
    : [...symbols, code];
  return withSymbols(form, codes, catalogue);
}

export function withBacktestStrategy(form: BacktestForm, strategy: StrategyFields): BacktestForm {
  return { ...form, strategy: strategy.name, parameters: parameterEntries(strategy.parameters) };
}

export interface CheckedBacktest {
  /** Null while something is wrong. */
  readonly input: BacktestInput | null;
  /** By field as the API names it: `symbols`, `parameters.fast`. */
  readonly errors: Errors;
}

/** Most bars of a market that is not stored; the service refuses more. */
const MOST_BARS = 20_000;
/** Of all symbols together: the simulated market makes its past up, from its beginning on. */
const MOST_SIMULATED_HOURS = 120_000;

/** The most bars that can be asked for of what is not stored. */
export function mostBars(
  { source, symbols, timeframe }: Pick<BacktestForm, "source" | "symbols" | "timeframe">,
): number {
  if (source !== "SIMULATED") return MOST_BARS;
  const hours = timeframeSeconds(timeframe) / 3_600 * Math.max(1, symbols.length);
  return Math.max(1, Math.min(MOST_BARS, Math.floor(MOST_SIMULATED_HOURS / hours)));
}

export function checkBacktest(
  form: BacktestForm,
  strategy: StrategyFields | null,
  symbols: readonly SymbolFields[] = [],
): CheckedBacktest {
  const { values, errors: faults } = checkParameters(strategy ?? NOTHING_DECLARED, form.parameters);
  const errors: Record<string, string> = {};
  const note = (field: string, fault: string | null) => {
    if (fault !== null) errors[field] = fault;
  };
  const noteAll = (prefix: string, found: Errors) => {
    for (const [name, fault] of Object.entries(found)) note(`${prefix}.${name}`, fault);
  };
  const isAgain = form.candlesOf !== null;
  const hasBars = !isAgain && !isStored(form.source);
  note("symbols", form.symbols.length === 0 ? "Choose a symbol" : currencyFault(form, symbols));
  note("strategy", strategy === null ? "Choose a strategy" : null);
  const bars = { min: 1, max: mostBars(form), isWhole: true };
  note("bars", hasBars ? numberFault(form.bars, bars) : null);
  note("from", isAgain ? null : rangeFault(form.from, form.to));
  note("cash", numberFault(form.cash, { min: 0.01 }));
  note("windowSize", numberFault(form.windowSize, { min: 2, isWhole: true }));
  note("seed", form.seed.trim() === "" ? "Has to be a number or a word" : null);
  noteAll("parameters", faults);
  noteAll("execution", settingFaults(EXECUTION_FIELDS, form.execution));
  noteAll("risk", riskFaults(form.risk, Number(form.execution["leverage"])));
  if (strategy === null || Object.keys(errors).length > 0) return { input: null, errors };
  const input: BacktestInput = {
    strategy: strategy.name,
    symbols: form.symbols,
    timeframe: form.timeframe,
    ...candlesInput(form),
    cash: Number(form.cash),
    windowSize: Number(form.windowSize),
    seed: form.seed.trim(),
    closeAtEnd: form.closeAtEnd,
    parameters: values,
    execution: executionInput(form.execution),
    risk: riskInput(form.risk),
  };
  return { input, errors };
}

/** One portfolio counts in one currency. */
function currencyFault(
  { symbols: codes }: BacktestForm,
  symbols: readonly SymbolFields[],
): string | null {
  const chosen = symbols.filter(({ code }) => codes.includes(code));
  const other = chosen.find(({ quote }) => quote !== chosen[0]?.quote);
  if (other === undefined) return null;
  return `One portfolio has one currency: ${chosen[0]?.code} is paid in ${chosen[0]?.quote}, ` +
    `${other.code} in ${other.quote}`;
}

/** Which candles: those of another one, or whose, from when to when. */
function candlesInput({ candlesOf, source, bars, ...range }: BacktestForm) {
  if (candlesOf !== null) return { candlesOf };
  const [from, to] = [timeOf(range.from), timeOf(range.to)];
  return {
    ...(source === null ? {} : { source }),
    ...(isStored(source) ? {} : { bars: Number(bars) }),
    ...(from === null ? {} : { from }),
    ...(to === null ? {} : { to }),
  };
}

/** The form's names for what the API calls otherwise. */
const PLACES: Readonly<Record<string, string>> = { symbol: "symbols", "execution.seed": "seed" };

/** Where an error of the server is shown: at its field, or beside the button under the name `form`. */
export function placedBacktestError(
  { code, field, message }: ApiError,
  form: BacktestForm,
  strategy: StrategyFields | null,
): Errors {
  const shown = (prefix: string, keys: readonly { readonly key: string }[]) =>
    keys.map(({ key }) => `${prefix}.${key}`);
  const known = [
    ...["symbols", "strategy", "timeframe", "source", "cash", "windowSize", "seed"],
    ...(form.candlesOf === null ? ["from", "to"] : []),
    ...(form.candlesOf === null && !isStored(form.source) ? ["bars"] : []),
    ...(strategy?.parameters.map(({ name }) => `parameters.${name}`) ?? []),
    ...shown("execution", shownSpecs(EXECUTION_FIELDS, form.execution)),
    ...shown("risk", shownSpecs(RISK_FIELDS, form.risk)),
  ];
  // There are no such candles; the sentence says which there are.
  const isAboutCandles = field === null &&
    (form.candlesOf === null
      ? code === "NOT_FOUND" && isStored(form.source)
      : code === "NOT_FOUND" || code === "CONFLICT");
  const place = isAboutCandles ? "source" : PLACES[field ?? ""] ?? field ?? "form";
  return { [known.includes(place) ? place : "form"]: message };
}
