import type { CandleColumns } from "../../domain/mod.ts";
import type { BacktestJob } from "../job.ts";

const NAMES = ["time", "open", "high", "low", "close", "volume"] as const;

/**
 * The job with its columns in memory that all workers of this process can read; where the platform has no
 * such memory the job as it is, and each worker gets a copy.
 */
export function sharedJob(job: BacktestJob): BacktestJob {
  if (typeof SharedArrayBuffer === "undefined") return job;
  const markets = job.markets.map((market) => ({ ...market, columns: shared(market.columns) }));
  return { ...job, markets };
}

function shared(columns: CandleColumns): CandleColumns {
  const copies = NAMES.map((name) => [name, sharedColumn(columns[name])] as const);
  return { ...columns, ...Object.fromEntries(copies) };
}

function sharedColumn(column: Float64Array): Float64Array {
  if (column.buffer instanceof SharedArrayBuffer) return column;
  const copy = new Float64Array(new SharedArrayBuffer(column.byteLength));
  copy.set(column);
  return copy;
}
