import type { ApiError } from "../client.ts";
import type {
  AccountChoice,
  CatalogueData,
  CreateAccountInput,
  CreateRunnerInput,
  DecideOn,
  Feed,
  StrategyFields,
  SymbolFields,
} from "../operations/operations.ts";
import { DEFAULT_EXECUTION_ENTRIES, EXECUTION_FIELDS, executionInput } from "./execution_fields.ts";
import {
  checkParameters,
  type Entries,
  type Errors,
  NOTHING_DECLARED,
  numberFault,
  type NumberRule,
  parameterEntries,
} from "./parameter_form.ts";
import { DEFAULT_RISK_ENTRIES, RISK_FIELDS, riskFaults, riskInput } from "./risk_fields.ts";
import { type SettingEntries, settingFaults, shownSpecs } from "./setting_fields.ts";

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
  readonly decideOn: DecideOn;
  readonly autostart: boolean;
  readonly parameters: Entries;
  readonly execution: SettingEntries;
  readonly risk: SettingEntries;
  /** `own`, `new`, or the id of one to share. */
  readonly account: string;
  /** Of a new account to share. */
  readonly accountName: string;
}

export const OWN_ACCOUNT = "own";
export const NEW_ACCOUNT = "new";

/** Everything that stands here is sent, so that a runner gets what was shown. */
export const EMPTY_FORM: CreateForm = {
  symbol: null,
  strategy: null,
  timeframe: "1m",
  feed: null,
  windowSize: "500",
  cash: "10000",
  decideOn: "CANDLE",
  autostart: true,
  parameters: {},
  execution: DEFAULT_EXECUTION_ENTRIES,
  risk: DEFAULT_RISK_ENTRIES,
  account: OWN_ACCOUNT,
  accountName: "",
};

const FIRST_SYMBOL = "BTCUSDT";
const FIRST_STRATEGY = "ema_crossover";

/** The form as it opens: ready to be sent wherever there is a strategy that works. */
export function startingForm(
  { symbols, strategies, engine }: Pick<CatalogueData, "symbols" | "strategies" | "engine">,
): CreateForm {
  const usable = strategies.filter(({ error }) => error === null);
  const symbol = symbols.find(({ code }) => code === FIRST_SYMBOL) ?? symbols[0];
  const strategy = usable.find(({ name }) => name === FIRST_STRATEGY) ?? usable[0];
  const placed = symbol === undefined
    ? EMPTY_FORM
    : withSymbol(EMPTY_FORM, symbol, engine.defaultFeed);
  return strategy === undefined ? placed : withStrategy(placed, strategy);
}

/**
 * The form with another symbol: the feed stays if the symbol has it, the account if it is counted in
 * the same currency.
 */
export function withSymbol(
  form: CreateForm,
  symbol: SymbolFields,
  wanted: Feed,
  accounts: readonly AccountChoice[] = [],
): CreateForm {
  const preferred = [form.feed, wanted].find((feed) =>
    feed !== null && symbol.feeds.includes(feed)
  );
  const isChosen = ({ id }: AccountChoice) => id === form.account;
  const isForeign = accounts.some(isChosen) && !sharable(accounts, symbol).some(isChosen);
  return {
    ...form,
    symbol: symbol.code,
    feed: preferred ?? symbol.feeds[0] ?? null,
    account: isForeign ? OWN_ACCOUNT : form.account,
  };
}

export function withStrategy(form: CreateForm, strategy: StrategyFields): CreateForm {
  return { ...form, strategy: strategy.name, parameters: parameterEntries(strategy.parameters) };
}

const WINDOW: NumberRule = { min: 2, isWhole: true };
const CASH: NumberRule = { min: 0.01 };
/** Longest name of an account. */
const MAX_NAME = 100;

/** Accounts that the symbol can be traded with: they are counted in what it is paid in. */
export function sharable(
  accounts: readonly AccountChoice[],
  symbol: Pick<SymbolFields, "quote"> | undefined,
): readonly AccountChoice[] {
  return accounts.filter(({ currency }) => currency === symbol?.quote);
}

