import type { BacktestJob } from "../../backtest/mod.ts";
import {
  type AxisChoice,
  DEFAULT_TRIALS,
  type Objective,
  objectiveOf,
  type ParameterSpace,
  parameterSpace,
  type Search,
  type SearchChoice,
  searchOf,
  spanOf,
  usualObjective,
  type WalkWindow,
  windowsOf,
} from "../../backtest/research/mod.ts";
import { badInput, shown } from "../../domain/mod.ts";
import type { Declared } from "../../strategy/mod.ts";
import type { StudyInput } from "./study_api.ts";

/** What is searched, how, and for what. */
export interface StudyPlan {
  readonly space: ParameterSpace;
  readonly objective: Objective;
  readonly minTrades: number;
  readonly choice: SearchChoice;
  /** Null where all the time is searched. */
  readonly windows: readonly WalkWindow[] | null;
  /** Combinations that may be tried, in all windows together. */
  readonly of: number;
  /** A new search for a window. */
  search(index: number): Search;
}

/** @throws InputError naming the field, the value and what would be right */
export function studyPlan(input: StudyInput, space: ParameterSpace, job: BacktestJob): StudyPlan {
  const { minTrades = 1 } = input;
  if (!Number.isInteger(minTrades) || minTrades < 0) {
    throw badInput(
      `minTrades cannot be ${shown(minTrades)}: it has to be a whole number from 0 on`,
      "minTrades",
    );
  }
  const choice = searchChoice(input, job.settings.execution.seed);
  const windows = windowsIn(input, job);
  const [first] = windows ?? [];
  const span = first ? first.inSample.to - first.inSample.from : spanOf(job);
  const objective = input.objective === undefined
    ? usualObjective(span)
    : objectiveOf(input.objective);
  // What is wrong with the search is said before anything runs.
  const { budget } = searchOf(choice, space);
  return {
    space,
    objective,
    minTrades,
    choice,
    windows,
    of: budget * (windows?.length ?? 1),
    search: (index) => searchOf(choice, space, index),
  };
}

/** All combinations that a study may try. @throws InputError naming the parameter */
export function spaceOf(input: StudyInput, declared: Declared): ParameterSpace {
  return parameterSpace(declared, axisChoices(input.parameters), input.where);
}

/** Values of each parameter: as text, in a list, or one that is given as it is. */
function axisChoices(
  parameters: StudyInput["parameters"],
): Readonly<Record<string, AxisChoice>> {
  const choices = Object.entries(parameters).map(([name, given]) => {
    const choice: AxisChoice = typeof given === "string" || Array.isArray(given) ? given : [given];
    return [name, choice] as const;
  });
  return Object.fromEntries(choices);
}

function searchChoice({ search = "GRID", trials }: StudyInput, seed: string): SearchChoice {
  if (search === "GRID" && trials !== undefined) {
    throw badInput(
      `trials cannot be ${trials}: a grid tries all; search at RANDOM or by EVOLUTION, or leave it`,
      "trials",
    );
  }
  return { search, trials: trials ?? DEFAULT_TRIALS, seed };
}

function windowsIn({ kind, windows }: StudyInput, job: BacktestJob): WalkWindow[] | null {
  if (kind === "WALK_FORWARD") return windowsOf(job, windows ?? {});
  if (windows === undefined) return null;
  throw badInput("windows cannot be there: a sweep searches all the time at once", "windows");
}
