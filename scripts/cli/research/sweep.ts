import type { BacktestJob } from "../../../engine/backtest/mod.ts";
import {
  type HeatMap,
  heatMap,
  objectiveOf,
  type ParameterSpace,
  searchOf,
  spanOf,
  sweep,
  type SweepResult,
  usualObjective,
} from "../../../engine/backtest/research/mod.ts";
import { systemClock } from "../../../engine/mod.ts";
import { resolveParameters } from "../../../engine/strategy/mod.ts";
import { checkOutput, writeWhole } from "../backtest/outputs.ts";
import {
  type BacktestWorld,
  dataText,
  inputsOf,
  prepareBacktest,
  type PreparedBacktest,
  strategyOf,
  withBacktests,
} from "../backtest/prepare.ts";
import { complain } from "../complain.ts";
import { NO_PROGRESS, Progress, STDERR } from "../progress.ts";
import { EXIT, UsageError } from "../usage_error.ts";
import type { SweepCommandOptions } from "./options.ts";
import { poolFor } from "./pool.ts";
import { searchChoice, spaceOf } from "./space.ts";
import { sweepPage } from "./sweep_html.ts";
import { sweepText } from "./sweep_text.ts";
import { scoreText } from "./words.ts";

/** Tries combinations of parameters in the terminal. @returns the exit status */
export async function runSweep(options: SweepCommandOptions, root: URL): Promise<number> {
  return await withBacktests(root, (world) => runIn(world, options));
}

async function runIn(world: BacktestWorld, options: SweepCommandOptions): Promise<number> {
  const { root } = world;
  const source = await strategyOf(options, root);
  if (options.html !== undefined) checkOutput("--html", options.html, inputsOf(options, source));
  const prepared = await prepareBacktest(world, options, source);
  if (prepared === null) return EXIT.FAILURE;
  const space = spaceOf(options, prepared.declared);
  const mapOf = mapper(options, space);
  if (!options.json) console.log(dataText(prepared, options.verbose));
  const result = await sweepShown(world, options, prepared, space);
  const map = mapOf(result);
  if (options.json) console.log(JSON.stringify({ ...result, heatMap: map }));
  else console.log(sweepText(result, map, options.top));
  if (options.html !== undefined) {
    const style = await Deno.readTextFile(new URL("dist/report/style.css", root));
    const { job } = prepared;
    const title = `${source.name} on ${symbolsOf(job(resolveParameters(prepared.declared, {})))}`;
    await writeWhole(options.html, [sweepPage(title, result, map, style)]);
  }
  if (!result.isCanceled) return EXIT.OK;
  complain("Ended before its time: the table has what was finished by then");
  return EXIT.INTERRUPTED;
}

/** @throws UsageError for parameters that do not vary */
function mapper(
  { map }: SweepCommandOptions,
  { axes }: ParameterSpace,
): (result: SweepResult) => HeatMap | null {
  if (map === undefined) return (result) => heatMap(result);
  const [y, x] = map.split(",");
  const names = axes.map(({ name }) => name);
  if (y === undefined || x === undefined || y === x || !names.includes(y) || !names.includes(x)) {
    throw new UsageError(
      `--map ${map}: it has to be two of the parameters that vary, such as ${names.slice(0, 2)}; ` +
        `these are ${names.join(", ")}`,
    );
  }
  return (result) => heatMap(result, y, x);
}

async function sweepShown(
  { root, stop }: BacktestWorld,
  options: SweepCommandOptions,
  { job, declared, source }: PreparedBacktest,
  space: ParameterSpace,
): Promise<SweepResult> {
  const base = job(resolveParameters(declared, {}));
  const search = searchOf(searchChoice(options), space);
  const objective = options.objective === undefined
    ? usualObjective(spanOf(base))
    : objectiveOf(options.objective);
  using pool = poolFor(base, root, options.workers);
  const progress = Deno.stderr.isTerminal() ? new Progress(STDERR, systemClock) : NO_PROGRESS;
  try {
    return await sweep(pool, space, search, {
      objective,
      minTrades: options.minTrades,
      range: null,
      judge: (trials) => pool.judge(trials),
      signal: stop,
      onProgress: ({ share, candles, done, of, best }) => {
        const found = best
          ? `, best ${objective.name} ${scoreText(objective.name, best.score)}`
          : "";
        const note = `${done} of ${of}${found}`;
        progress.show({ share, candles, label: source.name, note });
      },
    });
  } finally {
    progress.clear();
  }
}

export function symbolsOf({ markets, settings }: BacktestJob): string {
  return `${markets.map(({ instrument }) => instrument.code).join(", ")} ${settings.timeframe}`;
}
