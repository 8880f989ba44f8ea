/**
 * What it costs to make bars of a file's minutes, finer candles within them told: `deno bench -A
 * engine/market/candle_cursor_bench.ts`. One iteration is {@link DAYS} days.
 */
import { RowWriter, timeframeMs } from "../domain/mod.ts";
import { columnsOf, readRows } from "../../tests/support/market_rows.ts";
import { walkRows } from "../../tests/support/bars.ts";
import { CandleCursor } from "./candle_cursor.ts";

const DAYS = 30;
const ROWS_AT_ONCE = 1_024;
const closes = readRows(walkRows(DAYS * 1_440)).filter(({ kind }) => kind === "CLOSE");
const series = { columns: columnsOf(closes), intervalMs: timeframeMs("1m") };
const out = new RowWriter();

for (const timeframe of ["1m", "1h", "1d"] as const) {
  Deno.bench(`minutes of ${DAYS} days into bars of ${timeframe}`, { group: "minutes" }, () => {
    const cursor = new CandleCursor(series, timeframeMs(timeframe), 0, out);
    while (!cursor.done) {
      cursor.advance(Infinity, ROWS_AT_ONCE);
      out.clear();
    }
  });
}
