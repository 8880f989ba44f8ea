import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import {
  type BacktestJob,
  type BacktestResult,
  type BacktestRunner,
  type DataReport,
  dataReport,
  workerBacktests,
} from "../../../engine/backtest/mod.ts";
import { InputError, systemClock, systemTimers } from "../../../engine/mod.ts";
import { backtestTerms, type BacktestTermsInput } from "../../../engine/service/backtest/mod.ts";
import { resolveParameters, type StrategySource } from "../../../engine/strategy/mod.ts";
import { complain } from "../complain.ts";
import { Progress, STDERR } from "../progress.ts";
import { stopSignal } from "../stop_signal.ts";
import { EXIT, UsageError } from "../usage_error.ts";
import { VERSION } from "../version.ts";
import { type BacktestData, loadData } from "./data.ts";
import { dataDetails, dataLine } from "./data_text.ts";
import { jsonReport } from "./json_report.ts";
import type { BacktestOptions } from "./options.ts";
import { checkOutput, writeWhole } from "./outputs.ts";
import { reportCandles } from "./report/report_data.ts";
import { writeReport } from "./report/write.ts";
import { findStrategy, readParameters } from "./strategy.ts";
import { textReport } from "./text_report.ts";
import { tradesCsv } from "./trades_csv.ts";
import { money } from "./words.ts";

/** Runs one backtest in the terminal. @returns the exit status */
export async function runBacktest(options: BacktestOptions, root: URL): Promise<number> {
  const stop = new AbortController();
  void stopSignal().then(() => stop.abort());
  const runner = workerBacktests({
    url: new URL("dist/backtest_worker.js", root),
    version: VERSION,
    timers: systemTimers,
  });
  try {
    return await runWith(runner, options, root, stop.signal);
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

async function runWith(
  runner: BacktestRunner,
  options: BacktestOptions,
  root: URL,
  stop: AbortSignal,
): Promise<number> {
  const source = await findStrategy(options.strategy, strategyFolders(options, root));
  checkOutputs(options, source);
  const [{ parameters: specs, error }, data] = await Promise.all([
    runner.describe(source),
    loadData(options, stop),
  ]);
  if (error !== null) {
    complain(error);
    return EXIT.FAILURE;
  }
  const parameters = resolveParameters(specs, readParameters(options.param, specs));
  const terms = backtestTerms(termsInput(options), data.markets.map((one) => one.instrument));
  const { timeframe, markets } = data;
  const reports = markets.map(({ instrument, columns, candleMs }) =>
    dataReport(instrument.code, columns, candleMs)
  );
  if (!options.json) console.log(dataText(reports, data, options.verbose));
  const candles = options.html === undefined ? [] : reportCandles(markets, timeframe);
  const job = { settings: { ...terms, strategy: source, parameters, timeframe }, markets };
  const result = await runShown(runner, job, stop);
  await report(options, result, reports);
  if (options.html !== undefined) {
    await writeReport(options.html, { result, candles, reports, markets }, root);
  }
  return statusOf(result);
}

function strategyFolders({ strategies }: BacktestOptions, root: URL): string[] {
  const builtIn = fileURLToPath(new URL("lua-strategies", root));
  return strategies === undefined ? [builtIn] : [resolve(strategies), builtIn];
}

function checkOutputs({ trades, html, data }: BacktestOptions, source: StrategySource): void {
  const inputs = [source.path, ...data.map((text) => text.replace(/^[A-Za-z0-9]+=/, ""))];
  if (trades !== undefined) checkOutput("--trades", trades, inputs);
  if (html !== undefined) checkOutput("--html", html, inputs);
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

function dataText(
  reports: readonly DataReport[],
  { markets }: BacktestData,
  verbose: boolean,
): string {
  const lines = markets.flatMap((market, i) => {
    const found = reports[i]!;
    return [dataLine(found, market), ...(verbose ? dataDetails(found, market) : [])];
  });
  return `${lines.join("\n")}\n`;
}

/** With a bar on a terminal. */
async function runShown(
  runner: BacktestRunner,
  job: BacktestJob,
  stop: AbortSignal,
): Promise<BacktestResult> {
  if (!Deno.stderr.isTerminal()) return await runner.run(job, () => {}, stop);
  const progress = new Progress(STDERR, systemClock);
  try {
    return await runner.run(job, ({ share, candles, equity, trades }) => {
      const note = `equity ${money(equity)}, ${trades} trades`;
      progress.show({ share, candles, label: job.settings.strategy.name, note });
    }, stop);
  } finally {
    progress.clear();
  }
}

async function report(
  { json, full, verbose, trades }: BacktestOptions,
  result: BacktestResult,
  data: readonly DataReport[],
): Promise<void> {
  if (json) console.log(JSON.stringify(jsonReport(result, data, full)));
  else console.log(textReport(result, verbose));
  if (trades !== undefined) await writeWhole(trades, tradesCsv(result.trades));
}

function statusOf({ status, error }: BacktestResult): number {
  switch (status) {
    case "DONE":
      return EXIT.OK;
    case "FAILED":
      complain(`The strategy was taken out: ${error}`);
      return EXIT.FAILURE;
    case "CANCELED":
      complain("Ended before its time: the result has what there was by then");
      return EXIT.INTERRUPTED;
  }
}
