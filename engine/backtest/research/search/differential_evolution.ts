import { Prng } from "../../../kernel/mod.ts";
import { type ParameterSpace, type Point, pointKey } from "../space/parameter_space.ts";
import { drawPoints } from "./draw_points.ts";
import { checkCount } from "./random_search.ts";
import type { Scored, Search } from "./search.ts";

/** How far a difference carries, and how much of a child comes from it: the values that the authors begin with. */
const WEIGHT = 0.5;
const CROSSOVER = 0.9;
/** Members of a population for each parameter that varies, as the authors have it, and at the most. */
const MEMBERS_PER_AXIS = 10;
const MAX_MEMBERS = 100;
/** Children that differ from all that was tried, looked for so often. */
const MAX_ATTEMPTS = 50;

interface Member {
  readonly point: Point;
  readonly score: number;
}

/**
 * Differential evolution, `DE/rand/1/bin` (Storn & Price, "Differential Evolution – A Simple and Efficient
 * Heuristic for Global Optimization over Continuous Spaces", Journal of Global Optimization 11, 1997). A
 * child is a member plus half of the difference of two others, crossed with its parent, and takes the
 * parent's place where it is no worse. Here members lie on the grid of the space: values are rounded to the
 * next, and what falls out of the space is put halfway between its parent and the edge.
 *
 * @param trials combinations it may try
 * @throws InputError
 */
export function differentialEvolution(
  space: ParameterSpace,
  trials: number,
  seed: string,
): Search {
  checkCount(trials);
  const budget = Math.min(trials, space.allowedSize);
  const random = Prng.from(`differential evolution ${seed}`);
  const usual = Math.min(MAX_MEMBERS, MEMBERS_PER_AXIS * space.axes.length);
  const founders = drawPoints(space, Math.min(budget, usual), random);
  if (founders.length === 0) throw space.noneAllowed();
  return new DifferentialEvolution(space, budget, founders, random);
}

class DifferentialEvolution implements Search {
  readonly budget: number;
  readonly #space: ParameterSpace;
  readonly #founders: readonly Point[];
  readonly #random: Prng;
  readonly #tried = new Set<string>();
  #members: Member[] = [];
  /** For each child that was asked for, the member it would take the place of. */
  #parents: number[] = [];

  constructor(
    space: ParameterSpace,
    budget: number,
    founders: readonly Point[],
    random: Prng,
  ) {
    this.budget = budget;
    this.#space = space;
    this.#founders = founders;
    this.#random = random;
  }

  next(): readonly Point[] {
    const left = this.budget - this.#tried.size;
    const points = this.#members.length === 0 ? this.#founders : this.#children(left);
    for (const point of points) this.#tried.add(pointKey(point));
    return points;
  }

  tell(results: readonly Scored[]): void {
    const members = results.map(({ point, score }) => ({ point, score: score ?? -Infinity }));
    if (this.#members.length === 0) {
      this.#members = members;
      return;
    }
    for (const [i, child] of members.entries()) {
      const parent = this.#parents[i]!;
      if (child.score >= this.#members[parent]!.score) this.#members[parent] = child;
    }
  }

  #children(left: number): readonly Point[] {
    const points: Point[] = [];
    const taken = new Set(this.#tried);
    this.#parents = [];
    for (let parent = 0; parent < this.#members.length && points.length < left; parent++) {
      const child = this.#newChild(parent, taken);
      if (child === null) continue;
      taken.add(pointKey(child));
      points.push(child);
      this.#parents.push(parent);
    }
    if (points.length > 0) return points;
    // All members stand together: somebody new comes in for the first of them.
    const fresh = drawPoints(
      this.#space,
      Math.min(left, this.#members.length),
      this.#random,
      taken,
    );
    this.#parents = fresh.map((_, i) => i);
    return fresh;
  }

  #newChild(parent: number, taken: ReadonlySet<string>): Point | null {
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      const child = this.#child(parent);
      if (!taken.has(pointKey(child)) && this.#space.allows(child)) return child;
    }
    return null;
  }

  #child(parent: number): Point {
    const { point } = this.#members[parent]!;
    const [a, b, c] = this.#others(parent);
    const always = this.#below(point.length);
    return point.map((own, axis) => {
      if (axis !== always && this.#random.uniform() >= CROSSOVER) return own;
      const value = a[axis]! + WEIGHT * (b[axis]! - c[axis]!);
      return this.#onGrid(value, own, axis);
    });
  }

  #onGrid(value: number, own: number, axis: number): number {
    const last = this.#space.axes[axis]!.values.length - 1;
    const inside = value < 0 ? own / 2 : value > last ? (own + last) / 2 : value;
    return Math.round(inside);
  }

  /** Three members, different from the parent and each other where there are so many. */
  #others(parent: number): readonly [Point, Point, Point] {
    const members = this.#members;
    const chosen = new Set([parent]);
    const pick = (): Point => {
      let at = this.#below(members.length);
      while (chosen.has(at) && chosen.size < members.length) at = (at + 1) % members.length;
      chosen.add(at);
      return members[at]!.point;
    };
    return [pick(), pick(), pick()];
  }

  #below(count: number): number {
    return Math.floor(this.#random.uniform() * count);
  }
}
