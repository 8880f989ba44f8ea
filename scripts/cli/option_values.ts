import { InvalidArgumentError } from "commander";
import { type FeedKind, isTimeframe, type Timeframe, TIMEFRAMES } from "../../engine/domain/mod.ts";
import { isoTime } from "../../engine/feeds/candle_files/mod.ts";

/** Exchanges there is history of. */
export const EXCHANGE_NAMES = ["binance", "binance-us"] as const;
export type ExchangeName = typeof EXCHANGE_NAMES[number];

/** Highest speed-up that can be given as a number. */
const MAX_SPEED = 1_000_000;

export function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError("It has to be a whole number from 0 to 65535.");
}

/** `max` is as fast as it goes. */
export function parseSpeed(text: string): number | "max" {
  if (text === "max") return "max";
  const speed = Number(text);
  if (text.trim() !== "" && speed > 0 && speed <= MAX_SPEED) return speed;
  throw new InvalidArgumentError(`It has to be max or a number above 0, at most ${MAX_SPEED}.`);
}

export function parseNumber(text: string): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(number)) return number;
  throw new InvalidArgumentError("It has to be a whole number of at least 0.");
}

/** An endpoint without a path, whose URL begins with one of these. */
export function parseEndpoint(...schemes: readonly string[]): (text: string) => string {
  return (text) => {
    const url = URL.parse(text);
    if (url && schemes.includes(url.protocol.slice(0, -1))) return text.replace(/\/+$/, "");
    throw new InvalidArgumentError(
      `It has to be a URL that begins with ${schemes.map((name) => `${name}://`).join(" or ")}.`,
    );
  };
}

export function parseFeed(text: string): FeedKind {
  switch (text) {
    case "simulated":
      return "SIMULATED";
    case "replay":
      return "REPLAY";
    case "binance":
      return "BINANCE";
    case "binance-us":
      return "BINANCE_US";
    default:
      throw new InvalidArgumentError("It has to be simulated, binance-us, binance or replay.");
  }
}

/** Letters and digits as exchanges have them; case and separators are forgiven. */
export function parseSymbols(text: string, before: readonly string[] | undefined): string[] {
  return collect(text, before, (part) => {
    const symbol = part.toUpperCase().replace(/[/_-]/, "");
    if (/^[\p{L}\p{N}]{2,32}$/u.test(symbol)) return symbol;
    throw new InvalidArgumentError("It has to be letters and digits, such as BTCUSDT.");
  });
}

export function parseTimeframes(
  text: string,
  before: readonly Timeframe[] | undefined,
): Timeframe[] {
  return collect(text, before, (part) => {
    if (isTimeframe(part)) return part;
    throw new InvalidArgumentError(`It has to be one of ${TIMEFRAMES.join(", ")}.`);
  });
}

export function parseTime(text: string): number {
  const time = isoTime(text.trim());
  if (time >= 0) return time;
  throw new InvalidArgumentError("It has to be a date, 2024-01-31 or 2024-01-31T12:00 (UTC).");
}

export function parseExchange(text: string): ExchangeName {
  const name = EXCHANGE_NAMES.find((one) => one === text.toLowerCase());
  if (name !== undefined) return name;
  throw new InvalidArgumentError("It has to be binance or binance-us.");
}

/** Each time the option is given counts. */
export function collectTexts(text: string, before: readonly string[] | undefined): string[] {
  return [...before ?? [], text];
}

/** Repeated options add up, commas separate, doubles count once. */
function collect<T>(
  text: string,
  before: readonly T[] | undefined,
  parse: (part: string) => T,
): T[] {
  return [...new Set([...before ?? [], ...text.split(",").map((part) => parse(part.trim()))])];
}
