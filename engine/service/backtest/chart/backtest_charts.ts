import { badInput, notFound, shown } from "../../../domain/mod.ts";
import type { BacktestStore } from "../../../store/mod.ts";
import type { BacktestInfo } from "../backtest_api.ts";
import { sourceOf } from "../info_settings.ts";
import type { OwnCandles } from "../market_sources.ts";
import type { BacktestCandles, BacktestPoint, ChartRange } from "./chart_api.ts";
import { drawnCandles } from "./drawn_candles.ts";
import { candleColumnNames, readKeptCandles } from "./kept_candles.ts";
import { drawnCurve } from "./kept_curve.ts";
import { CURVE_COLUMNS } from "./kept_curve.ts";
import { MARK_COLUMNS, marksWithin, type TradeMarks } from "./kept_marks.ts";
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
  curve({ id }: BacktestInfo, points: number, range: ChartRange): BacktestPoint[] {
    checkPoints(points);
    const columns = this.#store.columns(id, CURVE_COLUMNS);
    return drawnCurve(columns, spanOf(range), points);
  }

  /**
   * @returns null where the result has none, because it was made before candles were kept, or did not get so far
   * @throws InputError for a number of points or a range that cannot be
   */
  candles(
    info: BacktestInfo,
    symbol: string,
    points: number,
    range: ChartRange,
  ): BacktestCandles | null {
    checkPoints(points);
    const { candleMs, from, to } = dataOf(info, symbol);
    const kept = readKeptCandles(this.#store.columns(info.id, candleColumnNames(symbol)), symbol);
    if (!kept) return null;
    const asked = spanOf(range);
    const span = { from: Math.max(from, asked.from), to: Math.min(to, asked.to) };
    const source = sourceOf(info);
    const drawn = drawnCandles(kept, candleMs, span, points, (stretch) => {
      if (source === null) return null;
      return this.#ownCandles({ source, symbol, candleMs }, inside(stretch, { from, to }));
    });
    return { ...drawn, symbol, ownMs: candleMs };
  }

  /** @throws InputError for a range that cannot be */
  marks(info: BacktestInfo, symbol: string, limit: number, range: ChartRange): TradeMarks {
    dataOf(info, symbol);
    const columns = this.#store.columns(info.id, MARK_COLUMNS);
    return marksWithin(columns, info.symbols.indexOf(symbol), spanOf(range), limit);
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
