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
    ignore: REQUEST_FIELDS.join(","),
    messageFormat: messageLine,
  });
}

const REQUEST_FIELDS = ["method", "path", "operation", "status", "ms"] as const;

/** A page asks for a dozen things at once: `GET /graphql query Engine 200 3.6 ms` instead of six lines each. */
export function messageLine(entry: Readonly<Record<string, unknown>>, key: string): string {
  const { method, path, operation, status, ms } = entry;
  const parts = method === undefined
    ? [entry[key], path === undefined ? undefined : `(${path})`]
    : [method, path, operation, status, `${ms} ms`];
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
