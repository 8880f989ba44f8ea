/**
 * The whole service on an exchange behind real sockets, where things go wrong: in the end its candles
 * are the exchange's, row for row, and a service that replays what was recorded has the same runners.
 */
import assert from "node:assert/strict";
import { type CandleColumns, type EngineEvent, runnerId, timeframeMs } from "../../engine/mod.ts";
import { openMarketStore, openStore } from "../../engine/store/mod.ts";
import type { Rates } from "../exchange/faults/chaos.ts";
import { MESSAGE_FAULTS, REST_FAULTS } from "../exchange/faults/kinds.ts";
import { LoopbackExchange } from "../exchange/loopback_exchange.ts";
import { assertCandles } from "../support/exchange_truth.ts";
import { ServiceProcess } from "../support/service_process.ts";

/** Half a second a minute. */
const SPEED = 120;
const DAY = 86_400_000;
const COLUMNS = ["time", "open", "high", "low", "close", "volume"] as const;
/** Minutes of market between one blow and the next. */
const BREATHER = 4;
const SYMBOLS = ["BTCUSDT", "ETHUSDT"];

/** In and out again every few bars, by rules that depend on what happened before. */
const FLIPPER = `
parameters = { hold = { default = 2, min = 1, max = 20 } }
function detect_opportunity(m, context, indicators)
  local average = indicators.ema(20)
  if average then return { above = m.close > average } end
end
function filter_commitment(m, context)
  if context.above then
    return { action = "enter_long", stop_loss = m.close * 0.9995, take_profit = m.close * 1.001 }
  end
  return { action = "enter_short", stop_loss = m.close * 1.0005 }
end
function manage_position(m, context)
  if context.position.bars_held >= params.hold then return { action = "exit", reason = "held" } end
end`;

const RUNNERS = [
  { symbol: "BTCUSDT", timeframe: "1m", parameters: { hold: 1 } },
  { symbol: "BTCUSDT", timeframe: "5m", parameters: { hold: 1 } },
  { symbol: "ETHUSDT", timeframe: "1m", feeBps: 7 },
] as const;

/** A fault in a message of a hundred, and in an answer of three; none that takes ten seconds. */
const WEATHER: Rates = {
  chances: {
    ...Object.fromEntries(MESSAGE_FAULTS.map((kind) => [kind, 0.001])),
    ...Object.fromEntries(REST_FAULTS.map((kind) => [kind, 0.03])),
    REST_HANG: 0,
    STALL: 0.0001,
  },
};

/** What happened to runners, without what users and clocks did. */
const TRADED: ReadonlySet<EngineEvent["type"]> = new Set([
  "OPPORTUNITY_DETECTED",
  "STATE_TRANSITION",
  "ORDER_SUBMITTED",
  "ORDER_FILLED",
  "ORDER_REJECTED",
  "POSITION_OPENED",
  "POSITION_CLOSED",
  "STRATEGY_ERROR",
  "RISK_TRIGGERED",
]);

const CREATE = `mutation Create($input: CreateRunnerInput!) { createRunner(input: $input) { id } }`;
const STATUS = `{
  runners { id health { feedStatus feedDetail } snapshot { stale stats { bars trades } } }
  feeds { feed status counters { messages garbage duplicates missedTrades backfilledBars lostBars reconnects } }
}`;

// deno-lint-ignore no-explicit-any -- GraphQL's answers
type Status = any;

class Run {
  readonly service: ServiceProcess;

  constructor(service: ServiceProcess) {
    this.service = service;
  }

  /** A service with what it had before. */
  static async again(folder: string, ...args: readonly string[]): Promise<Run> {
    const common = ["start", "--port", "0", "--log-level", "warn"];
    const own = ["--strategies", `${folder}/strategies`];
    return new Run(await ServiceProcess.start([...common, ...own, ...args]));
  }

  /** A new service with the runners. */
  static async start(folder: string, ...args: readonly string[]): Promise<Run> {
    const run = await Run.again(folder, ...args);
    for (const runner of RUNNERS) {
      const input = { strategy: "flipper", windowSize: 50, ...runner };
      await run.service.query(CREATE, { input });
    }
    return run;
  }

