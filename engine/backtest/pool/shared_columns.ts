import type { CandleColumns } from "../../domain/mod.ts";
import type { Breathe } from "../../kernel/mod.ts";
import type { BacktestJob, BacktestMarket } from "../job.ts";

/** Values that are copied at a stretch. */
export const SHARE_PIECE = 131_072;
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

/** The same, {@link SHARE_PIECE} values at a stretch. */
export async function sharedJobInTurns(job: BacktestJob, breathe: Breathe): Promise<BacktestJob> {
  if (typeof SharedArrayBuffer === "undefined") return job;
  const markets: BacktestMarket[] = [];
  for (const market of job.markets) {
    markets.push({ ...market, columns: await sharedInTurns(market.columns, breathe) });
  }
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

async function sharedInTurns(columns: CandleColumns, breathe: Breathe): Promise<CandleColumns> {
  const copies = { ...columns };
  for (const name of NAMES) {
    const column = columns[name];
    if (column.buffer instanceof SharedArrayBuffer) continue;
    await breathe();
    const copy = copies[name] = new Float64Array(new SharedArrayBuffer(column.byteLength));
    for (let from = 0; from < column.length; from += SHARE_PIECE) {
      await breathe();
      copy.set(column.subarray(from, from + SHARE_PIECE), from);
    }
  }
  return copies;
}
