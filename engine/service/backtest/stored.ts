import { type FeedKind, notFound, type Timeframe, timeframeMs } from "../../domain/mod.ts";
import { requireInstrument } from "../../market/mod.ts";
import type { MarketStore, StoredSeries } from "../../store/market_store.ts";
import { type BacktestRange, inRange, type LoadedMarket, rangeText } from "./loaded_market.ts";
import { readCandles } from "./read_candles.ts";

export interface StoredRules {
  readonly source: FeedKind;
  readonly timeframe: Timeframe;
  /** Which candles to use: finer ones tell the way within a bar. The bars' own where it is not given. */
  readonly detail?: Timeframe | undefined;
  readonly range: BacktestRange;
}

/**
 * The candles that the store keeps of a symbol: of the bars' own timeframe, else the coarsest that they
 * can be made of. Steps and limits are those of the exchange, where the store knows them.
 *
 * @throws InputError where there are none, saying which there are
 */
export async function storedMarket(
  store: MarketStore,
  code: string,
  rules: StoredRules,
): Promise<LoadedMarket> {
  const { source, range } = rules;
  const instrument = { ...requireInstrument(code), ...store.terms(source)?.terms.get(code) };
  const series = fittingSeries(store, code, rules);
  const candleMs = timeframeMs(series.timeframe);
  const { from = -Infinity, to = Infinity } = range;
  const what = `${code} ${series.timeframe} of ${source}`;
  const asked = { from: Math.max(from, series.from), to: Math.min(to, series.to) };
  const columns = await readCandles(store, series, asked);
  if (columns.time.length === 0) {
    throw notFound(
      `No candles of ${what} ${rangeText(range)}: there are some ${rangeText(series)}`,
    );
  }
  return {
    instrument,
    columns: inRange(what, columns, candleMs, range),
    candleMs,
    origin: what,
    repeated: 0,
    skipped: [],
  };
}

function fittingSeries(
  store: MarketStore,
  code: string,
  { source, timeframe, detail }: StoredRules,
): StoredSeries {
  const all = store.series().filter((series) => series.symbol === code && series.bars > 0);
  const barMs = timeframeMs(timeframe);
  const fits = (series: StoredSeries) =>
    series.source === source &&
    (detail === undefined
      ? barMs % timeframeMs(series.timeframe) === 0
      : series.timeframe === detail);
  const [found] = all.filter(fits).sort((a, b) =>
    timeframeMs(b.timeframe) - timeframeMs(a.timeframe)
  );
  if (found) return found;
  const wanted = detail === undefined ? `that make ${timeframe}` : `of ${detail}`;
  const there = all.map((series) => `${series.timeframe} of ${series.source} ${rangeText(series)}`);
  throw notFound(
    `The store has no candles of ${code} from ${source} ${wanted}: ` +
      (there.length > 0 ? `there are ${there.join(", ")}` : `it has none of ${code} at all`),
  );
}
