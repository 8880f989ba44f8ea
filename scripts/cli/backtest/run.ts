import type {
  BacktestJob,
  BacktestResult,
  BacktestRunner,
  DataReport,
} from "../../../engine/backtest/mod.ts";
import { sharedJob } from "../../../engine/backtest/pool/mod.ts";
import { systemClock } from "../../../engine/mod.ts";
import { resolveParameters, type StrategySource } from "../../../engine/strategy/mod.ts";
import { complain } from "../complain.ts";
import { Progress, STDERR } from "../progress.ts";
import { type Extras, extrasJson, extrasOf, extrasText } from "../research/extras.ts";
import { EXIT } from "../usage_error.ts";
import { jsonReport } from "./json_report.ts";
import type { BacktestOptions } from "./options.ts";
import { checkOutput, writeWhole } from "./outputs.ts";
import {
  type BacktestWorld,
  dataText,
  inputsOf,
  prepareBacktest,
  strategyOf,
  withBacktests,
} from "./prepare.ts";
import { reportCandles } from "./report/report_data.ts";
import { writeReport } from "./report/write.ts";
import { readParameters } from "./strategy.ts";
import { textReport } from "./text_report.ts";
import { tradesCsv } from "./trades_csv.ts";
import { money } from "./words.ts";

/** Runs one backtest in the terminal. @returns the exit status */
export async function runBacktest(options: BacktestOptions, root: URL): Promise<number> {
  return await withBacktests(root, (world) => runIn(world, options));
}

async function runIn(world: BacktestWorld, options: BacktestOptions): Promise<number> {
  const { runner, root, stop } = world;
  const source = await strategyOf(options, root);
  checkOutputs(options, source);
  const prepared = await prepareBacktest(world, options, source);
  if (prepared === null) return EXIT.FAILURE;
  const { declared, data: { markets, timeframe }, reports } = prepared;
  const parameters = resolveParameters(
    declared,
    readParameters(options.param, declared.parameters),
  );
  if (!options.json) console.log(dataText(prepared, options.verbose));
  const candles = options.html === undefined ? [] : reportCandles(markets, timeframe);
  // What is looked into after the run has to keep its candles.
  const job = options.check ? sharedJob(prepared.job(parameters)) : prepared.job(parameters);
  const result = await runShown(runner, job, stop);
  const extras = await extrasOf(options, job, result, root, stop);
  await report(options, result, reports, extras);
  if (options.html !== undefined) {
    await writeReport(options.html, { result, candles, reports, markets, extras }, root);
  }
  return statusOf(result);
}

function checkOutputs(options: BacktestOptions, source: StrategySource): void {
  const { trades, html } = options;
  const inputs = inputsOf(options, source);
  if (trades !== undefined) checkOutput("--trades", trades, inputs);
  if (html !== undefined) checkOutput("--html", html, inputs);
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
  extras: Extras,
): Promise<void> {
  if (json) {
    console.log(JSON.stringify({ ...jsonReport(result, data, full), ...extrasJson(extras) }));
  } else console.log(textReport(result, verbose) + extrasText(extras));
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
