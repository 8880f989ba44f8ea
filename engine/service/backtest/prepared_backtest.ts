import { dataReportInTurns } from "../../backtest/mod.ts";
import {
  badInput,
  type FeedKind,
  isTimeframe,
  shown,
  type Timeframe,
  TIMEFRAMES,
} from "../../domain/mod.ts";
import { requireInstrument } from "../../market/mod.ts";
import type { Declared, StrategyDescription, StrategySource } from "../../strategy/mod.ts";
import { breathe } from "../breathe.ts";
import type { BacktestData, BacktestInput } from "./backtest_api.ts";
import { checkBars, type LoadedMarket } from "./loaded_market.ts";
import { DEFAULT_BARS, isStored } from "./market_sources.ts";
import { type BacktestTerms, backtestTerms } from "./terms.ts";

/** Symbols of one portfolio. */
export const MAX_SYMBOLS = 50;

/** Where the parts of a backtest come from. */
export interface BacktestSources {
  /** Source of candles where none is given. */
  readonly defaultSource: FeedKind;
  /** @throws InputError when there is no such strategy, or its file cannot be used */
  findStrategy(name: string): Promise<StrategySource>;
  /** What it declares. */
  describe(source: StrategySource): Promise<StrategyDescription>;
  /** @throws InputError where there are no candles, saying which there are */
  loadMarket(symbol: string, asked: AskedMarket): Promise<LoadedMarket>;
  /** @throws InputError where nothing has that id */
  candlesOf(id: string): OtherCandles;
}

/** The very candles that a backtest or a study ran on. */
export interface OtherCandles {
  readonly source: FeedKind;
  readonly bars: number | undefined;
  /** @throws InputError where nobody has them any more, or they are others now */
  load(): Promise<readonly LoadedMarket[]>;
}

/** Which candles are wanted of each symbol. */
export interface AskedMarket {
  readonly symbols: readonly string[];
  readonly source: FeedKind;
  readonly timeframe: Timeframe;
  readonly range: { readonly from?: number | undefined; readonly to?: number | undefined };
  readonly bars: number | undefined;
}

type CandlesInput = Omit<BacktestInput, "parameters">;

/** A backtest with all that was asked for found and checked. */
export interface PreparedBacktest<Parameters> {
  readonly asked: AskedMarket;
  readonly source: StrategySource;
  /** As `readParameters` gave them. */
  readonly parameters: Parameters;
  readonly markets: readonly LoadedMarket[];
  readonly terms: BacktestTerms;
}

/**
 * Finds the strategy and the candles, and checks everything; the parameters before candles are loaded.
 *
 * @param readParameters makes of those given what is wanted
 * @throws InputError naming the field, the value and what would be right
 */
export async function prepareBacktest<Parameters>(
  sources: BacktestSources,
  input: CandlesInput,
  readParameters: (declared: Declared) => Parameters,
): Promise<PreparedBacktest<Parameters>> {
  const { candles, asked } = askedMarket(input, sources);
  const source = await sources.findStrategy(input.strategy);
  const description = await sources.describe(source);
  if (description.error !== null) throw badInput(description.error, "strategy");
  const parameters = readParameters(description);
  const { symbols } = input;
  const markets = candles === null
    ? await marketsOf(symbols, (symbol) => sources.loadMarket(symbol, asked))
    : marketsAgain(await candles.load(), input, asked);
  const terms = backtestTerms(input, markets.map(({ instrument }) => instrument));
  return { asked, source, parameters, markets, terms };
}

/** One after another: each is much to read. */
async function marketsOf(
  symbols: readonly string[],
  load: (symbol: string) => Promise<LoadedMarket>,
): Promise<LoadedMarket[]> {
  const markets: LoadedMarket[] = [];
  for (const symbol of symbols) markets.push(await load(symbol));
  return markets;
}

/** What is to be known of candles before anything is run over them. */
export async function dataOf(markets: readonly LoadedMarket[]): Promise<BacktestData[]> {
  const all: BacktestData[] = [];
  for (const market of markets) all.push(await marketData(market));
  return all;
}

async function marketData(
  { instrument, columns, candleMs, origin }: LoadedMarket,
): Promise<BacktestData> {
  const report = await dataReportInTurns(instrument.code, columns, candleMs, breathe);
  const { longestGaps: _gaps, largestOutliers: _outliers, usualMove: _usual, ...counts } = report;
  return { ...counts, origin };
}

/** Where candles were asked for: a result does not know it. */
export function originOf({ source, bars }: AskedMarket) {
  return { source, ...(bars === undefined ? {} : { bars }) };
}

interface Asked {
  readonly asked: AskedMarket;
  /** Null where they are to be loaded. */
  readonly candles: OtherCandles | null;
}

function askedMarket(input: CandlesInput, sources: BacktestSources): Asked {
  const { symbols, timeframe = "1m", from, to, source, bars, candlesOf } = input;
  if (symbols.length === 0) throw badInput("No symbol: give symbol, or several symbols", "symbols");
  if (symbols.length > MAX_SYMBOLS) {
    throw badInput(
      `symbols cannot be ${symbols.length}: it has to be 1 to ${MAX_SYMBOLS}`,
      "symbols",
    );
  }
  for (const symbol of symbols) requireInstrument(symbol);
  if (new Set(symbols).size < symbols.length) {
    throw badInput(`symbols cannot be ${shown(symbols)}: each of them once`, "symbols");
  }
  if (!isTimeframe(timeframe)) {
    throw badInput(
      `Unknown timeframe ${shown(timeframe)}: there are ${TIMEFRAMES.join(", ")}`,
      "timeframe",
    );
  }
  if (from !== undefined && to !== undefined && from >= to) {
    throw badInput(`from cannot be ${from}: it has to be before to, ${to}`, "from");
  }
  if (candlesOf !== undefined) {
    const candles = sources.candlesOf(candlesOf);
    checkOnlyThose(candlesOf, input);
    const { source: was, bars: had } = candles;
    return { candles, asked: { symbols, source: was, timeframe, range: {}, bars: had } };
  }
  const chosen = source ?? sources.defaultSource;
  if (isStored(chosen) && bars !== undefined) {
    throw badInput(
      `bars cannot be ${bars}: of what is stored of ${chosen}, from and to say how much`,
      "bars",
    );
  }
  const wanted = isStored(chosen) ? undefined : bars ?? DEFAULT_BARS;
  return {
    candles: null,
    asked: { symbols, source: chosen, timeframe, range: { from, to }, bars: wanted },
  };
}

function checkOnlyThose(candlesOf: string, { from, to, source, bars }: CandlesInput): void {
  for (const [name, value] of Object.entries({ from, to, source, bars })) {
    if (value === undefined) continue;
    throw badInput(`${name} cannot be ${value}: candlesOf ${candlesOf} says it`, name);
  }
}

/** Those of another backtest that are wanted. */
function marketsAgain(
  all: readonly LoadedMarket[],
  { symbols, candlesOf }: CandlesInput,
  { timeframe }: AskedMarket,
): LoadedMarket[] {
  for (const { instrument, candleMs } of all) checkBars(instrument.code, candleMs, timeframe);
  return symbols.map((symbol) => {
    const found = all.find(({ instrument }) => instrument.code === symbol);
    if (found) return found;
    const there = all.map(({ instrument }) => instrument.code).join(", ");
    throw badInput(`symbols cannot have ${symbol}: ${candlesOf} has ${there}`, "symbols");
  });
}
