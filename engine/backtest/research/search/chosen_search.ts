import type { ParameterSpace } from "../space/parameter_space.ts";
import { differentialEvolution } from "./differential_evolution.ts";
import { gridSearch } from "./grid_search.ts";
import { randomSearch } from "./random_search.ts";
import type { Search } from "./search.ts";

/** All combinations, some at random, or those that descend from good ones. */
export const SEARCH_NAMES = ["GRID", "RANDOM", "EVOLUTION"] as const;
export type SearchName = typeof SEARCH_NAMES[number];

/** Combinations that a search tries unless told, where it does not try all. */
export const DEFAULT_TRIALS = 500;

/** Which combinations are tried, as a user says it. */
export interface SearchChoice {
  readonly search: SearchName;
  /** At the most; a grid tries all. */
  readonly trials: number;
  readonly seed: string;
}

/**
 * A search from its beginning.
 *
 * @param index of the window it is for, so that no two draw the same
 * @throws InputError for more, or fewer, than can be tried
 */
export function searchOf(
  { search, trials, seed }: SearchChoice,
  space: ParameterSpace,
  index = 0,
): Search {
  switch (search) {
    case "GRID":
      return gridSearch(space);
    case "RANDOM":
      return randomSearch(space, trials, `${seed}/${index}`);
    case "EVOLUTION":
      return differentialEvolution(space, trials, `${seed}/${index}`);
  }
}
