/** What a stream gave, held against what the exchange for tests knows. */
import assert from "node:assert/strict";
import { type CandleColumns, type Timeframe, timeframeMs } from "../../engine/domain/mod.ts";
import { joined } from "../../engine/feeds/binance/columns.ts";
import type { ExchangeModel } from "../exchange/model.ts";
import { columnsOf } from "./market_rows.ts";
import type { RecordingSink } from "./recording_sink.ts";

/** History and finished rows: everything a runner's window ever got. */
export const seenBars = ({ histories, rows }: RecordingSink): CandleColumns =>
  joined([
    ...histories,
    columnsOf(rows.filter(({ kind }) => kind === "CLOSE" || kind === "MISSED")),
  ]);

/** Each bar that the stream gave from its first to its last one, as the exchange has it, and no other. */
export function assertAsExchange(
  { model }: { readonly model: ExchangeModel },
  sink: RecordingSink,
  symbol: string,
  timeframe: Timeframe,
): void {
  const seen = seenBars(sink);
  const end = seen.time.at(-1)! + timeframeMs(timeframe);
  assertCandles(seen, model.truth(symbol, timeframe, seen.time[0]!, end), `${symbol} ${timeframe}`);
}

export function assertCandles(got: CandleColumns, truth: CandleColumns, what: string): void {
  for (const field of ["time", "open", "high", "low", "close", "volume"] as const) {
    assert.deepEqual(got[field], truth[field], `${what}: ${field}`);
  }
}
