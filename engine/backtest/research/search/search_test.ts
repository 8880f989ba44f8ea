import { deepEqual, equal, ok, throws } from "node:assert/strict";
import fc from "fast-check";
import { relationOf } from "../../../strategy/mod.ts";
import { ParameterSpace, type Point, pointKey } from "../space/parameter_space.ts";
import { differentialEvolution } from "./differential_evolution.ts";
import { gridSearch } from "./grid_search.ts";
import { randomSearch } from "./random_search.ts";
import type { Search } from "./search.ts";

function spaceOf(sizes: readonly number[], where: readonly string[] = []): ParameterSpace {
  const axes = sizes.map((size, i) => ({
    name: `p${i}`,
    values: Array.from({ length: size }, (_, value) => value),
  }));
  const specs = axes.map(({ name }) => ({ name, type: "INTEGER" as const, default: 0 }));
  const relations = where.map((text) => relationOf(text, specs, "where"));
  return new ParameterSpace(axes, {}, [], relations);
}

/** Tries all that a search asks for. */
function exhaust(search: Search, scoreOf: (point: Point) => number | null) {
  const tried: { point: Point; score: number | null }[] = [];
  for (;;) {
    const points = search.next();
    if (points.length === 0) return tried;
    const results = points.map((point) => ({ point, score: scoreOf(point) }));
    tried.push(...results);
    search.tell(results);
  }
}

const SEARCHES = {
  grid: (space: ParameterSpace, _trials: number, _seed: string) => gridSearch(space),
  random: randomSearch,
  evolution: differentialEvolution,
};

for (const [name, create] of Object.entries(SEARCHES)) {
  Deno.test(`${name}: no point twice, all allowed, within the budget, the same again`, () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 2, maxLength: 3 });
    fc.assert(
      fc.property(sizes, fc.integer({ min: 1, max: 80 }), fc.string(), (all, trials, seed) => {
        const space = spaceOf([...all, 2], ["p0<=p1"]);
        const score = (point: Point) => point[0]! % 3 === 2 ? null : point[1]! - point[0]!;
        const run = () => exhaust(create(space, trials, seed), score);
        const tried = run();
        const keys = tried.map(({ point }) => pointKey(point));
        equal(new Set(keys).size, keys.length);
        ok(keys.length <= create(space, trials, seed).budget);
        for (const { point } of tried) ok(point[0]! <= point[1]!);
        deepEqual(run(), tried);
      }),
    );
  });
}

Deno.test("a grid has every combination", () => {
  equal(exhaust(gridSearch(spaceOf([7, 5, 3])), () => 0).length, 105);
});

Deno.test("each search is out for what is allowed, and gets it: half a square and its diagonal", () => {
  // 9 times 9 less the 36 below the diagonal.
  for (const create of Object.values(SEARCHES)) {
    const search = create(spaceOf([9, 9], ["p0<=p1"]), 500, "1");
    equal(search.budget, 45);
    equal(exhaust(search, () => 0).length, 45);
  }
});

Deno.test("random search spreads over the space", () => {
  const tried = exhaust(randomSearch(spaceOf([100, 100]), 1_000, "1"), () => 0);
  equal(tried.length, 1_000);
  for (const axis of [0, 1]) {
    const mean = tried.reduce((sum, { point }) => sum + point[axis]!, 0) / 1_000;
    // Of 1,000 out of 0 … 99 the mean is 49.5 with a deviation of 29 / √1000 = 0.9.
    ok(Math.abs(mean - 49.5) < 3, `${mean}`);
  }
});

Deno.test("evolution finds the top of a hill that random search misses", () => {
  // Two hundred million combinations, one top: 300 trials at random come nowhere near it.
  const space = spaceOf([600, 600, 600]);
  const score = ([a, b, c]: Point) => -((a! - 421) ** 2 + (b! - 77) ** 2 + (c! - 300) ** 2);
  const best = (search: Search) =>
    exhaust(search, score).reduce((top, one) => Math.max(top, one.score!), -Infinity);
  for (const seed of ["1", "2", "3"]) {
    const evolved = best(differentialEvolution(space, 1_500, seed));
    const drawn = best(randomSearch(space, 1_500, seed));
    ok(evolved > -30 && evolved > drawn, `${evolved} and ${drawn}`);
  }
});

Deno.test("a space that is too large, too small or empty is refused", () => {
  throws(() => gridSearch(spaceOf([1_000, 1_000])), /all 1000000 combinations: at most 100000/);
  for (const create of Object.values(SEARCHES)) {
    throws(() => create(spaceOf([3, 3], ["p0>5"]), 5, "1"), /No combination/);
  }
  throws(() => randomSearch(spaceOf([3]), 0, "1"), /Cannot try 0 combinations/);
  throws(() => differentialEvolution(spaceOf([3]), 1.5, "1"), /Cannot try 1.5 combinations/);
});
