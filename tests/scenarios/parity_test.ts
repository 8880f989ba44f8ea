/**
 * The same strategies over the same market, in four places: live on an exchange behind real sockets, in a
 * service that replays what was recorded then, on the core alone, and in a backtest of the candles that the
 * live session left in its store. They have the same orders, fills and trades, to the byte.
 *
 * What cannot be equal by nature is kept out of the scenario; `docs/guides/execution.md` names it:
 * - Candles have no quotes. A backtest takes the spread from its settings; so does a runner whose exchange
 *   says nothing of its book, as this one of BTCUSDT. Runners on ETHUSDT pay the ask and take the bid,
 *   and are compared in the other three places.
 * - Candles do not say when in a bar the first trade was. Here it is the moment the bar begins.
 * - What comes too late live is not acted on. Here nothing does: market time waits for the runners.
 * - Chance (latencies of a range) mixes in the runner's id, and a backtest has ids of its own.
 * - Runners that share a stream share its indicators. Here each has a window size of its own, or a symbol.
 */
import assert from "node:assert/strict";
import {
  type CandleColumns,
  type EngineEvent,
  isJournaled,
  timeframeMs,
} from "../../engine/domain/mod.ts";
import { openMarketStore, openStore, type RunnerRecord } from "../../engine/store/mod.ts";
import { LoopbackExchange } from "../exchange/loopback_exchange.ts";
import { START as FIRST_MINUTE, walkColumns } from "../support/backtests.ts";
import { inBacktest, onTheCore } from "../support/parity.ts";
import { playedBack } from "../support/played_back.ts";
import { ServiceProcess } from "../support/service_process.ts";

const MINUTE = 60_000;
const STEP = 30 * MINUTE;
/** Minutes of history, which fill the windows, and of trading. */
const PAST = 1_030;
const TRADED = 240;
const START = FIRST_MINUTE + PAST * MINUTE;
const END = START + TRADED * MINUTE;
/** The exchange says nothing of its book: a backtest can know as much. */
const WITHOUT_QUOTES = "BTCUSDT";
const WITH_QUOTES = "ETHUSDT";
/** In every twentieth minute nobody trades. */
const QUIET = 20;

const PULLBACK = {
  strategy: "limit_pullback",
  parameters: {
    trend_period: 8,
    trade_short: true,
    pullback_atr: 0.3,
    wait_bars: 4,
    stop_atr: 1,
    target_atr: 1.2,
    trail_atr: 1.1,
    max_bars: 3,
    cool_down: 0,
  },
};
const PYRAMID = {
  strategy: "pyramid_breakout",
  parameters: {
    range: 6,
    near_atr: 1,
    trade_short: true,
    trail_atr: 1.5,
    max_adds: 3,
    add_atr: 0.4,
    cool_down: 0,
  },
};
const FEES = { makerBps: 2, takerBps: 5 };
const MINUTES = { timeframe: "1m", windowSize: 600 };
/** Bars that are told in minutes, and whose windows the minutes' one covers. */
const COARSE = { timeframe: "5m", windowSize: 50 };

const RUNNERS = [
  { symbol: WITHOUT_QUOTES, ...MINUTES, ...PULLBACK, execution: { fees: FEES, spreadBps: 2 } },
  {
    symbol: WITHOUT_QUOTES,
    ...COARSE,
    ...PULLBACK,
    execution: { fees: FEES, limitFill: "THROUGH" },
  },
  {
    symbol: WITHOUT_QUOTES,
    ...COARSE,
    ...PYRAMID,
    windowSize: 100,
    execution: {
      fees: FEES,
      spreadBps: 1,
      slippage: { model: "FIXED", bps: 1 },
      latency: { model: "FIXED", ms: 1_500 },
      volumeShare: 0.002,
    },
  },
  { symbol: WITH_QUOTES, ...MINUTES, ...PYRAMID, execution: { fees: FEES } },
  {
    symbol: WITH_QUOTES,
    ...COARSE,
    ...PULLBACK,
    execution: { fees: FEES, latency: { model: "UNIFORM", minMs: 0, maxMs: 60_000 } },
  },
];

const CREATE = `mutation Create($input: CreateRunnerInput!) { createRunner(input: $input) { id } }`;
const STATUS = `{
  runners { timeframe health { feedStatus } snapshot { stale candle { time closed } } }
}`;

// deno-lint-ignore no-explicit-any -- GraphQL's answers
type Answer = any;

/** Asks until the answer fits: the service has no event for what is waited for. */
async function until(
  service: ServiceProcess,
  fits: (runner: Answer) => boolean,
  meanwhile: () => void = () => {},
): Promise<void> {
  let runners: Answer;
  for (let tries = 0; tries < 1_500; tries++) {
    ({ runners } = await service.query(STATUS));
    if (runners.every(fits)) return;
    meanwhile();
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`It did not come: ${JSON.stringify(runners)} ${service.output}`);
}

async function start(...args: readonly string[]): Promise<ServiceProcess> {
  const common = ["start", "--port", "0", "--log-level", "warn"];
  const service = await ServiceProcess.start([...common, ...args]);
  for (const input of RUNNERS) await service.query(CREATE, { input });
  return service;
}

