import { type Command, InvalidArgumentError, Option } from "commander";
import { z } from "zod";
import { DEFAULT_TRIALS, OBJECTIVE_NAMES } from "../../../engine/backtest/research/mod.ts";
import { addRunOptions, type BacktestOptions, readBacktestOptions } from "../backtest/options.ts";
import { collectTexts, parseNumber } from "../option_values.ts";
import { UsageError } from "../usage_error.ts";

const SEARCHES = ["grid", "random", "evolution"] as const;
/** Rows of the table of the best. */
const TOP = 20;
const DAY_MS = 86_400_000;

const SWEEP = z.object({
  /** `fast<slow` each. */
  where: z.array(z.string()).default([]),
  search: z.enum(SEARCHES).default("grid"),
  trials: z.number().optional(),
  objective: z.enum(OBJECTIVE_NAMES).optional(),
  minTrades: z.number().default(1),
  workers: z.number().optional(),
  top: z.number().default(TOP),
  map: z.string().optional(),
  json: z.boolean().default(false),
  html: z.string().optional(),
});

const WALK = z.object({
  windows: z.number().optional(),
  /** Milliseconds. */
  inSample: z.number().optional(),
  outOfSample: z.number().optional(),
  anchored: z.boolean().default(false),
});

export type SweepCommandOptions = BacktestOptions & z.infer<typeof SWEEP>;
export type WalkCommandOptions = SweepCommandOptions & z.infer<typeof WALK>;

export function addSweepOptions(command: Command): Command {
  addRunOptions(command, PARAM);
  for (const option of [...searchOptions(), ...outputOptions()]) command.addOption(option);
  return command;
}

export function addWalkForwardOptions(command: Command): Command {
  addRunOptions(command, PARAM);
  const outputs = [
    new Option("--json", "print the result as one JSON object"),
    new Option("--html <file>", "write windows, equity and trades as a page that needs no network"),
  ];
  for (const option of [...walkOptions(), ...searchOptions(), ...outputs]) {
    command.addOption(option);
  }
  return command;
}

const PARAM =
  "from:to:step, a list a,b,c, * for all that is declared, or one value; may be repeated";

function searchOptions(): Option[] {
  return [
    new Option("--where <relation>", "combinations to try: fast<slow; may be repeated")
      .argParser(collectTexts),
    new Option("--search <how>", "which combinations are tried").choices(SEARCHES).default("grid"),
    new Option(
      "--trials <number>",
      `so many at random or by evolution (default: ${DEFAULT_TRIALS})`,
    )
      .argParser(parseNumber),
    new Option(
      "--objective <figure>",
      "what the best has most of (default: sharpe, or in a run of " +
        "less than a month returnDrawdown)",
    ).choices(OBJECTIVE_NAMES),
    new Option("--min-trades <number>", "fewer trades do not count").argParser(parseNumber).default(
      1,
    ),
    new Option("--workers <number>", "threads to use (default: one a core)").argParser(parseNumber),
  ];
}

function outputOptions(): Option[] {
  return [
    new Option("--json", "print the result as one JSON object"),
    new Option("--top <number>", "rows of the table, the best first").argParser(parseNumber)
      .default(TOP),
    new Option("--map <y,x>", "two parameters for the heat map (default: the first two that vary)"),
    new Option("--html <file>", "write table and heat map as a page that needs no network"),
  ];
}

function walkOptions(): Option[] {
  return [
    new Option("--windows <number>", "so many, searched four times as long as tested (default: 5)")
      .argParser(parseNumber),
    new Option("--in-sample <time>", "time that is searched, 90d or 12h").argParser(parseDuration),
    new Option("--out-of-sample <time>", "time after it that the best is tested on")
      .argParser(parseDuration),
    new Option("--anchored", "search from the very beginning each time"),
  ];
}

/** @throws UsageError for values that do not fit together */
export function readSweepOptions(values: unknown): SweepCommandOptions {
  const options = { ...readBacktestOptions(values), ...SWEEP.parse(values) };
  const { search, trials, workers, json, html } = options;
  if (search === "grid" && trials !== undefined) {
    throw new UsageError("--trials is for --search random or evolution: a grid tries all");
  }
  if (workers === 0) throw new UsageError("--workers 0: one at least has to work");
  if (json && html !== undefined) throw new UsageError("--html and --json do not go together");
  return options;
}

/** @throws UsageError for values that do not fit together */
export function readWalkForwardOptions(values: unknown): WalkCommandOptions {
  const options = { ...readSweepOptions(values), ...WALK.parse(values) };
  const { windows, inSample, outOfSample } = options;
  if ((inSample === undefined) !== (outOfSample === undefined)) {
    throw new UsageError("--in-sample and --out-of-sample go together");
  }
  if (windows !== undefined && inSample !== undefined) {
    throw new UsageError(
      "--windows says the lengths itself: leave it, or --in-sample and --out-of-sample",
    );
  }
  return options;
}

const UNITS: Readonly<Record<string, number>> = {
  m: 60_000,
  h: 3_600_000,
  d: DAY_MS,
  w: 7 * DAY_MS,
};

/** `90d`, `12h` */
function parseDuration(text: string): number {
  const [, amount, unit = ""] = /^(\d+(?:\.\d+)?)([mhdw])$/.exec(text) ?? [];
  const ms = Number(amount) * (UNITS[unit] ?? NaN);
  if (ms > 0) return ms;
  throw new InvalidArgumentError(
    "It has to be minutes, hours, days or weeks: 30m, 12h, 90d or 4w.",
  );
}
