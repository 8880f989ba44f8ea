import type { ApiError } from "../../client.ts";
import type { JsonObject } from "../../operations/operation.ts";
import type {
  BacktestInput,
  StrategyFields,
  StudyInput,
  StudyKind,
  StudyObjective,
  StudySearch,
  StudyWindowsInput,
} from "../../operations/operations.ts";
import { type BacktestForm, checkBacktest, placedBacktestError } from "../backtest/form.ts";
import { type Errors, isObject, numberFault } from "../parameter_form.ts";
import { durationOf } from "./durations.ts";
import { isNumeric, readVaried, startingVaried, type VariedEntries } from "./varied.ts";

/** Combinations that one search tries. */
export const MOST_COMBINATIONS = 100_000;
const MOST_WINDOWS = 500;
/** Parameters that vary as the form opens. */
const FIRST_VARIED = 2;

/** What stands in the form for a new study; numbers as typed. */
export interface StudyForm {
  readonly kind: StudyKind;
  /** All but what varies. */
  readonly backtest: BacktestForm;
  readonly varied: VariedEntries;
  /** `fast<slow`, several parted by commas. */
  readonly where: string;
  readonly search: StudySearch;
  readonly trials: string;
  /** Null for what is usual. */
  readonly objective: StudyObjective | null;
  readonly minTrades: string;
  /** Windows of a walk-forward: how many, or how long. */
  readonly windowsBy: "COUNT" | "LENGTH";
  readonly windows: string;
  readonly inSample: string;
  readonly outOfSample: string;
  readonly isAnchored: boolean;
}

export function startingStudy(
  kind: StudyKind,
  backtest: BacktestForm,
  strategy: StrategyFields | null,
): StudyForm {
  return withVaried(strategy, {
    kind,
    backtest,
    varied: {},
    where: "",
    search: "GRID",
    trials: "500",
    objective: null,
    minTrades: "1",
    windowsBy: "COUNT",
    windows: "5",
    inSample: "30d",
    outOfSample: "7d",
    isAnchored: false,
  });
}

/** The form with another strategy: its first numbers vary. */
export function withVaried(strategy: StrategyFields | null, form: StudyForm): StudyForm {
  const specs = strategy?.parameters ?? [];
  const first = specs.filter(isNumeric).slice(0, FIRST_VARIED);
  const varied = specs.map((spec) => {
    const entry = form.backtest.parameters[spec.name] ?? "";
    return [spec.name, startingVaried(spec, entry, first.includes(spec))] as const;
  });
  return { ...form, varied: Object.fromEntries(varied) };
}

/** How many combinations there are, and how many are tried. */
export interface Combinations {
  /** Of all values; those that a relation leaves out among them. Null while a range is wrong. */
  readonly all: number | null;
  /** At the most, in each window. */
  readonly tried: number | null;
}

export interface CheckedStudy {
  /** Null while something is wrong. */
  readonly input: StudyInput | null;
  /** By field as the API names it: `symbols`, `parameters.fast`, `windows`. */
  readonly errors: Errors;
  readonly combinations: Combinations;
}

