import { badInput } from "../../../domain/mod.ts";
import type { ParameterSpace } from "../space/parameter_space.ts";
import type { Search } from "./search.ts";

/** Combinations that one sweep tries. */
export const MAX_COMBINATIONS = 100_000;

/**
 * Every combination once.
 *
 * @throws InputError for a space of more than {@link MAX_COMBINATIONS}, or of none
 */
export function gridSearch(space: ParameterSpace): Search {
  if (space.size > MAX_COMBINATIONS) {
    throw badInput(
      `Cannot try all ${space.size} combinations: at most ${MAX_COMBINATIONS}; ` +
        "take larger steps, or search at random or by evolution",
      "parameters",
    );
  }
  let points = [...space.points()];
  if (points.length === 0) throw space.noneAllowed();
  return {
    budget: points.length,
    next() {
      const all = points;
      points = [];
      return all;
    },
    tell() {},
  };
}
