import { dataReport } from "../../backtest/mod.ts";
import { badInput, type FeedKind, isTimeframe, shown, TIMEFRAMES } from "../../domain/mod.ts";
import { requireInstrument } from "../../market/mod.ts";
import type { ParameterSpec, StrategyDescription, StrategySource } from "../../strategy/mod.ts";
import type { BacktestData, BacktestInput } from "./backtest_api.ts";
import { type AskedMarket, MAX_SYMBOLS } from "./backtest_desk.ts";
import type { LoadedMarket } from "./loaded_market.ts";
import { type BacktestTerms, backtestTerms } from "./terms.ts";

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
}

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
  input: Omit<BacktestInput, "parameters">,
  readParameters: (specs: readonly ParameterSpec[]) => Parameters,
): Promise<PreparedBacktest<Parameters>> {
  const asked = askedMarket(input, sources.defaultSource);
  const source = await sources.findStrategy(input.strategy);
  const { parameters: specs, error } = await sources.describe(source);
  if (error !== null) throw badInput(error, "strategy");
  const parameters = readParameters(specs);
  const markets = await Promise.all(
    input.symbols.map((symbol) => sources.loadMarket(symbol, asked)),
  );
  const terms = backtestTerms(input, markets.map(({ instrument }) => instrument));
  return { asked, source, parameters, markets, terms };
}

/** What is to be known of candles before anything is run over them. */
export function dataOf({ instrument, columns, candleMs, origin }: LoadedMarket): BacktestData {
  const report = dataReport(instrument.code, columns, candleMs);
  const { longestGaps: _gaps, largestOutliers: _outliers, usualMove: _usual, ...counts } = report;
  return { ...counts, origin };
}

function askedMarket(
  { symbols, timeframe = "1m", from, to, source, bars }: Omit<BacktestInput, "parameters">,
  defaultSource: FeedKind,
): AskedMarket {
  if (symbols.length === 0 || symbols.length > MAX_SYMBOLS) {
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
  return { source: source ?? defaultSource, timeframe, range: { from, to }, bars };
}
