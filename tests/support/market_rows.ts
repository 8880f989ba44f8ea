import type { CandleColumns, MarketRows } from "../../engine/domain/mod.ts";
import { Col, emptyColumns, ROW_WIDTH } from "../../engine/domain/mod.ts";

const KINDS = ["OPEN", "UPDATE", "CLOSE", "MISSED", "RESUME", "INNER"];

/** One market row in words, for tests to compare. */
export interface Row {
  readonly kind: string;
  readonly at: number;
  readonly time: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
  readonly bid: number;
  readonly ask: number;
}

export function readRows(rows: MarketRows): Row[] {
  return Array.from({ length: rows.length / ROW_WIDTH }, (_, n) => {
    const cell = (column: number) => rows[n * ROW_WIDTH + column]!;
    return {
      kind: KINDS[cell(Col.KIND)]!,
      at: cell(Col.AT),
      time: cell(Col.TIME),
      open: cell(Col.OPEN),
      high: cell(Col.HIGH),
      low: cell(Col.LOW),
      close: cell(Col.CLOSE),
      volume: cell(Col.VOLUME),
      bid: cell(Col.BID),
      ask: cell(Col.ASK),
    };
  });
}

/** Bars of rows as columns. */
export function columnsOf(rows: readonly Row[]): CandleColumns {
  const columns = emptyColumns(rows.length);
  rows.forEach((row, i) => {
    for (const field of ["time", "open", "high", "low", "close", "volume"] as const) {
      columns[field][i] = row[field];
    }
  });
  return columns;
}
