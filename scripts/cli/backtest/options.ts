import { type Command, InvalidArgumentError, Option } from "commander";
import { z } from "zod";
import { isTimeframe, type Timeframe, TIMEFRAMES } from "../../../engine/domain/mod.ts";
import {
  collectTexts,
  EXCHANGE_NAMES,
  parseEndpoint,
  parseExchange,
  parseNumber,
  parseSymbols,
  parseTime,
} from "../option_values.ts";
import { MAX_SIMULATIONS } from "../../../engine/backtest/research/mod.ts";
import { UsageError } from "../usage_error.ts";

type JsonSettings = Readonly<Record<string, unknown>>;

const SHAPE = z.object({
  /** A name, or a path. */
  strategy: z.string(),
  symbol: z.array(z.string()).default([]),
  /** `[SYMBOL=]FILE` each. */
  data: z.array(z.string()).default([]),
  timeframe: z.custom<Timeframe>().optional(),
  detail: z.custom<Timeframe>().optional(),
  /** UTC epoch milliseconds. */
  from: z.number().optional(),
  to: z.number().optional(),
  /** `name=value` each. */
  param: z.array(z.string()).default([]),
  cash: z.number().optional(),
  feeBps: z.number().optional(),
  makerBps: z.number().optional(),
  spreadBps: z.number().optional(),
  slippageBps: z.number().optional(),
  sizing: z.string().optional(),
  leverage: z.number().optional(),
  seed: z.number().optional(),
  execution: z.custom<JsonSettings>().optional(),
  risk: z.custom<JsonSettings>().optional(),
  window: z.number().optional(),
  closeAtEnd: z.boolean().default(false),
  strategies: z.string().optional(),
  dataDir: z.string(),
  feed: z.enum(EXCHANGE_NAMES),
  download: z.boolean().default(false),
  binanceRest: z.string().optional(),
  skipBad: z.boolean().default(false),
  json: z.boolean().default(false),
  full: z.boolean().default(false),
  trades: z.string().optional(),
  html: z.string().optional(),
  check: z.boolean().default(false),
  /** Simulations. */
  monteCarlo: z.number().optional(),
  verbose: z.boolean().default(false),
});

export type BacktestOptions = z.infer<typeof SHAPE>;

/** Settings of a machine rather than of one backtest: these can be set in the environment, too. */
const ENVIRONMENT = new Set(["data-dir", "strategies", "binance-rest"]);

export function addBacktestOptions(command: Command): Command {
  addRunOptions(command, "value of one of its parameters; may be repeated");
  for (const option of outputOptions()) command.addOption(option);
  return command;
}

/** What is run, over what and on which terms. @param param what `--param` takes */
export function addRunOptions(command: Command, param: string): Command {
  for (const option of [...marketOptions(param), ...termOptions()]) {
    if (ENVIRONMENT.has(option.name())) {
      option.env(`TRADING_SIMULATOR_${option.name().toUpperCase().replaceAll("-", "_")}`);
    }
    command.addOption(option);
  }
  return command;
}

function marketOptions(param: string): Option[] {
  return [
    new Option("--strategy <name>", "a strategy's name, or a .lua or .ts file")
      .makeOptionMandatory(),
    new Option("--param <name=value>", param).argParser(collectTexts),
    new Option("--symbol <symbol>", "what to trade, BTCUSDT; several are one portfolio")
      .argParser(parseSymbols),
    new Option(
      "--data <file>",
      "[SYMBOL=]FILE with candles: .csv, .json, .gz of these, .zip; may be repeated",
    )
      .argParser(collectTexts),
    new Option("--timeframe <timeframe>", "length of a bar (default: 1m, or that of the data)")
      .argParser(parseTimeframe),
    new Option("--from <time>", "first candle, 2024-01-31 or 2024-01-31T12:00 UTC")
      .argParser(parseTime),
    new Option("--to <time>", "candles that open before then").argParser(parseTime),
    new Option("--feed <exchange>", "whose stored candles, without --data: binance or binance-us")
      .argParser(parseExchange).default("binance"),
    new Option(
      "--detail <timeframe>",
      "stored candles to use; finer ones tell the way within a bar",
    )
      .argParser(parseTimeframe),
    new Option("--download", "ask the exchange first for what the store lacks"),
    new Option("--binance-rest <url>", "another REST endpoint that speaks the protocol")
      .argParser(parseEndpoint("http", "https")),
    new Option("--skip-bad", "leave out rows of --data that are no candles"),
    new Option("--data-dir <dir>", "folder that keeps downloaded candles").default("./data"),
    new Option("--strategies <dir>", "folder with your strategies, beside those that come along"),
  ];
}

