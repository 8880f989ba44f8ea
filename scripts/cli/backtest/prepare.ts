import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import {
  type BacktestJob,
  type BacktestRunner,
  type DataReport,
  dataReport,
  workerBacktests,
} from "../../../engine/backtest/mod.ts";
import { InputError, systemTimers } from "../../../engine/mod.ts";
import { backtestTerms, type BacktestTermsInput } from "../../../engine/service/backtest/mod.ts";
import type { Declared, ParameterValues, StrategySource } from "../../../engine/strategy/mod.ts";
import { complain } from "../complain.ts";
import { stopSignal } from "../stop_signal.ts";
import { EXIT, UsageError } from "../usage_error.ts";
import { VERSION } from "../version.ts";
import { type BacktestData, loadData } from "./data.ts";
import { dataDetails, dataLine } from "./data_text.ts";
import type { BacktestOptions } from "./options.ts";
import { findStrategy } from "./strategy.ts";

/** What a command needs that runs backtests. */
export interface BacktestWorld {
  readonly runner: BacktestRunner;
  /** Folder that holds `dist/` and `lua-strategies/`. */
  readonly root: URL;
  readonly stop: AbortSignal;
}

/** A strategy with its data, ready to run with any parameters. */
export interface PreparedBacktest {
  readonly source: StrategySource;
  readonly declared: Declared;
  readonly data: BacktestData;
  /** What is to be known of the data, one a market. */
  readonly reports: readonly DataReport[];
  job(parameters: ParameterValues): BacktestJob;
}

/**
 * Runs a command that a signal ends, and says in its words what went wrong.
 *
 * @returns the exit status
 * @throws UsageError for what was asked for and cannot be
 */
export async function withBacktests(
  root: URL,
  command: (world: BacktestWorld) => Promise<number>,
): Promise<number> {
  const stop = new AbortController();
  void stopSignal().then(() => stop.abort());
  const url = new URL("dist/backtest_worker.js", root);
  const runner = workerBacktests({ url, version: VERSION, timers: systemTimers });
  try {
    return await command({ runner, root, stop: stop.signal });
  } catch (error) {
    if (stop.signal.aborted) {
      complain(
        `Ended before there was a result${error instanceof Error ? `: ${error.message}` : ""}`,
      );
      return EXIT.INTERRUPTED;
    }
    // What is not there is no wrong call.
    if (error instanceof InputError && error.code === "BAD_USER_INPUT") {
      throw new UsageError(error.message);
    }
    throw error;
  }
}

/** @returns null where the strategy cannot be used, which is said */
export async function prepareBacktest(
  { runner, stop }: BacktestWorld,
  options: BacktestOptions,
  source: StrategySource,
): Promise<PreparedBacktest | null> {
  const [description, data] = await Promise.all([
    runner.describe(source),
    loadData(options, stop),
  ]);
  if (description.error !== null) {
    complain(description.error);
    return null;
  }
  const { timeframe, markets } = data;
  const terms = backtestTerms(termsInput(options), markets.map((one) => one.instrument));
  const reports = markets.map(({ instrument, columns, candleMs }) =>
    dataReport(instrument.code, columns, candleMs)
  );
  const job = (parameters: ParameterValues) => ({
    settings: { ...terms, strategy: source, parameters, timeframe },
    markets,
  });
  return { source, declared: description, data, reports, job };
}

/** @throws UsageError, InputError */
export async function strategyOf(options: BacktestOptions, root: URL): Promise<StrategySource> {
  const { strategy, strategies } = options;
  const builtIn = fileURLToPath(new URL("lua-strategies", root));
  const folders = strategies === undefined ? [builtIn] : [resolve(strategies), builtIn];
  return await findStrategy(strategy, folders);
}

/** Files that a run reads, and that nothing it writes may replace. */
export function inputsOf({ data }: BacktestOptions, source: StrategySource): string[] {
  return [source.path, ...data.map((text) => text.replace(/^[A-Za-z0-9]+=/, ""))];
}

/** A line for each market; with `verbose` the worst of it one by one. */
export function dataText({ reports, data }: PreparedBacktest, verbose: boolean): string {
  const lines = data.markets.flatMap((market, i) => {
    const found = reports[i]!;
    return [dataLine(found, market), ...(verbose ? dataDetails(found, market) : [])];
  });
  return `${lines.join("\n")}\n`;
}

function termsInput(options: BacktestOptions): BacktestTermsInput {
  const { cash, feeBps, makerBps, spreadBps, slippageBps, leverage, sizing, execution, risk } =
    options;
  return {
    cash,
    feeBps,
    makerBps,
    spreadBps,
    slippageBps,
    leverage,
    sizing,
    execution,
    risk,
    seed: options.seed === undefined ? undefined : String(options.seed),
    windowSize: options.window,
    closeAtEnd: options.closeAtEnd,
  };
}
