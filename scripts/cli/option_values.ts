import { InvalidArgumentError } from "commander";
import type { FeedKind } from "../../engine/mod.ts";

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