function termOptions(): Option[] {
  return [
    new Option("--cash <amount>", "to start with (default: 10000)").argParser(parseAmount),
    new Option("--fee-bps <bps>", "fee of a fill in basis points (default: 10)")
      .argParser(parseAmount),
    new Option("--maker-bps <bps>", "fee of fills that made liquidity (default: --fee-bps)")
      .argParser(parseAmount),
    new Option("--spread-bps <bps>", "whole spread (default: 0)").argParser(parseAmount),
    new Option("--slippage-bps <bps>", "fixed slippage (default: 0)").argParser(parseAmount),
    new Option(
      "--sizing <how>",
      "orders without a quantity: fixed:Q, equity:F or risk:F (default: equity:0.25, a quarter of the equity)",
    ),
    new Option("--leverage <factor>", "most that may be held of the equity (default: 1)")
      .argParser(parseAmount),
    new Option(
      "--seed <number>",
      "for all that is random: execution, search, simulations (default: 1)",
    )
      .argParser(parseNumber),
    new Option("--execution <json>", "all other settings of execution")
      .argParser(parseSettings('{"volumeShare":0.1}')),
    new Option("--risk <json>", 'limits, such as {"maxDrawdown":0.2}')
      .argParser(parseSettings('{"maxDrawdown":0.2}')),
    new Option("--window <bars>", "bars the strategy may look back on (default: 500)")
      .argParser(parseNumber),
    new Option("--close-at-end", "close what is open at the last price, as a trade"),
  ];
}

function outputOptions(): Option[] {
  return [
    new Option("--json", "print the result as one JSON object"),
    new Option("--full", "with --json: the equity of every bar"),
    new Option("--trades <file>", "write the trades as CSV"),
    new Option("--html <file>", "write a report with charts, one file that needs no network"),
    new Option("--check", "also look-ahead, warm-up, dearer terms, random entries, odd prices"),
    new Option(
      "--monte-carlo <number>",
      "also so many simulations of what else could have come of it",
    )
      .argParser(parseSimulations),
    new Option("--verbose", "also months, gaps and outliers of the data, log, refused orders"),
  ];
}

/** @throws UsageError for values that do not fit together */
export function readBacktestOptions(values: unknown): BacktestOptions {
  const options = SHAPE.parse(values);
  const { symbol, data, from, to, json, full, download, detail, skipBad } = options;
  if (symbol.length === 0 && data.length === 0) {
    throw new UsageError("No data: add --data FILE, or --symbol CODE for what was downloaded");
  }
  if (data.length > 0) {
    if (download) throw new UsageError("--download is for the store: it does not go with --data");
    if (detail) throw new UsageError("--detail is for the store: it does not go with --data");
  } else if (skipBad) throw new UsageError("--skip-bad is for files: add --data FILE");
  if (from !== undefined && to !== undefined && from >= to) {
    const text = (time: number) => new Date(time).toISOString();
    throw new UsageError(`--from ${text(from)} has to be before --to ${text(to)}`);
  }
  if (full && !json) throw new UsageError("--full is for --json");
  return options;
}

function parseTimeframe(text: string): Timeframe {
  if (isTimeframe(text)) return text;
  throw new InvalidArgumentError(`It has to be one of ${TIMEFRAMES.join(", ")}.`);
}

function parseSimulations(text: string): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= 1 && number <= MAX_SIMULATIONS) return number;
  throw new InvalidArgumentError(`It has to be a whole number from 1 to ${MAX_SIMULATIONS}.`);
}

function parseAmount(text: string): number {
  const number = Number(text);
  if (text.trim() !== "" && number >= 0 && number < Infinity) return number;
  throw new InvalidArgumentError("It has to be a number of at least 0.");
}

/** @param example said where the text is no object */
function parseSettings(example: string): (text: string) => JsonSettings {
  return (text) => {
    try {
      const value: unknown = JSON.parse(text);
      if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
    } catch {
      // Said below, in words for the command line.
    }
    throw new InvalidArgumentError(`It has to be a JSON object, such as ${example}.`);
  };
}
