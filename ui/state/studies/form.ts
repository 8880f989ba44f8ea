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
import {
  checkParameters,
  type Errors,
  isObject,
  numberFault,
  type ParameterSpec,
} from "../parameter_form.ts";
import { readRelation, readRelations } from "../relations.ts";
import {
  type Combinations,
  combinationsFault,
  combinationsOf,
  MOST_COMBINATIONS,
} from "./combinations.ts";
import { durationOf } from "./durations.ts";
import { isNumeric, readVaried, startingVaried, type VariedEntries } from "./varied.ts";

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
  const constraints = strategy?.constraints ?? [];
  const base = checkBacktest(
    unvaried(backtest, strategy, varying),
    strategy && { ...strategy, constraints: amongFixed(constraints, varying) },
  );
  const errors: Record<string, string> = { ...base.errors };
  const note = (field: string, fault: string | null) => {
    if (fault !== null) errors[field] = fault;
  };
  const read = varying.map((spec) =>
    [spec.name, readVaried(spec, form.varied[spec.name]!)] as const
  );
  for (const [name, { fault }] of read) note(`parameters.${name}`, fault);
  const where = form.where === "" ? [] : form.where.split(",").map((text) => text.trim());
  const combinations = combinationsOf(
    form,
    read.map(([name, { values }]) => ({ name, values })),
    fixedValues(backtest, specs.filter((spec) => !varying.includes(spec))),
    readRelations([...constraints, ...where]),
  );
  note("parameters", combinationsFault(form, combinations));
  const isRead = where.every((text) => readRelation(text) !== null);
  note("where", isRead ? null : "Has to be as fast<slow");
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
    ...(where.length === 0 ? {} : { where }),
    search,
    ...(search === "GRID" ? {} : { trials: Number(form.trials) }),
    ...(form.objective === null ? {} : { objective: form.objective }),
    minTrades: Number(minTrades),
    ...(windows === null ? {} : { windows }),
  };
  return { input, errors, combinations };
}

/** Relations that what varies has no part in: they hold everywhere, or nowhere. */
function amongFixed(
  constraints: readonly string[],
  varying: readonly ParameterSpec[],
): readonly string[] {
  return constraints.filter((text) =>
    !varying.some(({ name }) => readRelation(text)?.names.includes(name))
  );
}

function fixedValues({ parameters }: BacktestForm, specs: readonly ParameterSpec[]): JsonObject {
  return checkParameters({ parameters: specs, constraints: [] }, parameters).values;
}

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
