/**
 * Starts the exchange by hand and prints the options that point the service to it:
 * `deno run -A tests/exchange/main.ts --speed 60 --port 9443`
 */
import { Command, InvalidArgumentError } from "commander";
import { BAD_DAY } from "./faults/chaos.ts";
import { LoopbackExchange, type LoopbackOptions } from "./loopback_exchange.ts";

interface Values extends LoopbackOptions {
  readonly chaos?: string;
}

const { chaos, ...options } = new Command("exchange")
  .description("An exchange on this machine that speaks Binance's protocol, with a made-up market.")
  .option("--port <port>", "port to listen on (default: any that is free)", numberUpTo(65_535))
  .option("--speed <factor>", "times real time (default: 1)", numberUpTo(3_600))
  .option("--start <time>", "market time at the beginning, 2024-01-15T12:00Z (default: now)", time)
  .option("--seed <text>", "another seed is another market (default: 1)")
  .option("--symbols <codes>", "with commas between (default: those of the service)", codes)
  .option(
    "--history-days <days>",
    "how much past there is at the start (default: 60)",
    numberUpTo(3_650),
  )
  .option("--trades-per-second <count>", "trades of each symbol (default: 1)", numberUpTo(1_000))
  .option("--chaos <seed>", "everything goes wrong now and then")
  .parse(Deno.args, { from: "user" })
  .opts<Values>();

const exchange = started(options);
if (chaos !== undefined) exchange.faults.chaos(chaos, BAD_DAY);
console.log(`--binance-ws ${exchange.ws}\n--binance-rest ${exchange.rest}`);

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  Deno.addSignalListener(signal, () => void exchange.close().then(() => Deno.exit(0)));
}

function started(options: LoopbackOptions): LoopbackExchange {
  try {
    return LoopbackExchange.start(options);
  } catch (error) {
    if (!(error instanceof Deno.errors.AddrInUse)) throw error;
    console.error(`error: port ${options.port} is taken`);
    Deno.exit(1);
  }
}

function numberUpTo(most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() !== "" && value >= 0 && value <= most) return value;
    throw new InvalidArgumentError(`It has to be a number from 0 to ${most}.`);
  };
}

function time(text: string): number {
  const value = Date.parse(text);
  if (value > 0) return value;
  throw new InvalidArgumentError("It has to be a time, such as 2024-01-15T12:00Z.");
}

function codes(text: string): string[] {
  const list = text.split(",");
  if (list.every((code) => /^[A-Z0-9]{1,16}USDT$/.test(code))) return list;
  throw new InvalidArgumentError("They have to be like BTCUSDT,ETHUSDT.");
}
