import { badInput } from "../../../domain/mod.ts";
import type { TimeRange } from "../../evaluation/mod.ts";

export const MAX_WINDOWS = 500;
/** How many times as long as the time it is tested on the time that is searched is, unless said. */
export const USUAL_RATIO = 4;

/** A time that is searched, and the time right after it that the best is tested on. */
export interface WalkWindow {
  readonly inSample: TimeRange;
  readonly outOfSample: TimeRange;
}

export interface WalkPlan {
  readonly inSampleMs: number;
  readonly outOfSampleMs: number;
  /** Searches from the very beginning each time, instead of a time that moves along. */
  readonly isAnchored: boolean;
}

/** Lengths in whole bars so that `count` windows fill the range. @throws InputError */
export function planOf(
  { from, to }: TimeRange,
  count: number,
  isAnchored: boolean,
  barMs: number,
  ratio = USUAL_RATIO,
): WalkPlan {
  if (!(Number.isInteger(count) && count >= 1 && count <= MAX_WINDOWS)) {
    throw badInput(
      `Cannot walk in ${count} windows: it has to be a whole number from 1 to ${MAX_WINDOWS}`,
      "windows",
    );
  }
  const bars = Math.floor((to - from) / barMs);
  const outOfSampleMs = Math.floor(bars / (count + ratio)) * barMs;
  return { outOfSampleMs, inSampleMs: bars * barMs - count * outOfSampleMs, isAnchored };
}

/**
 * The windows of a range: each is tested on what follows what it was searched on, and the times tested on
 * follow one another without a gap. The last is shorter where the range ends. All begin and end with bars.
 *
 * @throws InputError for a range that has no room for one
 */
export function walkWindows({ from, to }: TimeRange, plan: WalkPlan, barMs: number): WalkWindow[] {
  const { isAnchored } = plan;
  const inBars = Math.round(plan.inSampleMs / barMs);
  const outBars = Math.round(plan.outOfSampleMs / barMs);
  if (inBars < 1 || outBars < 1) refuse(plan, "both have to have a bar at least");
  const windows: WalkWindow[] = [];
  // What is left of a bar at the end is no window of its own.
  for (let split = from + inBars * barMs; split + barMs <= to; split += outBars * barMs) {
    const inSample = { from: isAnchored ? from : split - inBars * barMs, to: split };
    windows.push({
      inSample,
      outOfSample: { from: split, to: Math.min(to, split + outBars * barMs) },
    });
    if (windows.length > MAX_WINDOWS) {
      refuse(plan, `there would be more than ${MAX_WINDOWS} windows`);
    }
  }
  if (windows.length === 0) {
    refuse(plan, `nothing would be left to test on: there are ${days(to - from)} in all`);
  }
  return windows;
}

function days(ms: number): string {
  const number = Number((ms / 86_400_000).toFixed(3));
  return `${number} ${number === 1 ? "day" : "days"}`;
}

function refuse({ inSampleMs, outOfSampleMs }: WalkPlan, why: string): never {
  throw badInput(
    `Cannot search ${days(inSampleMs)} and test on ${days(outOfSampleMs)}: ${why}`,
    "inSampleMs",
  );
}
