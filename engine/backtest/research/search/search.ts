import type { Point } from "../space/parameter_space.ts";

/** What came of a point; null where it has no score. */
export interface Scored {
  readonly point: Point;
  readonly score: number | null;
}

/**
 * Which combinations are tried, and in what order. It is asked for points and told how they did, turn
 * about, until it has no more. Higher scores are better. It asks for no point twice.
 */
export interface Search {
  /** Points it will ask for, at the most. */
  readonly budget: number;
  /** The points to try next, which may be tried at the same time; none at the end. */
  next(): readonly Point[];
  /** @param results of the points that were asked for last, in the same order */
  tell(results: readonly Scored[]): void;
}
