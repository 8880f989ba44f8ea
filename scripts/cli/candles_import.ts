import { badInput, type CandleColumns, timeframeMs } from "../../engine/mod.ts";
import {
  CandleParser,
  type CandleText,
  rowBlocks,
  type RowRules,
} from "../../engine/feeds/candle_files/mod.ts";
import type { CandleSeries, MarketStore, TimeRange } from "../../engine/store/mod.ts";
import { sameSeries } from "./candles_export.ts";
import { BadRows } from "./candles_bad_rows.ts";
import { seriesOf, type SeriesRules } from "./candles_series.ts";

/** Most candles a file may have: three years of seconds. */
const MAX_IMPORT_ROWS = 100_000_000;

export interface ImportRules extends SeriesRules {
  /** Leave bad rows out in place of refusing the file. */
  readonly skipBad: boolean;
  /** Candles that end later are not over yet. */
  readonly now: number;
}

/** What a file gave. */
export interface Imported {
  readonly file: string;
  readonly series: CandleSeries;
  /** Candles read, and how many of them were not in the store before. */
  readonly candles: number;
  readonly added: number;
  /** From the first candle to the end of the last. */
  readonly range: TimeRange;
  /** Rows that said what the row above said. */
  readonly repeated: number;
  /** Rows left out. */
  readonly bad: BadRows;
}

/**
 * Takes a file's candles into the store. It is read twice, first to judge it: of a file that is
 * refused nothing is stored. Memory does not grow with the file.
 *
 * @param onCandles told of candles as they are stored
 * @throws InputError for a file that is refused, saying where and why; StoreError
 */
export async function importText(
  text: CandleText,
  rules: ImportRules,
  store: MarketStore,
  onCandles: (count: number) => void,
  signal: AbortSignal,
): Promise<Imported> {
  const series = await seriesOf(text, rules);
  const barMs = timeframeMs(series.timeframe);
  const bad = new BadRows();
  const take = (onBad: NonNullable<RowRules["onBad"]>): RowRules => ({
    barMs,
    overAt: rules.now,
    repeats: true,
    maxRows: MAX_IMPORT_ROWS,
    ...(rules.skipBad ? { onBad } : {}),
  });
  const judged = await judge(text, take((...row) => bad.take(...row)), signal);
  bad.judge(text.name, judged.parser.rows);
  judged.parser.end();
  const before = barsOf(store, series);
  const parser = new CandleParser(text.name, take(() => {}));
  for await (const candles of candlesOf(text, parser, signal)) {
    store.put(series, candles);
    onCandles(candles.time.length);
  }
  const { rows, repeated } = parser;
  if (rows !== judged.parser.rows) throw badInput(`${text.name}: it changed while it was read`);
  const range = { from: judged.first, to: judged.last + barMs };
  const added = barsOf(store, series) - before;
  return { file: text.name, series, candles: rows, added, range, repeated, bad };
}

async function judge(text: CandleText, rules: RowRules, signal: AbortSignal) {
  const parser = new CandleParser(text.name, rules);
  let [first, last] = [NaN, NaN];
  for await (const { time } of candlesOf(text, parser, signal)) {
    if (time.length === 0) continue;
    if (Number.isNaN(first)) first = time[0]!;
    last = time.at(-1)!;
  }
  return { parser, first, last };
}

async function* candlesOf(
  text: CandleText,
  parser: CandleParser,
  signal: AbortSignal,
): AsyncGenerator<CandleColumns> {
  for await (const block of rowBlocks(text.chunks(), text.name)) {
    signal.throwIfAborted();
    yield parser.parse(block);
  }
}

function barsOf(store: MarketStore, series: CandleSeries): number {
  return store.series().find((other) => sameSeries(other, series))?.bars ?? 0;
}
