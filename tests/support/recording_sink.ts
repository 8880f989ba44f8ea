import type { CandleColumns, FeedStatus, MarketRows } from "../../engine/domain/mod.ts";
import type { StreamSink } from "../../engine/feeds/mod.ts";
import { readRows, type Row } from "./market_rows.ts";

/** Remembers all that a stream delivers, in the order it came. */
export class RecordingSink implements StreamSink {
  readonly calls: string[] = [];
  readonly histories: CandleColumns[] = [];
  readonly statuses: FeedStatus[] = [];
  readonly details: string[] = [];
  readonly rows: Row[] = [];
  /** Runs on every push; may return a promise to say that the sink is full. */
  onPush: ((rows: Row[]) => Promise<void> | void) | undefined;

  history(columns: CandleColumns): void {
    this.calls.push("history");
    this.histories.push(columns);
  }

  push(rows: MarketRows): Promise<void> | void {
    this.calls.push("push");
    const read = readRows(rows);
    this.rows.push(...read);
    return this.onPush?.(read);
  }

  status(status: FeedStatus, detail?: string): void {
    this.calls.push(status);
    this.statuses.push(status);
    if (detail !== undefined) this.details.push(detail);
  }

  readonly gaps: { from: number; to: number }[] = [];

  gap(from: number, to: number): void {
    this.calls.push("gap");
    this.gaps.push({ from, to });
  }

  get closes(): Row[] {
    return this.rows.filter((row) => row.kind === "CLOSE");
  }

  /** What does not depend on how often updates came. */
  get firm(): Row[] {
    return this.rows.filter((row) => row.kind !== "UPDATE");
  }
}
