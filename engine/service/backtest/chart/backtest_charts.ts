import { badInput, notFound, shown } from "../../../domain/mod.ts";
import {
  candleColumnNames,
  CURVE_COLUMNS,
  MARK_COLUMNS,
  readKeptCandles,
} from "../../../backtest/mod.ts";
import type { BacktestStore } from "../../../store/mod.ts";
import { readColumns } from "../../read_columns.ts";
import type { BacktestInfo } from "../backtest_api.ts";
import { sourceOf } from "../info_settings.ts";
import type { OwnCandles } from "../market_sources.ts";
import type { BacktestCandles, BacktestPoint, ChartRange } from "./chart_api.ts";
import { drawnCandles } from "./drawn_candles.ts";
import { drawnCurve } from "./drawn_curve.ts";
import { marksWithin, type TradeMarks } from "./drawn_marks.ts";
import type { TimeSpan } from "./time_span.ts";

/** Points that one question may ask for. */
const MAX_POINTS = 20_000;
const MIN_POINTS = 4;

/** Draws what a backtest left, as finely as is asked for. */
export class BacktestCharts {
  readonly #store: BacktestStore;
  readonly #ownCandles: OwnCandles;

  /** @param ownCandles finds candles where they came from */
  constructor(store: BacktestStore, ownCandles: OwnCandles) {
    this.#store = store;
    this.#ownCandles = ownCandles;
  }

  /** @throws InputError for a number of points or a range that cannot be */
  async curve({ id }: BacktestInfo, points: number, range: ChartRange): Promise<BacktestPoint[]> {
    checkPoints(points);
    const span = spanOf(range);
    return drawnCurve(await readColumns(this.#store, id, CURVE_COLUMNS), span, points);
  }

  /**
   * @returns null where the result has none, because it was made before candles were kept, or did not get so far
   * @throws InputError for a number of points or a range that cannot be
   */
  async candles(
    info: BacktestInfo,
    symbol: string,
    points: number,
    range: ChartRange,
  ): Promise<BacktestCandles | null> {
    checkPoints(points);
    const { candleMs, from, to } = dataOf(info, symbol);
    const asked = spanOf(range);
    const columns = await readColumns(this.#store, info.id, candleColumnNames(symbol));
    const kept = readKeptCandles(columns, symbol);
    if (!kept) return null;
    const span = { from: Math.max(from, asked.from), to: Math.min(to, asked.to) };
    const source = sourceOf(info);
    const drawn = await drawnCandles(kept, candleMs, span, points, async (stretch) => {
      if (source === null) return null;
      return await this.#ownCandles({ source, symbol, candleMs }, inside(stretch, { from, to }));
    });
    return { ...drawn, symbol, ownMs: candleMs };
  }

  /** @throws InputError for a range that cannot be */
  async marks(
    info: BacktestInfo,
    symbol: string,
    limit: number,
    range: ChartRange,
  ): Promise<TradeMarks> {
    dataOf(info, symbol);
    const span = spanOf(range);
    const columns = await readColumns(this.#store, info.id, MARK_COLUMNS);
    return marksWithin(columns, info.symbols.indexOf(symbol), span, limit);
  }
}

function dataOf({ id, data, symbols }: BacktestInfo, symbol: string) {
  const found = data.find((each) => each.symbol === symbol);
  if (found) return found;
  throw notFound(`Backtest ${id} has no ${shown(symbol)}: there is ${symbols.join(", ")}`);
}

function inside({ from, to }: TimeSpan, bounds: TimeSpan): TimeSpan {
  return { from: Math.max(from, bounds.from), to: Math.min(to, bounds.to) };
}

function spanOf({ from = -Infinity, to = Infinity }: ChartRange): TimeSpan {
  if (from < to) return { from, to };
  throw badInput(`from cannot be ${from}: it has to be before to, ${to}`, "from");
}

/** @throws InputError for a number of points that cannot be */
export function checkPoints(points: number): void {
  if (Number.isInteger(points) && points >= MIN_POINTS && points <= MAX_POINTS) return;
  throw badInput(
    `points cannot be ${points}: it has to be a whole number from ${MIN_POINTS} to ${MAX_POINTS}`,
    "points",
  );
}
