import {
  type ExecutionSettings,
  type RiskSettings,
  type StrategyErrorEvent,
  type SymbolTerms,
  type Timeframe,
  timeframeMs,
  type Trade,
} from "../domain/mod.ts";
import { type GiveWay, GO_ON } from "../kernel/mod.ts";
import type { ParameterValues } from "../strategy/mod.ts";
import type { BacktestCounts, BacktestRecord } from "./backtest.ts";
import type { BacktestNote } from "./event_log.ts";
import { textHash, tradesHash } from "./hashes.ts";
import type { BacktestJob, BacktestMarket } from "./job.ts";
import {
  type Column,
  DerivedColumn,
  type Figures,
  type RunRecord,
  type RunStatistics,
  statistics,
} from "./statistics/mod.ts";

/** A symbol that was traded, in which steps, and on what. */
export interface ResultMarket extends SymbolTerms {
  readonly symbol: string;
  readonly quote: string;
  /** Length of the candles it was run on: of the backtest's bars, or finer. */
  readonly candleMs: number;
  readonly candles: number;
  /** So many of them only filled the window. */
  readonly warmUp: number;
}

/** Everything that gives the same backtest again, together with the candles that `dataHash` names. */
export interface ResultSettings {
  readonly strategy: {
    readonly name: string;
    readonly language: string;
    /** Of the text that was run; for `ts` without its types. */
    readonly sha256: string;
  };
  readonly parameters: ParameterValues;
  readonly symbols: readonly string[];
  readonly markets: readonly ResultMarket[];
  readonly timeframe: Timeframe;
  /** From the first candle's open to the last one's end, of all markets; those that only warm up are before. */
  readonly from: number;
  readonly to: number;
  readonly cash: number;
  readonly execution: ExecutionSettings;
  readonly risk: RiskSettings;
  readonly seed: string;
  readonly windowSize: number;
  readonly closeAtEnd: boolean;
  /** Of the program. */
  readonly version: string;
}

/**
 * What happened bar by bar; all columns of one length, times ascending. What stands in the candles already is
 * looked up there: `toArray()` makes an array of it.
 */
export interface ResultSeries {
  /** When each bar ended. */
  readonly time: Column;
  readonly equity: Float64Array;
  /** What the same cash would be worth, held in the symbols in equal parts from the first close on. */
  readonly benchmark: Column;
}

/** All that a backtest leaves. Plain data, but for columns of its series that are looked up. */
export interface BacktestResult {
  readonly settings: ResultSettings;
  /** Which candles; see `dataHash()`. */
  readonly dataHash: string;
  /** Which trades came of it: the same settings over the same candles give the same. */
  readonly tradesHash: string;
  readonly status: BacktestRecord["status"];
  /** Why it `FAILED`. */
  readonly error: string | null;
  readonly figures: Figures;
  readonly long: RunStatistics["long"];
  readonly short: RunStatistics["short"];
  readonly months: RunStatistics["months"];
  readonly trades: readonly Trade[];
  readonly series: ResultSeries;
  /** Positions that were still open at the end. */
  readonly openPositions: number;
  readonly counts: BacktestCounts;
  /** Refused orders by code. */
  readonly rejections: Readonly<Record<string, number>>;
  readonly notes: readonly BacktestNote[];
  /** Notes beyond these, and log lines beyond what a strategy may write in a bar. */
  readonly notesLeftOut: number;
  /** What the strategy did wrong; the first of many. */
  readonly errors: readonly StrategyErrorEvent[];
  /** Bars worked off a second, orders, figures and all included. */
  readonly barsPerSecond: number;
  readonly elapsedMs: number;
}

/** What the record of a run does not know. */
export interface ResultFrame {
  readonly settings: ResultSettings;
  readonly dataHash: string;
  /** Milliseconds since the run was begun. */
  elapsedMs(): number;
  /** Called between the pieces of what is made of the record. */
  readonly giveWay?: GiveWay;
}

/** Makes a result of what a backtest of one account leaves; the record's columns are in it, not copied. */
export async function resultOf(
  record: BacktestRecord,
  { settings, dataHash, elapsedMs, giveWay = GO_ON }: ResultFrame,
): Promise<BacktestResult> {
  const { cash } = settings;
  const { figures, long, short, months } = statistics(runRecord(settings, record), { giveWay });
  const { time, equity, benchmark } = record.equity;
  const { status, error, trades, log, openPositions, bars, counts } = record;
  const hash = await tradesHash(trades, giveWay);
  const took = elapsedMs();
  return {
    settings,
    dataHash,
    tradesHash: hash,
    status,
    error,
    figures,
    long,
    short,
    months,
    trades,
    series: { time, equity, benchmark: new DerivedColumn(benchmark, (value) => value * cash) },
    openPositions,
    counts,
    rejections: log.rejections,
    notes: log.notes,
    notesLeftOut: log.notesLeftOut + counts.droppedLogs,
    errors: log.errors,
    barsPerSecond: took > 0 ? bars / took * 1_000 : 0,
    elapsedMs: took,
  };
}

function runRecord({ cash, timeframe }: ResultSettings, record: BacktestRecord): RunRecord {
  const { equity: columns, inMarket, trades, fees, funding, traded } = record;
  return {
    columns,
    inMarket,
    trades,
    initialCash: cash,
    barMs: timeframeMs(timeframe),
    tradedNotional: traded,
    fees,
    funding,
  };
}

/** @param version of the program */
export async function resultSettings(
  { settings, markets }: BacktestJob,
  version: string,
): Promise<ResultSettings> {
  const { strategy, parameters, timeframe, cash, execution, risk, windowSize, closeAtEnd } =
    settings;
  const { name, language, text } = strategy;
  return {
    strategy: { name, language, sha256: await textHash(text) },
    parameters,
    symbols: markets.map(({ instrument }) => instrument.code),
    markets: markets.map(resultMarket),
    timeframe,
    from: Math.min(...markets.map(({ columns, warmUp = 0 }) => columns.time[warmUp] ?? NaN)),
    to: Math.max(...markets.map(({ columns, candleMs }) => columns.time.at(-1)! + candleMs)),
    cash,
    execution,
    risk,
    seed: execution.seed,
    windowSize,
    closeAtEnd,
    version,
  };
}

/** A symbol as it is traded. */
export function resultMarket(
  { instrument, columns, candleMs, warmUp = 0 }: BacktestMarket,
): ResultMarket {
  const { code, quote, priceStep, quantityStep, minQuantity, maxQuantity, minNotional } =
    instrument;
  const terms = { priceStep, quantityStep, minQuantity, maxQuantity, minNotional };
  return { symbol: code, quote, ...terms, candleMs, candles: columns.time.length, warmUp };
}
