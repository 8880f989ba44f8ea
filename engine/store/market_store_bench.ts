/** What the store of candles costs, on a file that holds a year of minutes of 20 symbols. */
import { candlesAt, MINUTE, seriesOf, START } from "../../tests/contracts/market_store_contract.ts";
import { type CandleColumns, sliceColumns } from "../domain/mod.ts";
import { openMarketStore } from "./mod.ts";

const YEAR = 525_600;
const SYMBOLS = 20;
const BULK = 100_000;
const MILLION = 1_000_000;

const minute = (n: number) => START + n * MINUTE;
const folder = await Deno.makeTempDir({ prefix: "bench-" });
const store = openMarketStore(`${folder}/market.sqlite`);
const symbols = Array.from({ length: SYMBOLS }, (_, i) => seriesOf(`S${i}USDT`));
const long = seriesOf("LONGUSDT");

const million = candlesAt(Array.from({ length: MILLION }, (_, i) => minute(i)));
const year = sliceColumns(million, 0, YEAR);
for (const series of symbols) store.put(series, year);
store.put(long, million);

const candle = (n: number): CandleColumns => sliceColumns(million, n, n + 1);
/** Counts the bars that closed since, the symbols in turn. */
let turn = 0;
const newest = () => candle(YEAR + Math.floor(turn / SYMBOLS));

Deno.bench("put 1 candle, a new bar", { group: "one bar", baseline: true }, () => {
  store.put(symbols[turn % SYMBOLS]!, newest());
  turn++;
});

Deno.bench("put 1 candle for each of 20 symbols", { group: "one bar" }, () => {
  turn += SYMBOLS;
  for (const series of symbols) store.put(series, newest());
});

const bulk = sliceColumns(million, 0, BULK);
const covered = { from: minute(0), to: minute(BULK) };

Deno.bench("put 100,000 candles, new", { group: "bulk", baseline: true }, (b) => {
  const fresh = seriesOf("NEWUSDT");
  store.remove(fresh);
  b.start();
  store.put(fresh, bulk, covered);
  b.end();
});

Deno.bench("put 100,000 candles again", { group: "bulk" }, () => {
  store.put(long, bulk, covered);
});

Deno.bench("read 1,000,000 candles", { group: "read", baseline: true }, () => {
  store.read(long, { from: minute(0), to: minute(MILLION) });
});

Deno.bench("holes in 1,000,000 bars", { group: "read" }, () => {
  store.holes(long, { from: minute(0), to: minute(MILLION) });
});

Deno.bench("tail of 500 candles", { group: "tail" }, () => {
  store.tail(long, minute(MILLION), 500);
});

globalThis.addEventListener("unload", () => {
  store.close();
  Deno.removeSync(folder, { recursive: true });
});