export interface CheckedForm {
  /** Null while something is wrong. */
  readonly input: CreateRunnerInput | null;
  /** What has to be created first; the runner's `account` is its id then. */
  readonly newAccount: Pick<CreateAccountInput, "name" | "cash"> | null;
  /** By field as the API names it: `symbol`, `parameters.fast`. */
  readonly errors: Errors;
}

export function checkForm(form: CreateForm, strategy: StrategyFields | null): CheckedForm {
  const { symbol, feed } = form;
  const { values, errors: faults } = checkParameters(strategy ?? NOTHING_DECLARED, form.parameters);
  const errors: Record<string, string> = {};
  const note = (field: string, fault: string | null) => {
    if (fault !== null) errors[field] = fault;
  };
  const noteAll = (prefix: string, found: Errors) => {
    for (const [name, fault] of Object.entries(found)) note(`${prefix}.${name}`, fault);
  };
  note("symbol", symbol === null ? "Choose a symbol" : null);
  note("strategy", strategy === null ? "Choose a strategy" : null);
  note("windowSize", numberFault(form.windowSize, WINDOW));
  const hasCash = form.account === OWN_ACCOUNT || form.account === NEW_ACCOUNT;
  note("cash", hasCash ? numberFault(form.cash, CASH) : null);
  note("accountName", form.account === NEW_ACCOUNT ? nameFault(form.accountName) : null);
  noteAll("parameters", faults);
  noteAll("execution", settingFaults(EXECUTION_FIELDS, form.execution));
  noteAll("risk", riskFaults(form.risk, Number(form.execution["leverage"])));
  if (symbol === null || strategy === null || Object.keys(errors).length > 0) {
    return { input: null, newAccount: null, errors };
  }
  const isShared = form.account !== OWN_ACCOUNT;
  const input: CreateRunnerInput = {
    symbol,
    strategy: strategy.name,
    timeframe: form.timeframe,
    windowSize: Number(form.windowSize),
    decideOn: form.decideOn,
    autostart: form.autostart,
    parameters: values,
    execution: executionInput(form.execution),
    risk: riskInput(form.risk),
    ...(feed === null ? {} : { feed }),
    ...(isShared ? { account: form.account } : { cash: Number(form.cash) }),
  };
  const newAccount = form.account === NEW_ACCOUNT
    ? { name: form.accountName.trim(), cash: Number(form.cash) }
    : null;
  return { input, newAccount, errors };
}

export function nameFault(name: string): string | null {
  const { length } = name.trim();
  if (length === 0) return "Has to have a name";
  return length > MAX_NAME ? `Has to have at most ${MAX_NAME} characters` : null;
}

/** Where an error of the server is shown: at its field, or above the form under the name `form`. */
export function placedError(
  { field, message }: Pick<ApiError, "field" | "message">,
  form: CreateForm,
  strategy: StrategyFields | null,
): Errors {
  const shown = (prefix: string, keys: readonly { readonly key: string }[]) =>
    keys.map(({ key }) => `${prefix}.${key}`);
  const known = [
    ...["symbol", "strategy", "timeframe", "feed", "windowSize", "decideOn", "cash", "account"],
    ...(strategy?.parameters.map(({ name }) => `parameters.${name}`) ?? []),
    ...shown("execution", shownSpecs(EXECUTION_FIELDS, form.execution)),
    ...shown("risk", shownSpecs(RISK_FIELDS, form.risk)),
  ];
  return { [field !== null && known.includes(field) ? field : "form"]: message };
}

/** Where an error about a new account is shown in the form for a runner. */
export function placedAccountError(
  { field, message }: Pick<ApiError, "field" | "message">,
): Errors {
  const places: Readonly<Record<string, string>> = { name: "accountName", cash: "cash" };
  return { [places[field ?? ""] ?? "form"]: message };
}

/** True for what stands in the part of the form that is folded at first. */
export function isFolded(field: string): boolean {
  return /^(execution|risk|account)/.test(field);
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