  /** Asks until the answer fits: the service has no event for what is waited for. */
  async until(what: string, fits: (status: Status) => boolean): Promise<Status> {
    let status: Status;
    for (let tries = 0; tries < 1_200; tries++) {
      status = await this.service.query(STATUS);
      if (fits(status)) return status;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error(`${what} did not come: ${JSON.stringify(status)} ${this.service.output}`);
  }

  /** What it has logged: the messages, of warnings and errors alone. */
  logged(): string[] {
    const lines = this.service.output.split("\n").filter((line) => line.startsWith("{"));
    return lines.map((line) => JSON.parse(line).msg);
  }

  /** All runners live, and so many bars further. */
  async bars(count: number): Promise<void> {
    const fresh = (status: Status) => status.runners.every((r: Status) => !r.snapshot.stale);
    const barsOf = ({ runners }: Status) => runners.map((r: Status) => r.snapshot.stats.bars);
    const before = barsOf(await this.until("an answer of all runners", fresh));
    await this.until(`${count} bars`, (status) => {
      const isLive = status.runners.every((r: Status) => r.health.feedStatus === "LIVE");
      return isLive && fresh(status) && barsOf(status)[0] >= before[0] + count &&
        barsOf(status)[2] >= before[2] + count;
    });
  }
}

/** Trades through the storm. @returns the feed's last word on itself */
async function live(exchange: LoopbackExchange, run: Run): Promise<Status> {
  const { faults } = exchange;
  await run.bars(2);
  faults.chaos("7", WEATHER);
  const oldAge = async () => {
    faults.connectionLife(0);
    await run.until("the end of all connections", () => exchange.open === 0);
    faults.connectionLife(DAY);
  };
  const blows = [
    () => faults.drop(),
    () => faults.restart(300),
    () => faults.shutDown(400),
    oldAge,
    // Whoever is quick to come back misses no bar: so one at least is lost for certain.
    () => faults.next("LOSE", { stream: "btcusdt@kline_1m", isClosing: true }),
  ];
  for (const blow of blows) {
    await blow();
    await run.bars(BREATHER);
  }
  faults.calm();
  await run.bars(BREATHER);
  // Nothing more comes: what the runners have seen is what was recorded.
  faults.hang();
  let messages = NaN;
  return await run.until("silence", (status) => {
    const [binance] = status.feeds.filter(({ feed }: Status) => feed === "BINANCE");
    const isSame = binance.counters.messages === messages;
    messages = binance.counters.messages;
    return isSame && status.runners.every((r: Status) => !r.snapshot.stale);
  });
}

function eventsOf(dataDir: string): EngineEvent[][] {
  const store = openStore(`${dataDir}/trading.sqlite`);
  try {
    return RUNNERS.map((_, i) =>
      store.events({ runnerId: runnerId(`r${i + 1}`), limit: 100_000 }).reverse()
        .filter(({ type }) => TRADED.has(type))
        .map((event) => ({ ...event, sequence: 0 }))
    );
  } finally {
    store.close();
  }
}

function assertStoreKnows(exchange: LoopbackExchange, dataDir: string): void {
  const store = openMarketStore(`${dataDir}/market.sqlite`);
  try {
    const all = store.series();
    assert.deepEqual(all.filter(({ timeframe }) => timeframe === "1m").length, SYMBOLS.length);
    for (const { bars, ...series } of all) {
      const { symbol, timeframe, from } = series;
      const kept = store.read(series, { from, to: Infinity });
      const end = kept.time.at(-1)! + timeframeMs(timeframe);
      const what = `${symbol} ${timeframe}`;
      assertCandles(kept, exchange.model.truth(symbol, timeframe, from, end), what);
      assert.equal(kept.time.length, bars);
      assert.deepEqual(store.holes(series, { from, to: end }), []);
    }
  } finally {
    store.close();
  }
}

async function strategyFolder(): Promise<string> {
  const folder = await Deno.makeTempDir();
  await Deno.mkdir(`${folder}/strategies`);
  await Deno.writeTextFile(`${folder}/strategies/flipper.lua`, FLIPPER);
  return folder;
}

/** Resolves when so many minutes have closed. */
async function minutesPass({ ws }: LoopbackExchange, count: number): Promise<void> {
  const socket = new WebSocket(`${ws}/ws/btcusdt@kline_1m`);
  const { promise, resolve } = Promise.withResolvers<void>();
  let closed = 0;
  socket.onmessage = ({ data }) => {
    if (JSON.parse(data).k.x && ++closed === count) socket.close();
  };
  socket.onclose = () => resolve();
  await promise;
}

/** A port where nobody listens. */
function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}

