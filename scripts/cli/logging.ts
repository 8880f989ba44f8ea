import { createLogger } from "../../graphql/mod.ts";
import type { ServiceOptions } from "./service_options.ts";

/** Logs go to standard error: for people on a terminal, one JSON object a line everywhere else. */
export async function createServiceLogger(level: ServiceOptions["logLevel"]) {
  if (!Deno.stderr.isTerminal()) {
    const { pino } = await import("pino");
    return createLogger(level, pino.destination({ dest: 2, sync: true }));
  }
  const { default: pretty } = await import("pino-pretty");
  return createLogger(level, pretty({ destination: 2, sync: true, translateTime: "HH:MM:ss" }));
}
