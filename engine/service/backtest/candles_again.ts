import { candleColumnNames, dataHash, readKeptCandles } from "../../backtest/mod.ts";
import { conflict, type FeedKind, notFound, shown } from "../../domain/mod.ts";
import { requireInstrument } from "../../market/mod.ts";
import { type ColumnStore, readColumns } from "../read_columns.ts";
import { isUnderWay } from "../under_way.ts";
import type { BacktestInfo } from "./backtest_api.ts";
import { infoSettings, sourceOf } from "./info_settings.ts";
import type { LoadedMarket } from "./loaded_market.ts";
import type { OwnCandles } from "./market_sources.ts";
import type { OtherCandles } from "./prepared_backtest.ts";

/** A backtest, or a study, that kept its candles. */
export type CandlesRun = Pick<BacktestInfo, "id" | "data" | "dataHash" | "settings">;

/**
 * The very candles that a backtest or a study was asked for with, in the steps that it trades in: as they were kept
 * with it, else read again from where they came from.
 *
 * @throws InputError NOT_FOUND where nobody has them any more, CONFLICT where they are others now
 */
export async function candlesAgain(
  info: CandlesRun,
  store: ColumnStore,
  ownCandles: OwnCandles,
): Promise<LoadedMarket[]> {
  const markets: LoadedMarket[] = [];
  for (const { symbol } of info.data) {
    markets.push(await marketAgain(info, symbol, store, ownCandles));
  }
  if (info.dataHash === null || await dataHash(markets) === info.dataHash) return markets;
  throw conflict(
    `The candles of ${info.id} have changed since it was asked for: run it on those there are now`,
  );
}

/** What keeps the columns of runs that are over, and of those that are asked for. */
interface RunColumns extends ColumnStore {
  readonly work: ColumnStore;
}

/**
 * The candles that a backtest or a study runs on, for another to run on. Before its end they lie with what was
 * asked for.
 *
 * @param infoOf it as it stands, or an error where it is there no more
 */
export function otherCandles(
  infoOf: () => CandlesRun & Pick<BacktestInfo, "status">,
  store: RunColumns,
  { defaultSource, ownCandles }: { defaultSource: FeedKind; ownCandles: OwnCandles },
): OtherCandles {
  const { source = defaultSource, bars } = infoSettings(infoOf());
  const load = () => {
    const info = infoOf();
    return candlesAgain(info, isUnderWay(info) ? store.work : store, ownCandles);
  };
  return { source, bars, load };
}

async function marketAgain(
  info: CandlesRun,
  symbol: string,
  store: ColumnStore,
  ownCandles: OwnCandles,
): Promise<LoadedMarket> {
  const { id } = info;
  const data = info.data.find((each) => each.symbol === symbol);
  if (!data) throw notFound(`${id} has no ${shown(symbol)}`);
  const { candleMs, from, to, origin } = data;
  const kept = readKeptCandles(await readColumns(store, id, candleColumnNames(symbol)), symbol);
  const source = sourceOf(info);
  const columns = kept?.candleMs === candleMs
    ? kept.columns
    : source === null
    ? null
    : await ownCandles({ source, symbol, candleMs }, { from, to });
  if (columns === null || columns.time.length === 0) {
    throw notFound(
      `The ${symbol} candles of ${id} are not there any more: they came from ${origin}`,
    );
  }
  const terms = infoSettings(info).markets?.find((market) => market.symbol === symbol);
  const { priceStep, quantityStep, minQuantity, maxQuantity, minNotional } = terms ??
    requireInstrument(symbol);
  const steps = { priceStep, quantityStep, minQuantity, maxQuantity, minNotional };
  const instrument = { ...requireInstrument(symbol), ...steps };
  return { instrument, columns, candleMs, origin, repeated: 0, skipped: [] };
}
