import {
  differentialEvolution,
  gridSearch,
  type ParameterSpace,
  parameterSpace,
  randomSearch,
  type Search,
} from "../../../engine/backtest/research/mod.ts";
import type { ParameterSpec } from "../../../engine/strategy/mod.ts";
import { UsageError } from "../usage_error.ts";
import type { SweepCommandOptions } from "./options.ts";

/** @throws UsageError, InputError */
export function spaceOf(
  { param, where }: SweepCommandOptions,
  specs: readonly ParameterSpec[],
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
  return parameterSpace(specs, choices, where);
}

/** @throws InputError for more, or fewer, than can be tried */
export function searchOf(
  { search, trials = 1, seed = 1 }: SweepCommandOptions,
  space: ParameterSpace,
  index = 0,
): Search {
  switch (search) {
    case "grid":
      return gridSearch(space);
    case "random":
      return randomSearch(space, trials, `${seed}/${index}`);
    case "evolution":
      return differentialEvolution(space, trials, `${seed}/${index}`);
  }
}
