/** What the simulated market costs: `deno bench -A engine/feeds/simulated/simulated_bench.ts`. */
import { RowWriter, timeframeMs } from "../../domain/mod.ts";
import { requireInstrument, SYMBOLS } from "../../market/mod.ts";
import { BarCursor } from "./bar_cursor.ts";
import { DayTrack } from "./day_track.ts";
import { HOUR_MS } from "./hour_ticks.ts";
import { SymbolPath } from "./symbol_path.ts";

const START = Date.UTC(2024, 0, 1);

const bitcoin = requireInstrument("BTCUSDT");
const path = new SymbolPath(1, bitcoin, new DayTrack(1, bitcoin));
let hour = START / HOUR_MS;

Deno.bench("one symbol-day of ticks", () => {
  for (let n = 0; n < 24; n++) path.hour(hour++);
});

const out = new RowWriter();

for (const timeframe of ["1m", "1h", "1d"] as const) {
  const own = new SymbolPath(1, bitcoin, new DayTrack(1, bitcoin));
  const cursor = new BarCursor(own, timeframeMs(timeframe), START);
  Deno.bench(`one symbol-day in bars of ${timeframe}, finer candles told`, () => {
    // As far at a stretch as a stream goes.
    for (let n = 0; n < 4; n++) {
      cursor.advance(cursor.at + 6 * HOUR_MS, out);
      out.clear();
    }
  });
}

const cursors = Array.from({ length: 100 }, (_, n) => {
  const instrument = SYMBOLS[n % SYMBOLS.length]!;
  const own = new SymbolPath(n, instrument, new DayTrack(n, instrument));
  return new BarCursor(own, 60_000, START);
});
let now = START;

Deno.bench("100 symbols, one second on", () => {
  now += 1000;
  for (const cursor of cursors) cursor.advance(now, out);
  out.take();
});
