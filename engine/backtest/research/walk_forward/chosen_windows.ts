import { badInput, timeframeMs } from "../../../domain/mod.ts";
import type { BacktestJob } from "../../job.ts";
import { rangeOf } from "../job_range.ts";
import { planOf, type WalkWindow, walkWindows } from "./windows.ts";

/** Windows unless told. */
export const DEFAULT_WINDOWS = 5;

/** The windows as a user says them: how many, or how long. */
export interface WindowsChoice {
  /** So many that fill the data; the times searched are four times as long as those tested on. */
  readonly windows?: number | undefined;
  /** These two go together, and stand in place of `windows`. */
  readonly inSampleMs?: number | undefined;
  readonly outOfSampleMs?: number | undefined;
  /** Searches from the very beginning each time. */
  readonly anchored?: boolean | undefined;
}

/** @throws InputError for what does not go together, and data that has no room for them */
export function windowsOf(job: BacktestJob, choice: WindowsChoice): WalkWindow[] {
  const { windows, inSampleMs, outOfSampleMs, anchored: isAnchored = false } = choice;
  if ((inSampleMs === undefined) !== (outOfSampleMs === undefined)) {
    const missing = inSampleMs === undefined ? "inSampleMs" : "outOfSampleMs";
    throw badInput(
      `${missing} cannot be left out: inSampleMs and outOfSampleMs go together`,
      missing,
    );
  }
  if (windows !== undefined && inSampleMs !== undefined) {
    throw badInput(
      `windows cannot be ${windows} together with inSampleMs and outOfSampleMs: ` +
        "one says how many, the others how long",
      "windows",
    );
  }
  const range = rangeOf(job);
  const barMs = timeframeMs(job.settings.timeframe);
  const plan = inSampleMs === undefined || outOfSampleMs === undefined
    ? planOf(range, windows ?? DEFAULT_WINDOWS, isAnchored, barMs)
    : { inSampleMs, outOfSampleMs, isAnchored };
  return walkWindows(range, plan, barMs);
}
