import type { RunSummary } from "../evaluation/mod.ts";
import { buffersOf } from "../worker/messages.ts";

/** The memory of what accounts leave, to be handed over; several of them share some. */
export function summaryBuffers(summaries: readonly RunSummary[]): ArrayBuffer[] {
  const columns: ArrayBufferView[] = [];
  for (const { returns, record } of summaries) {
    if (returns) columns.push(returns);
    if (record) {
      const { time, equity, benchmark } = record.columns;
      columns.push(time, equity, ...benchmark ? [benchmark] : []);
    }
  }
  return buffersOf(columns);
}