export function checkStudy(form: StudyForm, strategy: StrategyFields | null): CheckedStudy {
  const { backtest, kind, search, minTrades } = form;
  const specs = strategy?.parameters ?? [];
  const varying = specs.filter(({ name }) => form.varied[name]?.isOn);
  const base = checkBacktest(unvaried(backtest, strategy, varying), strategy);
  const errors: Record<string, string> = { ...base.errors };
  const note = (field: string, fault: string | null) => {
    if (fault !== null) errors[field] = fault;
  };
  const read = varying.map((spec) =>
    [spec.name, readVaried(spec, form.varied[spec.name]!)] as const
  );
  for (const [name, { fault }] of read) note(`parameters.${name}`, fault);
  const combinations = combinationsOf(form, read.map(([, { count }]) => count));
  note("parameters", combinationsFault(form, combinations));
  note("where", form.where === "" || RELATIONS.test(form.where) ? null : "Has to be as fast<slow");
  if (search !== "GRID") {
    note("trials", numberFault(form.trials, { min: 1, max: MOST_COMBINATIONS, isWhole: true }));
  }
  note("minTrades", numberFault(minTrades, { min: 0, isWhole: true }));
  const windows = kind === "WALK_FORWARD" ? readWindows(form, note) : null;
  if (base.input === null || Object.keys(errors).length > 0) {
    return { input: null, errors, combinations };
  }
  const choices = Object.fromEntries(read.map(([name, { choice }]) => [name, choice]));
  const input: StudyInput = {
    ...base.input,
    kind,
    parameters: { ...parametersOf(base.input), ...choices },
    ...(form.where === "" ? {} : { where: form.where.split(",").map((text) => text.trim()) }),
    search,
    ...(search === "GRID" ? {} : { trials: Number(form.trials) }),
    ...(form.objective === null ? {} : { objective: form.objective }),
    minTrades: Number(minTrades),
    ...(windows === null ? {} : { windows }),
  };
  return { input, errors, combinations };
}

/** `a<b`, or several of them. */
const RELATIONS =
  /^\s*[\w.-]+\s*(<=|>=|<|>|!=)\s*[\w.-]+\s*(,\s*[\w.-]+\s*(<=|>=|<|>|!=)\s*[\w.-]+\s*)*$/;

/** What varies is not looked at as a value. */
function unvaried(
  form: BacktestForm,
  strategy: StrategyFields | null,
  varying: readonly { readonly name: string }[],
): BacktestForm {
  const parameters = { ...form.parameters };
  for (const { name } of varying) {
    const spec = strategy?.parameters.find((each) => each.name === name);
    parameters[name] = spec?.type === "BOOLEAN" ? spec.default === true : String(spec?.default);
  }
  return { ...form, parameters };
}

function combinationsOf(
  { search, trials }: StudyForm,
  counts: readonly (number | null)[],
): Combinations {
  const all = counts.reduce<number | null>(
    (product, count) => product === null || count === null ? null : product * count,
    1,
  );
  if (all === null || search === "GRID") return { all, tried: all };
  return { all, tried: Math.min(all, Number(trials) || 0) };
}

function combinationsFault({ search }: StudyForm, { all }: Combinations): string | null {
  if (all === null) return null;
  if (all < 2) return "Give at least one parameter several values";
  if (search !== "GRID" || all <= MOST_COMBINATIONS) return null;
  return `At most ${MOST_COMBINATIONS} combinations are all tried: take larger steps, or search ` +
    "at random or by evolution";
}

function readWindows(
  { windowsBy, windows, inSample, outOfSample, isAnchored: anchored }: StudyForm,
  note: (field: string, fault: string | null) => void,
): StudyWindowsInput {
  if (windowsBy === "COUNT") {
    note("windows", numberFault(windows, { min: 1, max: MOST_WINDOWS, isWhole: true }));
    return { windows: Number(windows), anchored };
  }
  const [inSampleMs, outOfSampleMs] = [durationOf(inSample), durationOf(outOfSample)];
  const fault = "Has to be as 90d, 12h or 30m";
  note("inSampleMs", inSampleMs === null ? fault : null);
  note("outOfSampleMs", outOfSampleMs === null ? fault : null);
  return { inSampleMs, outOfSampleMs, anchored };
}

function parametersOf({ parameters = null }: BacktestInput): JsonObject {
  return isObject(parameters) ? parameters : {};
}

/** Where an error of the server is shown: at its field, or beside the button under the name `form`. */
export function placedStudyError(
  error: ApiError,
  form: StudyForm,
  strategy: StrategyFields | null,
): Errors {
  const own = ["parameters", "where", "trials", "objective", "minTrades"];
  const windows = form.windowsBy === "COUNT" ? ["windows"] : ["inSampleMs", "outOfSampleMs"];
  const known = form.kind === "WALK_FORWARD" ? [...own, ...windows] : own;
  const field = error.field ?? "";
  return known.includes(field)
    ? { [field]: error.message }
    : placedBacktestError(error, form.backtest, strategy);
}