/** Minutes around 30,000, in some of which nobody trades. */
function minutes(): CandleColumns {
  const columns = walkColumns(PAST + TRADED + 10, "parity");
  for (let i = QUIET; i < columns.time.length; i += QUIET) {
    const before = columns.close[i - 1]!;
    for (const field of ["open", "high", "low", "close"] as const) columns[field][i] = before;
    columns.volume[i] = 0;
  }
  return columns;
}

/** Trades live; market time goes on when all runners have seen what there was. */
async function live(folder: string, recording: string): Promise<void> {
  const exchange = LoopbackExchange.start({
    speed: 0,
    start: START + 5_000,
    seed: "parity",
    symbols: [WITH_QUOTES],
    recorded: { [WITHOUT_QUOTES]: minutes() },
    firstTradeMs: 0,
    quietMinutes: 1 / QUIET,
  });
  exchange.faults.next("LOSE", {
    stream: `${WITHOUT_QUOTES.toLowerCase()}@bookTicker`,
    times: Infinity,
  });
  let service: ServiceProcess | undefined;
  try {
    const endpoints = ["--binance-ws", exchange.ws, "--binance-rest", exchange.rest];
    const data = ["--data-dir", folder, "--record", recording];
    service = await start("--feed", "binance", ...data, ...endpoints);
    let now = START + 5_000;
    const advance = (to: number) => {
      exchange.advance(to - now);
      now = to;
    };
    await until(service, ({ health }) => health.feedStatus === "LIVE", () => advance(now + 100));
    for (let end = START + STEP; end <= END; end += STEP) {
      advance(end + 5_000);
      await until(service, ({ timeframe, snapshot: { stale, candle } }) => {
        const over = candle?.closed ? candle.time + timeframeMs(timeframe) : candle?.time;
        return !stale && over >= end;
      });
    }
    await service.stop();
  } finally {
    await service?.stop("SIGKILL");
    await exchange.close();
  }
}

async function replayed(folder: string, recording: string): Promise<void> {
  const service = await start("--data-dir", folder, "--feed", "replay", "--replay", recording);
  try {
    await until(
      service,
      ({ health, snapshot }) => health.feedStatus === "ENDED" && !snapshot.stale,
    );
    await service.stop();
  } finally {
    await service.stop("SIGKILL");
  }
}

/** What the market made a runner do up to the end, a line of text each, as if it were runner `R`. */
function caused(events: readonly EngineEvent[]): string[] {
  const theMarkets = (event: EngineEvent) =>
    isJournaled(event) && !event.type.startsWith("RUNNER_") && event.time < END;
  return events.filter(theMarkets).map((event) => {
    const ofWhom = new RegExp(`\\b${event.runnerId}\\b`, "g");
    // A user's doings are counted as well.
    return JSON.stringify({ ...event, sequence: 0 }).replace(ofWhom, "R");
  });
}

function kept(folder: string): { record: RunnerRecord; lines: string[] }[] {
  const store = openStore(`${folder}/trading.sqlite`);
  try {
    return store.runners().map((record) => ({
      record,
      lines: caused(store.events({ runnerId: record.id, limit: 100_000 }).reverse()),
    }));
  } finally {
    store.close();
  }
}

/** What has to have happened somewhere, or little was compared. */
const WANTED = [
  "LIMIT ENTRY",
  "STOP ENTRY",
  "STOP ADD",
  "MARKET ADD",
  "MARKET EXIT",
  "LIMIT TAKE_PROFIT",
  "TRAILING_STOP STOP_LOSS",
];

function assertLively(lines: readonly string[]): void {
  const fills = lines.filter((line) => line.includes('"fill":')).map((line) => {
    const { type, order } = JSON.parse(line);
    return { type, kind: `${order.type} ${order.purpose}` };
  });
  for (const kind of WANTED) assert.ok(fills.some((fill) => fill.kind === kind), `no ${kind}`);
  assert.ok(fills.some(({ type }) => type === "ORDER_PARTIALLY_FILLED"), "all filled at once");
}

Deno.test("orders, fills and trades are the same live, replayed, on the core alone and in a backtest", async () => {
  const folder = await Deno.makeTempDir();
  const recording = `${folder}/live.rec`;
  try {
    await live(`${folder}/live`, recording);
    await replayed(`${folder}/again`, recording);
    const [was, again] = [kept(`${folder}/live`), kept(`${folder}/again`)];
    assertLively(was.flatMap(({ lines }) => lines));
    const candles = openMarketStore(`${folder}/live/market.sqlite`);
    for (const [i, { record, lines }] of was.entries()) {
      const { symbol, timeframe, source } = record;
      const what = `${source.name} on ${symbol} ${timeframe}`;
      const trades = lines.filter((line) => line.startsWith('{"type":"POSITION_CLOSED"'));
      assert.ok(trades.length >= 5, `${what} traded ${trades.length} times`);
      const { rows } = await playedBack(recording, symbol, timeframe);
      assert.ok(rows.every(({ kind }) => kind !== "MISSED"), "the machine stood still");
      assert.deepEqual(again[i]!.lines, lines, `${what}, replayed`);
      assert.deepEqual(caused(await onTheCore(record, recording)), lines, `${what}, on the core`);
      if (symbol !== WITHOUT_QUOTES) continue;
      const tested = await inBacktest(record, candles, rows[0]!.time, END);
      assert.deepEqual(caused(tested), lines, `${what}, in a backtest`);
    }
    candles.close();
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
