/** Sums on lists of ranges. In and out, ranges are ascending and neither overlap nor touch. */
import type { TimeRange } from "../market_store.ts";

/** Adds a range that begins no earlier than the last one did; joins them where they touch. */
export function appendRange(ranges: TimeRange[], range: TimeRange): void {
  const last = ranges.at(-1);
  if (last === undefined || range.from > last.to) ranges.push(range);
  else if (range.to > last.to) ranges[ranges.length - 1] = { from: last.from, to: range.to };
}

/** Any ranges, brought into order and joined. */
export function joined(ranges: readonly TimeRange[]): TimeRange[] {
  const result: TimeRange[] = [];
  for (const range of ranges.toSorted((a, b) => a.from - b.from)) appendRange(result, range);
  return result;
}

/** What of `ranges` lies inside `window`. */
export function clip(ranges: readonly TimeRange[], window: TimeRange): TimeRange[] {
  return ranges
    .map(({ from, to }) => ({ from: Math.max(from, window.from), to: Math.min(to, window.to) }))
    .filter(({ from, to }) => from < to);
}

/** What of `ranges` is in none of `taken`. */
export function subtract(ranges: readonly TimeRange[], taken: readonly TimeRange[]): TimeRange[] {
  const rest: TimeRange[] = [];
  let next = 0;
  for (const { from, to } of ranges) {
    let at = from;
    while ((taken[next]?.to ?? Infinity) <= from) next++;
    for (let i = next; (taken[i]?.from ?? Infinity) < to; i++) {
      const hole = taken[i]!;
      if (hole.from > at) rest.push({ from: at, to: hole.from });
      at = hole.to;
    }
    if (at < to) rest.push({ from: at, to });
  }
  return rest;
}
