import { timeframeMs } from "../../domain/mod.ts";
import type { BacktestJob } from "../job.ts";

/** Accounts of one pass: more would push each other's state out of the processor's cache. */
export const MAX_BATCH_ACCOUNTS = 32;
/** Memory that the equity of one pass may take. */
export const MAX_BATCH_BYTES = 96 * 2 ** 20;
/** What an account writes down with a bar: its equity and its exposure. */
const BYTES_PER_BAR = 12;

/** How many accounts go over the candles at once: within the limits above, and so that no worker is idle. */
export function batchSize(job: BacktestJob, accounts: number, workers: number): number {
  const bars = job.markets.reduce((sum, { columns: { time }, candleMs }) => {
    return sum + time.length * candleMs / timeframeMs(job.settings.timeframe);
  }, 0);
  const bySpace = Math.floor(MAX_BATCH_BYTES / (BYTES_PER_BAR * Math.max(1, bars)));
  const share = Math.ceil(accounts / workers);
  return Math.max(1, Math.min(MAX_BATCH_ACCOUNTS, bySpace, share));
}
