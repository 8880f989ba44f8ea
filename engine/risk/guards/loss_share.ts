import { SLACK } from "../tolerance.ts";

/**
 * The equity at which `share` of `from` is lost: at or below it the limit is reached. Minus infinity
 * where there is no limit, or nothing to lose a share of. An amount that only rounding keeps apart from
 * the limit has reached it.
 */
export function lossFloor(from: number, share: number | null): number {
  if (share === null || !(from > 0)) return -Infinity;
  return from - from * share + from * SLACK;
}

/** `(from − equity) ÷ from`, 0 for a gain. */
export function lossShare(from: number, equity: number): number {
  const share = from > 0 ? (from - equity) / from : 0;
  return share > 0 ? share : 0;
}
