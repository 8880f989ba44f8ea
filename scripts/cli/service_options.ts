import { type Command, InvalidArgumentError, Option } from "commander";
import { z } from "zod";
import { FEED_KINDS } from "../../engine/mod.ts";
import { isLoopback } from "../../graphql/http/host.ts";
import { parseEndpoint, parseFeed, parseNumber, parsePort, parseSpeed } from "./option_values.ts";
import { UsageError } from "./usage_error.ts";

const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;

/** What differs between the verbs that run the service. */
export interface ServiceDefaults {
  readonly dataDir: string;
  /** Of the simulated market; a replay goes as fast as it can unless told otherwise. */
  readonly speed: number;
}

export const START_DEFAULTS: ServiceDefaults = { dataDir: "./data", speed: 1 };
/** A minute of market a second: trades show up while a newcomer is still looking around. */
export const DEMO_DEFAULTS: ServiceDefaults = { dataDir: "./data/demo", speed: 60 };

const SHAPE = z.object({
  host: z.string(),
  port: z.number(),
  feed: z.enum(FEED_KINDS),
  /** Endpoints of another server that speaks the exchange's protocol. */
  binanceWs: z.string().optional(),
  binanceRest: z.string().optional(),
  /** Where the live feed's messages are recorded. */
  record: z.string().optional(),
  /** `[SYMBOL=]FILE` each. */
  replay: z.array(z.string()).default([]),
  /** Times real time; `max` is as fast as it goes. Each feed has its own default. */
  speed: z.union([z.number(), z.literal("max")]).optional(),
  seed: z.number(),
  strategies: z.string().optional(),
  dataDir: z.string(),
  logLevel: z.enum(LOG_LEVELS),
  token: z.string().optional(),
  corsOrigin: z.array(z.string()).default([]),
});

type Speed = number | "max";

export interface ServiceOptions extends Omit<z.infer<typeof SHAPE>, "speed"> {
  readonly simulatedSpeed: Speed;
  readonly replaySpeed: Speed;
}

/** Adds the options of a verb that runs the service; each can be set in the environment, too. */
export function addServiceOptions(command: Command, defaults: ServiceDefaults): Command {
  for (const option of serviceOptions(defaults)) {
    option.env(`TRADING_SIMULATOR_${option.name().toUpperCase().replaceAll("-", "_")}`);
    command.addOption(option);
  }
  return command;
}

function serviceOptions({ dataDir, speed }: ServiceDefaults): Option[] {
  const option = (flags: string, text: string) => new Option(flags, text);
  return [
    option("--host <host>", "address to listen on; others than loopback need --token")
      .default("127.0.0.1"),
    option("--port <port>", "port to listen on; 0 takes a free one")
      .argParser(parsePort).default(3000),
    option("--feed <feed>", "market data for new runners: simulated, binance-us, binance or replay")
      .argParser(parseFeed).default("SIMULATED", "simulated"),
    option("--binance-ws <url>", "another WebSocket endpoint for both exchanges, as of a proxy")
      .argParser(parseEndpoint("ws", "wss")),
    option("--binance-rest <url>", "another REST endpoint for both exchanges")
      .argParser(parseEndpoint("http", "https")),
    option("--record <file>", "record what the live feed receives, for --replay"),
    option(
      "--replay <[symbol=]file>",
      "candles (.csv, .json, .gz of these, .zip) or a recording to replay; may be repeated",
    ).argParser(collect),
    option(
      "--speed <factor>",
      `times real time, or max (default: ${speed} for the simulated market, max for a replay)`,
    ).argParser(parseSpeed),
    option("--seed <number>", "seed of the simulated market").argParser(parseNumber).default(1),
    option("--strategies <dir>", "folder with your strategies, beside those that come along"),
    option("--data-dir <dir>", "folder that keeps runners, trades and candles").default(dataDir),
    option("--log-level <level>", "least level that is logged").choices(LOG_LEVELS).default("info"),
    option("--token <token>", "secret that every request has to carry"),
    option("--cors-origin <origin>", "origin whose pages may use the API; may be repeated")
      .argParser(collect),
  ];
}

/** @throws UsageError for values that do not fit together */
export function readServiceOptions(values: unknown, defaults: ServiceDefaults): ServiceOptions {
  const { speed, ...options } = SHAPE.parse(values);
  const { host, token, feed, replay, strategies } = options;
  if (token !== undefined && token.trim() === "") {
    throw new UsageError("--token cannot be empty: leave it out or give a secret");
  }
  if (!isLoopback(host) && token === undefined) {
    throw new UsageError(
      `--host ${host} can be reached by other machines: give a --token that they have to send`,
    );
  }
  if (feed === "REPLAY" && replay.length === 0) {
    throw new UsageError("--feed replay needs a file: add --replay [SYMBOL=]FILE");
  }
  if (options.record !== undefined && feed !== "BINANCE" && feed !== "BINANCE_US") {
    throw new UsageError("--record records a live feed: add --feed binance-us or --feed binance");
  }
  if (strategies !== undefined && !isFolder(strategies)) {
    throw new UsageError(`--strategies ${strategies} is no folder that can be read`);
  }
  return {
    ...options,
    simulatedSpeed: speed ?? defaults.speed,
    replaySpeed: speed ?? "max",
  };
}

/** Repeated options add up; in the environment, commas separate. */
function collect(value: string, before: readonly string[] | undefined): string[] {
  const parts = value.split(",").map((part) => part.trim());
  if (parts.includes("")) throw new InvalidArgumentError("It has to be text.");
  return [...before ?? [], ...parts];
}

function isFolder(path: string): boolean {
  try {
    return Deno.statSync(path).isDirectory;
  } catch {
    return false;
  }
}