Deno.test("an exchange in a storm: its candles are kept, and what was recorded trades the same", async () => {
  const folder = await strategyFolder();
  const start = Date.UTC(2024, 0, 15, 11, 58, 20);
  const exchange = LoopbackExchange.start({
    speed: SPEED,
    start,
    seed: "7",
    symbols: SYMBOLS,
    quietMinutes: 0.1,
  });
  const recording = `${folder}/live.rec`;
  try {
    const endpoints = ["--binance-ws", exchange.ws, "--binance-rest", exchange.rest];
    const data = ["--data-dir", `${folder}/live`, "--record", recording];
    const first = await Run.start(folder, "--feed", "binance", ...data, ...endpoints);
    const status = await live(exchange, first);
    await first.service.stop();
    assertStoreKnows(exchange, `${folder}/live`);
    const [{ counters }] = status.feeds.filter(({ feed }: Status) => feed === "BINANCE");
    for (const name of ["garbage", "duplicates", "missedTrades", "backfilledBars", "reconnects"]) {
      assert.ok(counters[name] > 0, `${name} never happened`);
    }
    assert.equal(counters.lostBars, 0);

    const again = ["--data-dir", `${folder}/again`, "--feed", "replay", "--replay", recording];
    const second = await Run.start(folder, ...again);
    const ended = (r: Status) => r.health.feedStatus === "ENDED" && !r.snapshot.stale;
    await second.until("the end", ({ runners }) => runners.every(ended));
    await second.service.stop();
    const [was, is] = [eventsOf(`${folder}/live`), eventsOf(`${folder}/again`)];
    for (const i of RUNNERS.keys()) assert.deepEqual(is[i], was[i], `runner ${i + 1}`);
    assert.ok(was[0]!.filter(({ type }) => type === "POSITION_CLOSED").length >= 3);
    assert.ok(was[2]!.filter(({ type }) => type === "POSITION_CLOSED").length >= 2);
    const lines = first.logged();
    assert.ok(lines.length < 20, `a flood in the log: ${lines.join("\n")}`);
  } finally {
    await exchange.close();
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("a service killed while it was live comes back with windows that have no hole", async () => {
  const folder = await strategyFolder();
  const exchange = LoopbackExchange.start({ speed: SPEED, seed: "9", symbols: SYMBOLS });
  const endpoints = ["--binance-ws", exchange.ws, "--binance-rest", exchange.rest];
  const args = ["--feed", "binance", "--data-dir", `${folder}/data`, ...endpoints];
  try {
    const first = await Run.start(folder, ...args);
    await first.bars(2);
    await first.service.stop("SIGKILL");
    await minutesPass(exchange, 5);
    const second = await Run.again(folder, ...args);
    await second.bars(2);
    const { runners } = await second.service.query(
      "{ runners { symbol { code } timeframe history(limit: 40) { time open high low close volume closed } } }",
    );
    await second.service.stop();
    for (const { symbol, timeframe, history } of runners) {
      const bars = history.filter(({ closed }: Status) => closed);
      const column = (name: string) => Float64Array.from(bars, (bar: Status) => bar[name]);
      const [time, open, high, low, close, volume] = COLUMNS.map(column);
      const seen = { time, open, high, low, close, volume } as CandleColumns;
      const end = seen.time.at(-1)! + 1;
      const truth = exchange.model.truth(symbol.code, timeframe, seen.time[0]!, end);
      assertCandles(seen, truth, `${symbol.code} ${timeframe}`);
      assert.ok(bars.length >= 39);
    }
  } finally {
    await exchange.close();
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("with the exchange out of reach the service serves and its runners wait; they trade once it is there", async () => {
  const folder = await strategyFolder();
  const port = freePort();
  let exchange: LoopbackExchange | undefined;
  try {
    const endpoints = [`--binance-ws`, `ws://127.0.0.1:${port}`];
    endpoints.push("--binance-rest", `http://127.0.0.1:${port}`);
    const data = ["--data-dir", `${folder}/data`];
    const run = await Run.start(folder, "--feed", "binance-us", ...data, ...endpoints);
    const isDown = (r: Status) => r.health.feedStatus === "DOWN";
    const status = await run.until("the bad news", ({ runners }) => runners.every(isDown));
    assert.match(
      status.runners[0].health.feedDetail,
      /^Cannot reach Binance US: .*refused.*; trying again at least every 30 s$/,
    );
    assert.equal((await fetch(`${run.service.url}/health`)).status, 200);
    exchange = LoopbackExchange.start({ port, speed: SPEED, seed: "8", symbols: SYMBOLS });
    await run.until("a trade", ({ runners }) => runners[0].snapshot.stats.trades > 0);
    await run.service.stop();
    const lines = run.logged();
    assert.ok(lines.length >= 1 && lines.length <= 2, lines.join("\n"));
    assert.ok(lines.includes("feed not live"));
  } finally {
    await exchange?.close();
    await Deno.remove(folder, { recursive: true });
  }
});
