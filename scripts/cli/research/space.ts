import {
  DEFAULT_TRIALS,
  type ParameterSpace,
  parameterSpace,
  type SearchChoice,
  type SearchName,
} from "../../../engine/backtest/research/mod.ts";
import type { Declared } from "../../../engine/strategy/mod.ts";
import { UsageError } from "../usage_error.ts";
import type { SweepCommandOptions } from "./options.ts";

const SEARCHES: Readonly<Record<SweepCommandOptions["search"], SearchName>> = {
  grid: "GRID",
  random: "RANDOM",
  evolution: "EVOLUTION",
};

/** @throws UsageError, InputError */
export function spaceOf(
  { param, where }: SweepCommandOptions,
  declared: Declared,
): ParameterSpace {
  const choices: Record<string, string> = {};
  for (const text of param) {
    const [, name, value] = /^\s*([^=]+?)\s*=(.*)$/s.exec(text) ?? [];
    if (name === undefined || value === undefined) {
      throw new UsageError(`--param ${text}: it has to be NAME=VALUES, such as fast=5:50:5`);
    }
    if (Object.hasOwn(choices, name)) throw new UsageError(`--param ${name} is there twice`);
    choices[name] = value.trim();
  }
  return parameterSpace(declared, choices, where);
}

/** As the engine has it. The seed of the run is that of the search. */
export function searchChoice(
  { search, trials = DEFAULT_TRIALS, seed = 1 }: SweepCommandOptions,
): SearchChoice {
  return { search: SEARCHES[search], trials, seed: String(seed) };
}
