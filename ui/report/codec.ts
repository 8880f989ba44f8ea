/**
 * How the data of a report is written into its page: columns of small whole numbers, each told as the
 * difference to the one before, because ten thousand trades have to fit into a megabyte.
 */
import type { ResultTrade } from "../charts/result/mod.ts";

/** Significant digits of what is only drawn or read by people. */
const DIGITS = 7;

/** A symbol's candles, merged to so few that they can be drawn. */
export interface PackedCandles {
  readonly symbol: string;
  readonly priceStep: number;
  /** Length of a candle in milliseconds. */
  readonly candleMs: number;
  /** In candles since the one before, the first in milliseconds. */
  readonly time: readonly number[];
  /** In price steps: to the close before, and to open and close. */
  readonly open: readonly number[];
  readonly up: readonly number[];
  readonly down: readonly number[];
  readonly close: readonly number[];
  readonly volume: readonly number[];
}

export interface Candles {
  readonly time: ArrayLike<number>;
  readonly open: ArrayLike<number>;
  readonly high: ArrayLike<number>;
  readonly low: ArrayLike<number>;
  readonly close: ArrayLike<number>;
  readonly volume: ArrayLike<number>;
}

export function packCandles(
  symbol: string,
  priceStep: number,
  candleMs: number,
  candles: Candles,
): PackedCandles {
  const count = candles.time.length;
  const columns = { time: zeros(count), open: zeros(count), up: zeros(count) };
  const more = { down: zeros(count), close: zeros(count), volume: zeros(count) };
  const ticks = (price: number) => Math.round(price / priceStep);
  let [lastTime, lastClose] = [0, 0];
  for (let i = 0; i < count; i++) {
    const time = candles.time[i]!;
    const [open, close] = [ticks(candles.open[i]!), ticks(candles.close[i]!)];
    columns.time[i] = i === 0 ? time : Math.round((time - lastTime) / candleMs);
    columns.open[i] = open - lastClose;
    columns.up[i] = Math.max(0, ticks(candles.high[i]!) - Math.max(open, close));
    more.down[i] = Math.max(0, Math.min(open, close) - ticks(candles.low[i]!));
    more.close[i] = close - open;
    more.volume[i] = short(candles.volume[i]!, 4);
    [lastTime, lastClose] = [time, close];
  }
  return { symbol, priceStep, candleMs, ...columns, ...more };
}

/** One candle after the other. */
export function* unpackCandles(packed: PackedCandles) {
  const { priceStep, candleMs } = packed;
  let [time, close] = [0, 0];
  for (let i = 0; i < packed.time.length; i++) {
    time += i === 0 ? packed.time[i]! : packed.time[i]! * candleMs;
    const open = close + packed.open[i]!;
    close = open + packed.close[i]!;
    yield {
      time,
      open: open * priceStep,
      high: (Math.max(open, close) + packed.up[i]!) * priceStep,
      low: (Math.min(open, close) - packed.down[i]!) * priceStep,
      close: close * priceStep,
      volume: packed.volume[i]!,
    };
  }
}

/** Trades of several symbols; money but for fees follows from prices and quantities. */
export interface PackedTrades {
  readonly symbols: readonly string[];
  readonly priceSteps: readonly number[];
  readonly quantitySteps: readonly number[];
  readonly reasons: readonly string[];
  /** Index into `symbols`; left out where there is one only. */
  readonly symbol: readonly number[];
  readonly reason: readonly number[];
  /** In quantity steps; negative is short. */
  readonly lots: readonly number[];
  /** In milliseconds since the entry before, and since the entry. */
  readonly entryTime: readonly number[];
  readonly lasted: readonly number[];
  /** In price steps: to the entry before, and to the entry. */
  readonly entry: readonly number[];
  readonly exit: readonly number[];
  readonly fees: readonly number[];
  readonly maxAdverse: readonly number[];
  readonly maxFavorable: readonly number[];
}

export interface TradedSymbol {
  readonly symbol: string;
  readonly priceStep: number;
  readonly quantityStep: number;
}

