import { type BacktestJob, downsample } from "../../../engine/backtest/mod.ts";
import {
  objectiveOf,
  type ParameterSpace,
  searchOf,
  usualObjective,
  walkForward,
  type WalkForwardResult,
  type WalkWindow,
  windowsOf,
} from "../../../engine/backtest/research/mod.ts";
import { systemClock } from "../../../engine/mod.ts";
import { resolveParameters } from "../../../engine/strategy/mod.ts";
import {
  type BacktestWorld,
  dataText,
  inputsOf,
  prepareBacktest,
  strategyOf,
  withBacktests,
} from "../backtest/prepare.ts";
import { checkOutput, writeWhole } from "../backtest/outputs.ts";
import { reportAssets } from "../backtest/report/write.ts";
import { complain } from "../complain.ts";
import { NO_PROGRESS, Progress, STDERR } from "../progress.ts";
import { EXIT } from "../usage_error.ts";
import type { WalkCommandOptions } from "./options.ts";
import { poolFor } from "./pool.ts";
import { searchChoice, spaceOf } from "./space.ts";
import { symbolsOf } from "./sweep.ts";
import { walkPage } from "./walk_html.ts";
import { walkText } from "./walk_text.ts";

/** Points of the equity in `--json`. */
const EQUITY_POINTS = 1_000;

/** Searches and tests window by window in the terminal. @returns the exit status */
export async function runWalkForward(options: WalkCommandOptions, root: URL): Promise<number> {
  return await withBacktests(root, (world) => runIn(world, options));
}

async function runIn(world: BacktestWorld, options: WalkCommandOptions): Promise<number> {
  const source = await strategyOf(options, world.root);
  if (options.html !== undefined) checkOutput("--html", options.html, inputsOf(options, source));
  const prepared = await prepareBacktest(world, options, source);
  if (prepared === null) return EXIT.FAILURE;
  const space = spaceOf(options, prepared.declared);
  const job = prepared.job(resolveParameters(prepared.declared, {}));
  const { windows: count, inSample, outOfSample, anchored } = options;
  const windows = windowsOf(job, {
    windows: count,
    inSampleMs: inSample,
    outOfSampleMs: outOfSample,
    anchored,
  });
  // What is wrong with the search is said before the first window.
  searchOf(searchChoice(options), space);
  if (!options.json) console.log(dataText(prepared, options.verbose));
  const result = await walkShown(world, options, { job, space, windows });
  if (options.json) console.log(JSON.stringify(walkJson(result)));
  else console.log(walkText(result, space.axes.map(({ name }) => name)));
  if (options.html !== undefined) await writePage(options.html, result, space, job, world.root);
  if (!result.isCanceled) return EXIT.OK;
  complain("Ended before its time: the table has the windows that were finished by then");
  return EXIT.INTERRUPTED;
}

async function writePage(
  path: string,
  result: WalkForwardResult,
  space: ParameterSpace,
  job: BacktestJob,
  root: URL,
): Promise<void> {
  const names = space.axes.map(({ name }) => name);
  const title = `${job.settings.strategy.name} on ${symbolsOf(job)}`;
  const assets = await reportAssets(root);
  await writeWhole(path, [walkPage({ title, result, names, job, assets })]);
}

interface Walk {
  readonly job: BacktestJob;
  readonly space: ParameterSpace;
  readonly windows: readonly WalkWindow[];
}

async function walkShown(
  { root, stop }: BacktestWorld,
  options: WalkCommandOptions,
  { job, space, windows }: Walk,
): Promise<WalkForwardResult> {
  const [first] = windows;
  const objective = options.objective === undefined
    ? usualObjective(first!.inSample.to - first!.inSample.from)
    : objectiveOf(options.objective);
  using pool = poolFor(job, root, options.workers);
  const progress = Deno.stderr.isTerminal() ? new Progress(STDERR, systemClock) : NO_PROGRESS;
  try {
    return await walkForward(pool, space, {
      windows,
      objective,
      minTrades: options.minTrades,
      cash: job.settings.cash,
      search: (index) => searchOf(searchChoice(options), space, index),
      signal: stop,
      onProgress: ({ share, candles, window, windows }) => {
        const note = `window ${window + 1} of ${windows}`;
        progress.show({ share, candles, label: job.settings.strategy.name, note });
      },
    });
  } finally {
    progress.clear();
  }
}

function walkJson({ record, ...result }: WalkForwardResult) {
  if (record === null) return { ...result, trades: [], equity: [] };
  const { time, equity } = record.columns;
  const shown = downsample({ time, value: equity }, EQUITY_POINTS);
  const points = Array.from(shown.time, (at, i) => ({ time: at, value: shown.value[i] }));
  return { ...result, trades: record.trades, equity: points };
}
