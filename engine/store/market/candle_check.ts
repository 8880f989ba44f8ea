import { badInput, type CandleColumns, shown } from "../../domain/mod.ts";
import type { CandleSeries, TimeRange } from "../market_store.ts";
import type { CandleGrid } from "./candle_grid.ts";

const PRICES = ["open", "high", "low", "close"] as const;
const FIELDS = [...PRICES, "volume"] as const;

/**
 * Refuses what cannot be a candle of the series; nothing is written before all of it was seen.
 *
 * @throws InputError that names the row and what is wrong with it
 */
export function checkCandles(series: CandleSeries, grid: CandleGrid, candles: CandleColumns): void {
  const rows = candles.time.length;
  for (const field of FIELDS) {
    if (candles[field].length === rows) continue;
    throw badInput(
      `Cannot store candles of ${nameOf(series)}: ${rows} times, but ${candles[field].length} ` +
        `values of ${field}: each candle has to have one`,
      "candles",
    );
  }
  for (let row = 0; row < rows; row++) {
    if (!isCandle(grid, candles, row)) throw refusal(series, grid, candles, row);
  }
}

/** @throws InputError when `range` is not made of bars of the series */
export function checkRange(series: CandleSeries, grid: CandleGrid, range: TimeRange): void {
  for (const end of ["from", "to"] as const) {
    if (grid.has(range[end])) continue;
    throw badInput(
      `Cannot store the covered range of ${nameOf(series)}: ${end} is ${timeText(range[end])}, ` +
        `where no bar opens`,
      "covered",
    );
  }
  if (range.from <= range.to) return;
  throw badInput(
    `Cannot store the covered range of ${nameOf(series)}: from ${timeText(range.from)} is later ` +
      `than to ${timeText(range.to)}`,
    "covered",
  );
}

/** The whole judgement, without an allocation: most puts are of good candles, and many. */
function isCandle(grid: CandleGrid, candles: CandleColumns, row: number): boolean {
  const open = candles.open[row]!;
  const high = candles.high[row]!;
  const low = candles.low[row]!;
  const close = candles.close[row]!;
  const volume = candles.volume[row]!;
  return grid.has(candles.time[row]!) && low > 0 && low <= open && low <= close && open <= high &&
    close <= high && high < Infinity && volume >= 0 && volume < Infinity;
}

function refusal(series: CandleSeries, grid: CandleGrid, candles: CandleColumns, row: number) {
  const at = `row ${row} of ${nameOf(series)}, time ${timeText(candles.time[row]!)}`;
  return badInput(`Cannot store candle in ${at}: ${fault(grid, candles, row)}`, "candles");
}

function fault(grid: CandleGrid, candles: CandleColumns, row: number): string {
  const time = candles.time[row]!;
  if (!grid.has(time)) {
    return `no bar opens then; open times are 0 or later, aligned to ${grid.barMs} ms`;
  }
  const wrong = PRICES.find((field) => !isPrice(candles[field][row]!));
  if (wrong !== undefined) {
    return `${wrong} is ${shown(candles[wrong][row])}, which is no price: it has to be above 0`;
  }
  const volume = candles.volume[row]!;
  if (!(volume >= 0 && volume < Infinity)) {
    return `volume is ${shown(volume)}: it has to be 0 or more`;
  }
  const [open, high, low, close] = PRICES.map((field) => candles[field][row]);
  return `low ${low} and high ${high} have to hold open ${open} and close ${close}`;
}

function isPrice(value: number): boolean {
  return value > 0 && value < Infinity;
}

export function nameOf({ source, symbol, timeframe }: CandleSeries): string {
  return `${source} ${symbol} ${timeframe}`;
}

function timeText(time: number): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? shown(time) : `${time} (${date.toISOString()})`;
}
