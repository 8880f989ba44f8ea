import type { CandleColumns } from "../../engine/domain/mod.ts";
import { type MinuteTrades, noTrades, type TradeSource } from "./minute_trades.ts";
import type { SymbolSpec } from "./symbol_spec.ts";

const MINUTE = 60_000;
/** When in its minute the first trade is, unless said otherwise, and when the others are. */
const FIRST_MS = 180;
const LATER_MS = [17_400, 38_600, 59_700];

/** A candle in ticks and lots. */
interface Row {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly lots: number;
}

/**
 * Recorded one-minute candles, played as a few trades each that make exactly that candle. A minute
 * that is not recorded had no market.
 */
export class RecordedSource implements TradeSource {
  readonly first: number;
  /** Open time of the minute behind the last one recorded. */
  readonly end: number;
  readonly spread: number;
  readonly #columns: CandleColumns;
  readonly #priceScale: number;
  readonly #lotScale: number;
  readonly #firstMs: number;
  readonly #index = new Map<number, number>();

  /** @param firstTradeMs when in its minute the first trade is */
  constructor(spec: SymbolSpec, columns: CandleColumns, spreadTicks = 1, firstTradeMs = FIRST_MS) {
    if (columns.time.length === 0) throw new Error(`No candles recorded of ${spec.code}`);
    this.#columns = columns;
    this.#priceScale = 10 ** spec.priceDigits;
    this.#lotScale = 10 ** spec.quantityDigits;
    this.spread = spreadTicks;
    this.#firstMs = firstTradeMs;
    this.first = columns.time[0]!;
    this.end = columns.time.at(-1)! + MINUTE;
    columns.time.forEach((time, i) => this.#index.set(time, i));
  }

  trades(open: number): MinuteTrades | null {
    const index = this.#index.get(open);
    if (index === undefined) return null;
    const row = this.#row(index);
    const isQuiet = row.lots === 0 && row.high === row.low;
    return isQuiet ? noTrades(0) : tradesOf(open, row, this.#firstMs);
  }

  priceBefore(open: number): number {
    if (open <= this.first) return this.#row(0).open;
    let at = Math.min(open, this.end) - MINUTE;
    while (!this.#index.has(at)) at -= MINUTE;
    return this.#row(this.#index.get(at)!).close;
  }

  #row(i: number): Row {
    const { open, high, low, close, volume } = this.#columns;
    const ticks = (column: Float64Array) => Math.round(column[i]! * this.#priceScale);
    const lots = Math.round(volume[i]! * this.#lotScale);
    return { open: ticks(open), high: ticks(high), low: ticks(low), close: ticks(close), lots };
  }
}

/** From the open over both ends of the range, the nearer to the open first, to the close. */
function tradesOf(open: number, row: Row, firstMs: number): MinuteTrades {
  const isUp = row.close >= row.open;
  const prices = isUp
    ? [row.open, row.low, row.high, row.close]
    : [row.open, row.high, row.low, row.close];
  // With less volume than trades, some are of nothing: the range counts more.
  const each = Math.floor(row.lots / prices.length);
  const trades = noTrades(prices.length);
  const times = [firstMs, ...LATER_MS];
  prices.forEach((price, i) => {
    trades.time[i] = open + times[i]!;
    trades.price[i] = price;
    trades.lots[i] = i === 0 ? row.lots - each * (prices.length - 1) : each;
    trades.isSale[i] = i > 0 && price < prices[i - 1]! ? 1 : 0;
  });
  return trades;
}
