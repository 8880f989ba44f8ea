import { type DestinationStream, type Logger, pino } from "pino";
import type { ServiceOptions } from "./service_options.ts";

/** Logs go to standard error: for people on a terminal, one JSON object a line everywhere else. */
export async function createServiceLogger(level: ServiceOptions["logLevel"]): Promise<Logger> {
  return pino({ level, base: null }, await destination());
}

/** No transport: those run in threads of their own. */
async function destination(): Promise<DestinationStream> {
  if (!Deno.stderr.isTerminal()) return pino.destination({ dest: 2, sync: true });
  const { default: pretty } = await import("pino-pretty");
  return pretty({
    destination: 2,
    sync: true,
    translateTime: "HH:MM:ss",
    singleLine: true,
    ignore: IN_MESSAGE.join(","),
    messageFormat: messageLine,
  });
}

/** Fields that {@link messageLine} puts into the line. */
const IN_MESSAGE = ["method", "path", "operation", "status", "ms", "feed", "detail"] as const;

/**
 * A page asks for a dozen things at once: `GET /graphql query Engine 200 3.6 ms` instead of six lines
 * each. A feed in trouble: `feed not live (BINANCE DOWN): Cannot reach Binance: no answer in time`.
 */
export function messageLine(entry: Readonly<Record<string, unknown>>, key: string): string {
  const { method, path, operation, status, ms, feed, detail } = entry;
  if (method !== undefined) return words(method, path, operation, status, `${ms} ms`);
  const about = words(path, feed, status);
  const line = words(entry[key], about === "" ? undefined : `(${about})`);
  return detail === undefined || detail === null ? line : `${line}: ${detail}`;
}

function words(...parts: readonly unknown[]): string {
  return parts.filter((part) => part !== undefined).join(" ");
}

/**
 * An error that nobody caught is our bug, and is logged as one; it ends no other runner's trading. What was
 * published is committed, so going on can lose nothing.
 */
export function logStrayErrors(logger: Logger): void {
  globalThis.addEventListener("unhandledrejection", (event) => {
    event.preventDefault();
    logger.error({ err: event.reason }, "a promise was rejected and nobody took it");
  });
  globalThis.addEventListener("error", (event) => {
    event.preventDefault();
    logger.error({ err: event.error }, "an error was thrown and nobody caught it");
  });
}
