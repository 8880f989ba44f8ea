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

export function parseUrl(text: string): string {
  if (URL.canParse(text)) return text;
  throw new InvalidArgumentError("It has to be a URL.");
}

export function parseFeed(text: string): FeedKind {
  switch (text) {
    case "simulated":
      return "SIMULATED";
    case "replay":
      return "REPLAY";
    case "binance":
    case "binance-us":
      throw new InvalidArgumentError(
        "Live data comes with the next version: use simulated or replay.",
      );
    default:
      throw new InvalidArgumentError("It has to be simulated, binance-us, binance or replay.");
  }
}
