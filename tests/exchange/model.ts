import {
  type CandleColumns,
  emptyColumns,
  type Timeframe,
  timeframeMs,
} from "../../engine/domain/mod.ts";
import { decimal } from "./decimals.ts";
import { GeneratedSource } from "./generated_source.ts";
import type { Kline } from "./kline.ts";
import { Market } from "./market.ts";
import type { TimeSpan, TradeSource } from "./minute_trades.ts";
import { RecordedSource } from "./recorded_source.ts";
import { DEFAULT_SYMBOLS, specOf, type SymbolSpec } from "./symbol_spec.ts";

export interface ModelOptions {
  /** Market time at which the exchange is looked at first. */
  readonly start: number;
  /** Default "1". */
  readonly seed?: string;
  /** Default: the curated crypto symbols. */
  readonly symbols?: readonly string[];
  /** Recorded one-minute candles, by symbol; all other symbols are generated. */
  readonly recorded?: Readonly<Record<string, CandleColumns>>;
  /** For recorded symbols: when in its minute a candle's first trade is; default 180. */
  readonly firstTradeMs?: number;
  /** For generated symbols: see GeneratedOptions. */
  readonly historyDays?: number;
  readonly tradesPerSecond?: number;
  readonly quietMinutes?: number;
  readonly holes?: readonly TimeSpan[];
  readonly spreadTicks?: number;
}

/** What is traded on the exchange and what happened: no I/O, and no time of its own. */
export class ExchangeModel {
  readonly markets: ReadonlyMap<string, Market>;

  constructor(options: ModelOptions) {
    const codes = new Set([
      ...options.symbols ?? (options.recorded ? [] : DEFAULT_SYMBOLS),
      ...Object.keys(options.recorded ?? {}),
    ]);
    this.markets = new Map([...codes].map((code) => {
      const spec = specOf(code);
      return [code, new Market(spec, sourceOf(spec, options), options.start)];
    }));
  }

  /** @throws Error when the exchange has no such symbol */
  market(symbol: string): Market {
    const market = this.markets.get(symbol);
    if (!market) throw new Error(`The exchange has no ${symbol}`);
    return market;
  }

  /** All candles with open times from `from` up to `to` (exclusive), as if all were closed. */
  truth(symbol: string, timeframe: Timeframe, from: number, to: number): CandleColumns {
    const market = this.market(symbol);
    const ms = timeframeMs(timeframe);
    const bars = market.bars(ms, { from, to: to - 1, limit: Infinity }, to + ms);
    return columnsOf(market.spec, bars);
  }
}

function sourceOf(spec: SymbolSpec, options: ModelOptions): TradeSource {
  const { recorded, spreadTicks, firstTradeMs } = options;
  const columns = recorded?.[spec.code];
  if (columns) return new RecordedSource(spec, columns, spreadTicks, firstTradeMs);
  return new GeneratedSource(spec, { ...options, seed: options.seed ?? "1" });
}

/** Candles as numbers: those that the printed decimals stand for. */
function columnsOf(spec: SymbolSpec, bars: readonly Kline[]): CandleColumns {
  const columns = emptyColumns(bars.length);
  const price = (ticks: number) => Number(decimal(ticks, spec.priceDigits));
  bars.forEach((bar, i) => {
    columns.time[i] = bar.time;
    columns.open[i] = price(bar.open);
    columns.high[i] = price(bar.high);
    columns.low[i] = price(bar.low);
    columns.close[i] = price(bar.close);
    columns.volume[i] = Number(decimal(bar.lots, spec.quantityDigits));
  });
  return columns;
}
