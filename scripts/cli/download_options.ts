import { type Command, Option } from "commander";
import { z } from "zod";
import { type Timeframe, TIMEFRAMES } from "../../engine/domain/mod.ts";
import {
  collectTexts,
  EXCHANGE_NAMES,
  parseEndpoint,
  parseExchange,
  parseSymbols,
  parseTime,
  parseTimeframes,
} from "./option_values.ts";
import { UsageError } from "./usage_error.ts";

/** Most series one call may ask for. */
const MAX_SERIES = 1_000;

const SHAPE = z.object({
  symbol: z.array(z.string()).default([]),
  timeframe: z.array(z.custom<Timeframe>()).optional(),
  /** UTC epoch milliseconds; open times from then on, up to then. */
  from: z.number().optional(),
  to: z.number().optional(),
  feed: z.enum(EXCHANGE_NAMES),
  binanceRest: z.string().optional(),
  dataDir: z.string(),
  out: z.string().optional(),
  import: z.array(z.string()).default([]),
  skipBad: z.boolean().default(false),
  list: z.boolean().default(false),
  offline: z.boolean().default(false),
  force: z.boolean().default(false),
  json: z.boolean().default(false),
  quiet: z.boolean().default(false),
});

export type DownloadOptions = z.infer<typeof SHAPE>;

/** Those with a value can be set in the environment, too. */
export function addDownloadOptions(command: Command): Command {
  for (const option of downloadOptions()) {
    if (option.required || option.optional) {
      option.env(`TRADING_SIMULATOR_${option.name().toUpperCase().replaceAll("-", "_")}`);
    }
    command.addOption(option);
  }
  return command;
}

function downloadOptions(): Option[] {
  const option = (flags: string, text: string) => new Option(flags, text);
  return [
    option("--symbol <symbol>", "what to download, BTCUSDT; may be repeated")
      .argParser(parseSymbols),
    option("--timeframe <timeframe>", `${TIMEFRAMES.join(", ")}; may be repeated (default: 1m)`)
      .argParser(parseTimeframes),
    option(
      "--from <time>",
      "first candle, 2024-01-31 or 2024-01-31T12:00 UTC (default: 30 days before --to)",
    )
      .argParser(parseTime),
    option("--to <time>", "candles that open before then (default: now)").argParser(parseTime),
    option("--feed <exchange>", "binance or binance-us").argParser(parseExchange)
      .default("binance"),
    option("--binance-rest <url>", "another REST endpoint that speaks the protocol")
      .argParser(parseEndpoint("http", "https")),
    option("--data-dir <dir>", "folder that keeps the candles").default("./data"),
    option("--out <file>", "export the range: FILE.csv or FILE.csv.gz"),
    option("--force", "let --out replace a file that is there"),
    option("--import <file...>", "read files in place of asking: .csv, .json, .gz of these, .zip")
      .argParser(collectTexts),
    option("--skip-bad", "leave out broken rows of imported files in place of refusing the file"),
    option("--offline", "ask nobody: show and export what is there"),
    option("--list", "show what is there of each symbol"),
    option("--json", "print the result as JSON"),
    option("--quiet", "print nothing but what goes wrong"),
  ];
}

/** @throws UsageError for values that do not fit together */
export function readDownloadOptions(values: unknown): DownloadOptions {
  const options = SHAPE.parse(values);
  checkVerb(options);
  checkRange(options);
  checkOut(options);
  return options;
}

/** The timeframes asked for, or the usual one. */
export function timeframesOf({ timeframe }: DownloadOptions): readonly Timeframe[] {
  return timeframe ?? ["1m"];
}

function checkVerb(options: DownloadOptions): void {
  const { list, symbol, skipBad } = options;
  const isImport = options.import.length > 0;
  if (list && (isImport || options.out !== undefined)) {
    throw new UsageError("--list goes with neither --import nor --out");
  }
  if (skipBad && !isImport) throw new UsageError("--skip-bad is for files: add --import FILE");
  if (isImport && (symbol.length > 1 || (options.timeframe?.length ?? 0) > 1)) {
    throw new UsageError("--import takes one --symbol and one --timeframe for all its files");
  }
  if (symbol.length === 0 && !list && !isImport) {
    throw new UsageError("Nothing to download: add --symbol BTCUSDT, or --list what is there");
  }
  const series = symbol.length * timeframesOf(options).length;
  if (series > MAX_SERIES) {
    throw new UsageError(`${series} series are more than the ${MAX_SERIES} that one call takes`);
  }
}

function checkRange({ from, to }: DownloadOptions): void {
  if (from === undefined || to === undefined || from < to) return;
  const text = (time: number) => new Date(time).toISOString();
  throw new UsageError(`--from ${text(from)} has to be before --to ${text(to)}`);
}

function checkOut(options: DownloadOptions): void {
  const { out, force, symbol } = options;
  if (out === undefined) {
    if (force) throw new UsageError("--force is for --out FILE");
    return;
  }
  if (!/\.csv(\.gz)?$/i.test(out)) {
    throw new UsageError(`--out ${out} has to end in .csv or .csv.gz`);
  }
  const several = [["symbol", symbol], ["timeframe", timeframesOf(options)]] as const;
  for (const [name, values] of several) {
    if (values.length < 2 || out.includes(`{${name}}`)) continue;
    throw new UsageError(
      `--out ${out} is one file for several series: put {${name}} into its name`,
    );
  }
}