export function packTrades(
  trades: readonly ResultTrade[],
  markets: readonly TradedSymbol[],
): PackedTrades {
  const symbols = markets.map(({ symbol }) => symbol);
  const reasons = [...new Set(trades.map(({ reason }) => reason))];
  const reasonIndex = new Map(reasons.map((reason, i) => [reason, i]));
  let [lastTime, lastEntry] = [0, 0];
  const rows = trades.map((trade) => {
    const at = symbols.indexOf(trade.symbol);
    const { priceStep = 1, quantityStep = 1 } = markets[at] ?? {};
    const entry = Math.round(trade.entryPrice / priceStep);
    const row = {
      symbol: at,
      lots: Math.round(trade.quantity / quantityStep) * (trade.side === "LONG" ? 1 : -1),
      entryTime: trade.entryTime - lastTime,
      entry: entry - lastEntry,
      exit: Math.round(trade.exitPrice / priceStep) - entry,
    };
    [lastTime, lastEntry] = [trade.entryTime, entry];
    return row;
  });
  return {
    symbols,
    priceSteps: markets.map(({ priceStep }) => priceStep),
    quantitySteps: markets.map(({ quantityStep }) => quantityStep),
    reasons,
    symbol: symbols.length > 1 ? rows.map(({ symbol }) => symbol) : [],
    reason: trades.map(({ reason }) => reasonIndex.get(reason)!),
    lots: rows.map(({ lots }) => lots),
    entryTime: rows.map(({ entryTime }) => entryTime),
    lasted: trades.map(({ entryTime, exitTime }) => exitTime - entryTime),
    entry: rows.map(({ entry }) => entry),
    exit: rows.map(({ exit }) => exit),
    fees: trades.map(({ fees }) => short(fees)),
    maxAdverse: trades.map(({ maxAdverse }) => short(maxAdverse)),
    maxFavorable: trades.map(({ maxFavorable }) => short(maxFavorable)),
  };
}

export function unpackTrades(packed: PackedTrades): ResultTrade[] {
  let [time, entry] = [0, 0];
  return packed.lots.map((lots, i) => {
    const at = packed.symbol[i] ?? 0;
    const priceStep = packed.priceSteps[at] ?? 1;
    time += packed.entryTime[i]!;
    entry += packed.entry[i]!;
    const quantity = Math.abs(lots) * (packed.quantitySteps[at] ?? 1);
    const fees = packed.fees[i]!;
    return {
      symbol: packed.symbols[at] ?? "",
      side: lots > 0 ? "LONG" : "SHORT",
      quantity,
      entryTime: time,
      entryPrice: entry * priceStep,
      exitTime: time + packed.lasted[i]!,
      exitPrice: (entry + packed.exit[i]!) * priceStep,
      fees,
      pnl: packed.exit[i]! * priceStep * quantity * Math.sign(lots) - fees,
      maxAdverse: packed.maxAdverse[i]!,
      maxFavorable: packed.maxFavorable[i]!,
      reason: packed.reasons[packed.reason[i]!] ?? "",
    };
  });
}

/** What happened to the account; points in time, few enough to be drawn. */
export interface PackedSeries {
  /** In milliseconds since the one before. */
  readonly time: readonly number[];
  readonly equity: readonly number[];
  readonly benchmark: readonly number[];
  readonly drawdown: readonly number[];
}

type Columns = { readonly [K in keyof PackedSeries]: ArrayLike<number> };

export function packSeries(series: Columns): PackedSeries {
  let last = 0;
  const shortly = (values: ArrayLike<number>) => Array.from(values, (value) => short(value));
  return {
    time: Array.from(series.time, (time) => {
      const since = time - last;
      last = time;
      return since;
    }),
    equity: shortly(series.equity),
    benchmark: shortly(series.benchmark),
    drawdown: Array.from(series.drawdown, (value) => short(value, 4)),
  };
}

export function unpackSeries(packed: PackedSeries) {
  let time = 0;
  return {
    time: Float64Array.from(packed.time, (since) => time += since),
    equity: Float64Array.from(packed.equity),
    benchmark: Float64Array.from(packed.benchmark),
    drawdown: Float64Array.from(packed.drawdown),
  };
}

const zeros = (count: number): number[] => new Array<number>(count).fill(0);

/** A number in so many digits. */
function short(value: number, digits = DIGITS): number {
  return Number(value.toPrecision(digits));
}
