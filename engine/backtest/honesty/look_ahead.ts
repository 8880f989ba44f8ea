import type { StrategyHost } from "../../strategy/mod.ts";
import type { BatchWorld } from "../evaluation/mod.ts";
import type { BacktestJob } from "../job.ts";
import { cutAt } from "./cut.ts";
import { type Decision, decisionsOf } from "./decisions.ts";

/** Moments that the future is cut off at: each costs a run up to there. */
export const MAX_CUTS = 20;
/** Differences that are told one by one. */
const MAX_TOLD = 10;

/** A bar on which a strategy decided something else once the future was gone. */
export interface LookAheadDifference {
  /** When the data ended; null for a run over all of it. */
  readonly cutAt: number | null;
  /** The end of the first bar that differs, and on which symbol. */
  readonly time: number;
  readonly symbol: string;
  /** What was decided with the future there, and without; null for nothing. */
  readonly withFuture: string | null;
  readonly without: string | null;
}

/** Whether a strategy knows what it cannot know. Plain data. */
export interface LookAheadReport {
  /** `NOT_REPEATABLE`: two runs over the same data already differ. */
  readonly verdict: "CLEAN" | "LOOKS_AHEAD" | "NOT_REPEATABLE" | "NO_DECISIONS";
  readonly decisions: number;
  /** Moments that the future was cut off at. */
  readonly cuts: number;
  /** Cuts that changed a decision. */
  readonly changed: number;
  /** The first of many. */
  readonly differences: readonly LookAheadDifference[];
}

/**
 * Runs a strategy over all the data, once more to see that it does the same again, and then with the data
 * ending at each of a sample of its decisions: what it decided up to there must not change. A strategy can
 * fail by what it keeps from run to run, by a clock, or by numbers of chance.
 *
 * @param maxCuts the sample is spread evenly over the decisions
 * @returns null where it was canceled
 * @throws StrategyFault when the strategy does not load
 */
export async function lookAheadCheck(
  job: BacktestJob,
  host: StrategyHost,
  world: BatchWorld,
  maxCuts = MAX_CUTS,
): Promise<LookAheadReport | null> {
  const seen = await decisionsOf(job, host, part(world, 0, maxCuts));
  const again = seen && await decisionsOf(job, host, part(world, 1, maxCuts));
  if (!seen || !again) return null;
  const differences: LookAheadDifference[] = [];
  const repeated = firstDifference(seen, again, Infinity);
  if (repeated) differences.push({ cutAt: null, ...repeated });
  const times = sampleOf(seen, maxCuts);
  let changed = 0;
  for (const [i, time] of times.entries()) {
    const cut = await decisionsOf(cutAt(job, time), host, part(world, 2 + i, maxCuts));
    if (!cut) return null;
    const difference = firstDifference(seen, cut, time);
    if (difference === null) continue;
    changed++;
    if (differences.length < MAX_TOLD) differences.push({ cutAt: time, ...difference });
  }
  const verdict = seen.length === 0
    ? "NO_DECISIONS"
    : repeated
    ? "NOT_REPEATABLE"
    : changed > 0
    ? "LOOKS_AHEAD"
    : "CLEAN";
  return { verdict, decisions: seen.length, cuts: times.length, changed, differences };
}

/** Different moments of decisions, evenly spread, the last one among them. */
function sampleOf(decisions: readonly Decision[], most: number): number[] {
  const times = [...new Set(decisions.map(({ time }) => time))];
  if (times.length <= most) return times;
  return Array.from(
    { length: most },
    (_, i) => times[Math.round((i + 1) * times.length / most) - 1]!,
  );
}

function firstDifference(
  seen: readonly Decision[],
  other: readonly Decision[],
  until: number,
): Omit<LookAheadDifference, "cutAt"> | null {
  for (let i = 0; i < seen.length || i < other.length; i++) {
    const [one, two] = [upTo(seen[i], until), upTo(other[i], until)];
    if (one === null && two === null) return null;
    if (one?.text === two?.text && one?.time === two?.time) continue;
    const isFirst = one !== null && (two === null || one.time <= two.time);
    const { time, symbol } = isFirst ? one : two!;
    const at = (decision: Decision | null) => decision?.time === time ? decision.text : null;
    return { time, symbol, withFuture: at(one), without: at(two) };
  }
  return null;
}

function upTo(decision: Decision | undefined, until: number): Decision | null {
  return decision && decision.time <= until ? decision : null;
}

/** The world of run number `run`, for which all runs together are the whole: two and one a cut. */
function part(world: BatchWorld, run: number, cuts: number): BatchWorld {
  return {
    ...world,
    progress: (share, candles) => world.progress((run + share) / (cuts + 2), candles),
  };
}
