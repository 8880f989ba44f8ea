/**
 * Starts the exchange by hand and prints the options that point the service to it:
 * `deno run -A tests/exchange/main.ts --speed 60 --port 9443`
 */
import { parseArgs } from "node:util";
import { LoopbackExchange } from "./loopback_exchange.ts";

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "0" },
    speed: { type: "string", default: "1" },
    seed: { type: "string", default: "1" },
    symbols: { type: "string", default: "" },
    "trades-per-second": { type: "string", default: "1" },
    start: { type: "string", default: "" },
  },
});

const symbols = values.symbols.split(",").filter((code) => code !== "");
const exchange = LoopbackExchange.start({
  port: Number(values.port),
  speed: Number(values.speed),
  seed: values.seed,
  tradesPerSecond: Number(values["trades-per-second"]),
  ...(symbols.length > 0 ? { symbols } : {}),
  ...(values.start === "" ? {} : { start: Date.parse(values.start) }),
});
console.log(`--binance-ws ${exchange.ws}\n--binance-rest ${exchange.rest}`);
Deno.addSignalListener("SIGINT", () => void exchange.close().then(() => Deno.exit(0)));
