/** What holds of the rows of any live stream, whatever it went through. */
import assert from "node:assert/strict";
import type { Row } from "./market_rows.ts";

/**
 * Each bar is OPEN|RESUME UPDATE* CLOSE|MISSED, or MISSED alone; bars and rows never go back in time,
 * and every number is one that can be traded on.
 */
export function assertSoundRows(rows: readonly Row[], barMs: number): void {
  let open = NaN;
  let past = -Infinity;
  let at = -Infinity;
  for (const row of rows) {
    assert.ok(row.at >= at, "rows never go back in time");
    at = row.at;
    assertSoundRow(row, barMs);
    if (row.kind === "OPEN" || row.kind === "RESUME") {
      assert.ok(Number.isNaN(open) && row.time > past, `${row.kind} inside a bar, or again`);
      open = row.time;
    } else {
      assert.ok(row.kind === "MISSED" || row.time === open, `${row.kind} without a beginning`);
      if (row.kind === "UPDATE") continue;
      assert.ok(row.time > past, "a bar twice");
      past = row.time;
      open = NaN;
    }
  }
}

function assertSoundRow(
  { at, time, open, high, low, close, volume, bid, ask }: Row,
  barMs: number,
) {
  assert.ok(at >= time && at <= time + barMs, "a row outside its bar");
  assert.ok([open, high, low, close].every((price) => price > 0 && price < Infinity));
  assert.ok(low <= Math.min(open, close) && high >= Math.max(open, close));
  assert.ok(volume >= 0 && volume < Infinity);
  const hasNoQuote = Number.isNaN(bid) && Number.isNaN(ask);
  assert.ok(hasNoQuote || (bid > 0 && ask > bid && ask < Infinity), "half a quote");
}
