import { badInput } from "../../../domain/mod.ts";
import { Prng } from "../../../kernel/mod.ts";
import type { ParameterSpace } from "../space/parameter_space.ts";
import { drawPoints } from "./draw_points.ts";
import { gridSearch, MAX_COMBINATIONS } from "./grid_search.ts";
import type { Search } from "./search.ts";

/**
 * So many different combinations at random. Where few parameters matter it finds good ones sooner than a
 * grid of the same size (Bergstra & Bengio, "Random Search for Hyper-Parameter Optimization", Journal of
 * Machine Learning Research 13, 2012). All of them where there are no more.
 *
 * @throws InputError
 */
export function randomSearch(space: ParameterSpace, count: number, seed: string): Search {
  checkCount(count);
  if (space.size <= count) return gridSearch(space);
  let points = drawPoints(space, count, Prng.from(`random search ${seed}`));
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

/** @throws InputError */
export function checkCount(count: number): void {
  if (Number.isInteger(count) && count >= 1 && count <= MAX_COMBINATIONS) return;
  throw badInput(
    `Cannot try ${count} combinations: it has to be a whole number from 1 to ${MAX_COMBINATIONS}`,
    "trials",
  );
}
