/**
 * The live feed over real sockets: what many symbols cost on one connection, and how long it takes
 * from a broken connection until nothing is missing. The exchange is this process, on loopback; the
 * feed is another one, and only that one's CPU counts.
 */
import { loadavg } from "node:os";
import { setTimeout as delay } from "node:timers/promises";
import { LoopbackExchange, type LoopbackOptions } from "../../exchange/loopback_exchange.ts";
import { manyInstruments } from "./canned_exchange.ts";
import { Client, type Program } from "./client.ts";
import type { ClientUse } from "./messages.ts";

interface Load {
  readonly program: Program;
  readonly symbols: number;
  readonly tradesPerSecond: number;
}

const TARGET = { symbols: 200, cores: 0.1, reconnectSymbols: 10, reconnectMs: 2_000 };
/** Trades a second a symbol; each comes with a new quote, and a kline every two seconds. */
const USUAL = 2.5;
const LOADS: readonly Load[] = [
  { program: "feed", symbols: 1, tradesPerSecond: USUAL },
  { program: "feed", symbols: 50, tradesPerSecond: USUAL },
  { program: "bare", symbols: TARGET.symbols, tradesPerSecond: USUAL },
  { program: "feed", symbols: TARGET.symbols, tradesPerSecond: USUAL },
  { program: "feed", symbols: TARGET.symbols, tradesPerSecond: 4 * USUAL },
];
/** A while for all to settle, then so many measurements: the one least disturbed counts. */
const SETTLE_MS = 3_000;
const ROUND_MS = 3_000;
const ROUNDS = 3;
const BREAKS = 5;
/** How long the exchange is away when it is. */
const AWAY_MS = 300;
/** Ten bars a second, so that some are missed in any break. */
const SPEED = 600;
/** For how long a connection is used before it breaks. */
const USED_MS = 500;

async function withClient<T>(
  program: Program,
  symbols: number,
  options: LoopbackOptions,
  run: (client: Client, exchange: LoopbackExchange) => Promise<T>,
): Promise<T> {
  const codes = manyInstruments(symbols).map(({ code }) => code);
  const exchange = LoopbackExchange.start({ seed: "1", symbols: codes, ...options });
  const client = new Client(program, { ws: exchange.ws, rest: exchange.rest, symbols });
  try {
    await client.until(true);
    return await run(client, exchange);
  } finally {
    client.close();
    await exchange.close();
  }
}

const measureUse = ({ program, symbols, tradesPerSecond }: Load): Promise<ClientUse> =>
  withClient(program, symbols, { tradesPerSecond }, async (client) => {
    await delay(SETTLE_MS);
    await client.use();
    const rounds: ClientUse[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      await delay(ROUND_MS);
      rounds.push(await client.use());
    }
    return rounds.reduce((best, use) => use.cores < best.cores ? use : best);
  });

/** Milliseconds until all streams are live again and nothing is missing, and the bars that were. */
interface Reconnect {
  readonly ms: number;
  readonly bars: number;
}

const measureReconnect = (
  breakIt: (exchange: LoopbackExchange) => Promise<void> | void,
): Promise<Reconnect> =>
  withClient("feed", TARGET.reconnectSymbols, { speed: SPEED }, async (client, exchange) => {
    await delay(USED_MS);
    await breakIt(exchange);
    const at = Date.now();
    await client.until(false);
    const live = await client.until(true);
    return { ms: live.at - at, bars: live.backfilled };
  });

/**
 * A new program for each break: one that is cut off again and again waits longer each time.
 *
 * @param breakIt resolves when the exchange can be reached again
 */
async function measureReconnects(
  ...how: Parameters<typeof measureReconnect>
): Promise<Reconnect[]> {
  const all: Reconnect[] = [];
  for (let round = 0; round < BREAKS; round++) all.push(await measureReconnect(...how));
  return all;
}

const percent = (share: number) => `${(share * 100).toFixed(1)} %`.padStart(7);
const whole = (value: number, width: number) =>
  Math.round(value).toLocaleString("en").padStart(width);
const verdict = (isMet: boolean, target: string) => `${isMet ? "met" : "MISSED"}: ${target}`;

function useLine(
  { program, symbols, tradesPerSecond }: Load,
  { cores, messagesPerSecond, rowsPerSecond, rssBytes }: ClientUse,
): string {
  const cost = (cores / messagesPerSecond * 1e6).toFixed(0).padStart(6);
  const isTarget = program === "feed" && symbols === TARGET.symbols && tradesPerSecond === USUAL;
  return `${(program === "feed" ? "live feed" : "bare socket").padEnd(14)} ${whole(symbols, 7)}  ` +
    `${whole(messagesPerSecond, 10)}  ${whole(rowsPerSecond, 6)} ${percent(cores)}  ${cost} µs  ` +
    `${whole(rssBytes / 1e6, 4)} MB` +
    (isTarget ? `   ${verdict(cores < TARGET.cores, "below 10 % of a core")}` : "");
}

function reconnectLine(name: string, all: readonly Reconnect[]): string {
  const times = all.map(({ ms }) => ms).toSorted((a, b) => a - b);
  const bars = all.map(({ bars }) => bars);
  return `${name.padEnd(44)} median ${whole(times[times.length >> 1]!, 5)} ms, longest ` +
    `${whole(times.at(-1)!, 5)} ms; ${Math.min(...bars)} to ${Math.max(...bars)} bars fetched`;
}

const load = () => `load average ${loadavg()[0]!.toFixed(2)}`;

console.log(`live feed over sockets, ${load()}`);
console.log("               symbols  messages/s  rows/s     CPU   a message  memory");
for (const one of LOADS) console.log(useLine(one, await measureUse(one)));
const cut = await measureReconnects((exchange) => exchange.faults.drop());
const away = await measureReconnects((exchange) => exchange.faults.restart(AWAY_MS));
const isFast = Math.max(...cut.map(({ ms }) => ms)) < TARGET.reconnectMs;
const { reconnectSymbols } = TARGET;
console.log(
  `${reconnectLine(`${reconnectSymbols} symbols, connection cut`, cut)}   ` +
    verdict(isFast, "below 2 s"),
);
// Attempts that failed meanwhile are followed by waits of up to a second, by chance.
console.log(reconnectLine(`${reconnectSymbols} symbols, exchange away for ${AWAY_MS} ms`, away));
console.log(load());
