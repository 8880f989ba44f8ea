import { timeframeMs } from "../../domain/mod.ts";
import type { BacktestJob } from "../job.ts";

/** Accounts of one pass: more would push each other's state out of the processor's cache. */
export const MAX_BATCH_ACCOUNTS = 32;
/** Fewer would not be worth the pass, unless there are no more. */
export const MIN_BATCH_ACCOUNTS = 4;
/** Passes a worker has to have before some of them are made shorter. */
const MIN_PASSES = 4;
/** Memory that the equity of one pass may take. */
export const MAX_BATCH_BYTES = 96 * 2 ** 20;
/** What an account writes down with a bar: its equity. */
const BYTES_PER_BAR = 8;

/**
 * How many accounts go over the candles together, pass by pass: within the limits above, and the fewer the
 * nearer the end is, so that workers that are not equally fast end at the same time.
 */
export function batchSizes(job: BacktestJob, accounts: number, workers: number): number[] {
  const most = Math.max(1, Math.min(MAX_BATCH_ACCOUNTS, accountsWithin(job)));
  const share = Math.ceil(accounts / workers);
  const least = share < MIN_PASSES * MIN_BATCH_ACCOUNTS ? share : MIN_BATCH_ACCOUNTS;
  const sizes: number[] = [];
  for (let left = accounts; left > 0; left -= sizes.at(-1)!) {
    const part = workers === 1 ? left : Math.ceil(left / (2 * workers));
    sizes.push(Math.min(most, share, left, Math.max(least, part)));
  }
  return sizes;
}

/** Accounts whose equity fits into what a pass may take. */
function accountsWithin(job: BacktestJob): number {
  const bars = job.markets.reduce((sum, { columns: { time }, candleMs }) => {
    return sum + time.length * candleMs / timeframeMs(job.settings.timeframe);
  }, 0);
  return Math.floor(MAX_BATCH_BYTES / (BYTES_PER_BAR * Math.max(1, bars)));
}
