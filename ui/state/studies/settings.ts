import type { Json, JsonObject } from "../../operations/operation.ts";
import type { StudyDetail, StudyObjective, StudySearch } from "../../operations/operations.ts";
import type { RunBefore } from "../backtest/form.ts";
import { isObject } from "../parameter_form.ts";

/** How a study chose, besides the settings that a backtest has too. */
export interface StudySettings {
  /** By parameter a value, a list or text. */
  readonly parameters: JsonObject;
  /** What the strategy declared then; studies of before that was kept say none. */
  readonly constraints: readonly string[];
  /** What the user left out on top. */
  readonly where: readonly string[];
  readonly search: StudySearch;
  readonly trials?: number;
  readonly seed: string;
  readonly objective: StudyObjective;
  readonly minTrades: number;
  readonly windows?: {
    readonly windows?: number;
    readonly inSampleMs?: number;
    readonly outOfSampleMs?: number;
    readonly anchored?: boolean;
  };
}

const NONE: StudySettings = {
  parameters: {},
  constraints: [],
  where: [],
  search: "GRID",
  seed: "1",
  objective: "sharpe",
  minTrades: 1,
};

/** The `settings` of the API, which is JSON to its schema. */
export function studySettings({ settings }: { readonly settings: Json }): StudySettings {
  if (!isObject(settings)) return NONE;
  // The service writes them itself.
  return { ...NONE, ...settings as unknown as StudySettings };
}

/** A study as the backtest that some parameters make of it. */
export function asBacktest(
  study: Pick<StudyDetail, keyof RunBefore>,
  parameters: JsonObject,
): RunBefore {
  const { id, strategy, symbols, timeframe, data, dataHash } = study;
  const settings = { ...(isObject(study.settings) ? study.settings : {}), parameters };
  return { id, strategy, symbols, timeframe, data, dataHash, settings };
}

/** The address of the form for that backtest. */
export function backtestOf(id: string, parameters: Json): string {
  const query = new URLSearchParams({ study: id, parameters: JSON.stringify(parameters) });
  return `/backtests/new?${query}`;
}

/** Parameters of such an address; null for what is none. */
export function parametersIn(text: string | undefined): JsonObject | null {
  try {
    const parsed: Json = JSON.parse(text ?? "");
    return isObject(parsed) ? parsed : null;
  } catch {
    return null;
  }
}
