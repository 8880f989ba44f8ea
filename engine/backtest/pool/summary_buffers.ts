import type { RunSummary } from "../evaluation/mod.ts";
import { buffersOf } from "../worker/messages.ts";

/**
 * The memory of the columns that accounts leave, to be handed over; several of them share some. Returns are
 * few and are copied: once a buffer was detached, every typed array of the worker is slower.
 */
export function summaryBuffers(summaries: readonly RunSummary[]): ArrayBuffer[] {
  const columns: ArrayBufferView[] = [];
  for (const { record } of summaries) {
    if (record) {
      const { time, equity, benchmark } = record.columns;
      columns.push(time, equity, ...benchmark ? [benchmark] : []);
    }
  }
  return buffersOf(columns);
}
