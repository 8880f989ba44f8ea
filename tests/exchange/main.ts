/**
 * Starts the exchange by hand and prints the options that point the service to it:
 * `deno run -A tests/exchange/main.ts --speed 60 --port 9443`
 */
import { parseArgs } from "node:util";
import { BAD_DAY } from "./faults/chaos.ts";
import { LoopbackExchange } from "./loopback_exchange.ts";

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "0" },
    /** Market time for a unit of the machine's. */
    speed: { type: "string", default: "1" },
    /** Market time at the beginning, such as 2024-01-15T12:00Z; default: now. */
    start: { type: "string" },
    seed: { type: "string", default: "1" },
    /** Codes with commas between; default: the curated ones. */
    symbols: { type: "string" },
    "trades-per-second": { type: "string", default: "1" },
    /** A seed: everything goes wrong now and then. */
    chaos: { type: "string" },
  },
});

/** @throws Error naming the option when its value is no number */
function numberOf(name: "port" | "speed" | "trades-per-second"): number {
  const value = Number(values[name]);
  if (value >= 0) return value;
  throw new Error(`--${name} has to be a number, not ${values[name]}`);
}

const exchange = LoopbackExchange.start({
  port: numberOf("port"),
  speed: numberOf("speed"),
  seed: values.seed,
  tradesPerSecond: numberOf("trades-per-second"),
  ...(values.symbols ? { symbols: values.symbols.split(",") } : {}),
  ...(values.start ? { start: Date.parse(values.start) } : {}),
});
if (values.chaos !== undefined) exchange.faults.chaos(values.chaos, BAD_DAY);
console.log(`--binance-ws ${exchange.ws}\n--binance-rest ${exchange.rest}`);

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  Deno.addSignalListener(signal, () => void exchange.close().then(() => Deno.exit(0)));
}
