import { deepEqual, equal, match, ok } from "node:assert/strict";
import { fileURLToPath } from "node:url";
import type { CandleColumns, Timeframe } from "../../engine/domain/mod.ts";
import { parseCandles } from "../../engine/feeds/candle_files/mod.ts";
import { type CandleSeries, openMarketStore } from "../../engine/store/mod.ts";
import { LoopbackExchange, type LoopbackOptions } from "../exchange/loopback_exchange.ts";
import { type Ended, runProcess } from "../support/service_process.ts";
import { readUnpacked } from "../support/shared_data.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MINUTE = 60_000;
/** Market time while nothing moves it on: half a minute into a bar. */
const NOW = Date.UTC(2024, 0, 15, 12, 0, 30);
const DAY_10 = Date.UTC(2024, 0, 10);
const MAIN = fileURLToPath(new URL("../../main.ts", import.meta.url));

interface Scene {
  readonly exchange: LoopbackExchange;
  readonly folder: string;
  readonly args: (...more: string[]) => string[];
  /** Runs `download` with the exchange and a data folder of its own. */
  readonly download: (...args: string[]) => Promise<Ended>;
  /** What the store holds of BTCUSDT from one time to another. */
  readonly stored: (from: number, to: number, timeframe?: Timeframe) => CandleColumns;
}

const minutes: CandleSeries = { source: "BINANCE", symbol: "BTCUSDT", timeframe: "1m" };

async function scene(
  run: (scene: Scene) => Promise<void>,
  options: LoopbackOptions = {},
): Promise<void> {
  const folder = await Deno.makeTempDir();
  const exchange = LoopbackExchange.start({
    speed: 0,
    start: NOW,
    symbols: ["BTCUSDT", "ETHUSDT"],
    historyDays: 10,
    ...options,
  });
  const args = (...more: string[]) => [
    "download",
    "--data-dir",
    folder,
    "--binance-rest",
    exchange.rest,
    ...more,
  ];
  const stored = (from: number, to: number, timeframe: Timeframe = "1m") => {
    const store = openMarketStore(`${folder}/market.sqlite`);
    try {
      return store.read({ ...minutes, timeframe }, { from, to });
    } finally {
      store.close();
    }
  };
  try {
    await run({
      exchange,
      folder,
      args,
      stored,
      download: (...more) => runProcess(args(...more)),
    });
  } finally {
    await exchange.close();
    await Deno.remove(folder, { recursive: true });
  }
}

const BTC = ["--symbol", "BTCUSDT"];
const TWO_DAYS = [...BTC, "--from", "2024-01-10", "--to", "2024-01-12"];

Deno.test("download fills the store with what the exchange has, and a second time asks nobody", async () => {
  const hole = { from: DAY_10 + 3 * HOUR, to: DAY_10 + 3 * HOUR + 20 * MINUTE };
  await scene(async ({ exchange, download, stored }) => {
    const first = await download(...TWO_DAYS, "--json");
    equal(first.code, 0, first.stderr);
    const [series] = JSON.parse(first.stdout).series;
    deepEqual(series, {
      source: "binance",
      symbol: "BTCUSDT",
      timeframe: "1m",
      from: DAY_10,
      to: DAY_10 + 2 * DAY,
      candles: 2_860,
      missing: [{ ...hole, bars: 20, asked: true }],
      new: 2_860,
      garbage: 0,
    });
    const truth = exchange.model.truth("BTCUSDT", "1m", DAY_10, DAY_10 + 2 * DAY);
    deepEqual(stored(0, NOW), truth);
    exchange.faults.refuse();
    exchange.faults.next("REST_500", { times: Infinity });
    const second = await download(...TWO_DAYS);
    equal(second.code, 0, second.stderr);
    match(
      second.stdout,
      /BTCUSDT +1m +2024-01-10 00:00 +2024-01-12 00:00 +0 +2,860 +20\n\nBTCUSDT 1m: 20 candles that the exchange does not have, in 1 gap:\n {2}2024-01-10 03:00 to 2024-01-10 03:20 \(20\)\n$/,
    );
    deepEqual(stored(0, NOW), truth);
  }, { holes: [hole] });
});

Deno.test("the last candle stored is the last that is over by the exchange's clock", async () => {
  await scene(async ({ exchange, download, stored }) => {
    const { code, stderr } = await download(...BTC, "--from", "2024-01-15T11:00");
    equal(code, 0, stderr);
    const { time } = stored(0, Infinity);
    deepEqual([time.length, time.at(-1)], [60, NOW - 90_000]);
    exchange.advance(30_000);
    await download(...BTC, "--from", "2024-01-15T11:00");
    equal(stored(0, Infinity).time.at(-1), Date.UTC(2024, 0, 15, 12));
  });
});

Deno.test("a wider range asks only for what is new; a listing begins where it begins", async () => {
  await scene(async ({ exchange, download }) => {
    await download(...TWO_DAYS);
    const { stdout } = await download(...BTC, "--from", "2023-12-01", "--to", "2024-01-13");
    const begin = exchange.model.market("BTCUSDT").source.first;
    const all = (Date.UTC(2024, 0, 13) - begin) / MINUTE;
    const text = (count: number) => count.toLocaleString("en-US");
    match(
      stdout,
      new RegExp(`2024-01-13 00:00 +${text(all - 2_880)} +${text(all)} +0\n`),
    );
    match(stdout, /BTCUSDT 1m: what the exchange has begins 2024-01-05 12:00\.\n/);
  });
});

Deno.test("many symbols and timeframes, each exported to a file of its own", async () => {
  await scene(async ({ exchange, folder, download }) => {
    const { code, stderr, stdout } = await download(
      "--symbol=btcusdt,ETH/USDT",
      "--timeframe=1h",
      "--timeframe=4h",
      "--from=2024-01-10",
      "--to=2024-01-12",
      `--out=${folder}/{symbol}-{timeframe}.csv.gz`,
    );
    equal(code, 0, stderr);
    for (
      const [symbol, timeframe, rows] of [["BTCUSDT", "1h", 48], ["ETHUSDT", "4h", 12]] as const
    ) {
      const file = `${folder}/${symbol}-${timeframe}.csv.gz`;
      match(stdout, new RegExp(`Wrote ${rows} candles to ${file}\\.`));
      const truth = exchange.model.truth(symbol, timeframe, DAY_10, DAY_10 + 2 * DAY);
      deepEqual(parseCandles(await readUnpacked(file), file), truth);
    }
  });
});

Deno.test("an export is the exchange's truth, and replaces nothing unless told", async () => {
  await scene(async ({ exchange, folder, download }) => {
    const file = `${folder}/x.csv`;
    const from = DAY_10 + 90 * MINUTE;
    const range = [...BTC, "--from", "2024-01-10 01:30", "--to", "2024-01-11T00:00Z"];
    equal((await download(...range, "--out", file)).code, 0);
    const truth = exchange.model.truth("BTCUSDT", "1m", from, DAY_10 + DAY);
    const text = await Deno.readTextFile(file);
    ok(text.startsWith("time,open,high,low,close,volume\n1704850200000,"), text.slice(0, 80));
    deepEqual(parseCandles(await Deno.readFile(file), file), truth);

    const again = await download(...TWO_DAYS, "--out", file);
    equal(again.code, 2);
    match(again.stderr, /^trading-simulator: --out .*x\.csv is there already: .* --force\n$/);
    equal(await Deno.readTextFile(file), text);
    equal((await download(...TWO_DAYS, "--out", file, "--force")).code, 0);
    equal(parseCandles(await Deno.readFile(file), file).time.length, 2_880);
    const names = [...Deno.readDirSync(folder)].map(({ name }) => name);
    deepEqual(names.filter((name) => !name.startsWith("market.sqlite")), ["x.csv"]);
  });
});

Deno.test("--offline shows and exports what is there, and says where there is nothing", async () => {
  await scene(async ({ exchange, folder, download }) => {
    await download(...TWO_DAYS);
    exchange.faults.next("REST_500", { times: Infinity });
    const file = `${folder}/x.csv`;
    const wide = [...BTC, "--offline", "--from", "2024-01-11", "--to", "2024-01-13"];
    const found = await download(...wide, "--out", file);
    equal(found.code, 0, found.stderr);
    match(found.stdout, /1,440 candles that are not there yet, in 1 gap:\n {2}2024-01-12 00:00 to/);
    equal(parseCandles(await Deno.readFile(file), file).time.length, 1_440);
    const none = await download("--symbol", "ETHUSDT", "--offline", "--out", `${folder}/y.csv`);
    equal(none.code, 1);
    match(none.stderr, /^trading-simulator: Nothing to export: there are no candles of ETHUSDT 1m/);
  });
});

/** Resolves when the condition holds: nothing announces what a process of its own does. */
async function until(condition: () => boolean): Promise<void> {
  for (let turn = 0; turn < 3_000 && !condition(); turn++) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  ok(condition(), "it never came");
}

Deno.test("Ctrl+C keeps what came, tells how to go on, and the same command goes on", async () => {
  await scene(async ({ exchange, args, download, stored }) => {
    const third = DAY_10 + 2_000 * MINUTE;
    exchange.faults.next("REST_HANG", { path: `startTime=${third}` });
    const child = new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--no-check", MAIN, ...args(...TWO_DAYS)],
      // The tests themselves may have been started by npx, which it would be told to go on with.
      env: { npm_command: "" },
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    await until(() => exchange.faults.counts.REST_HANG === 1);
    // As on a terminal, where `deno task` passes on what the terminal has sent already.
    child.kill("SIGINT");
    child.kill("SIGINT");
    const { code, stdout, stderr } = await child.output();
    equal(code, 130);
    equal(stdout.length, 0);
    const said = new TextDecoder().decode(stderr);
    match(
      said,
      /Stopped at 69 %: 2,000 candles stored\. To go on:\n {2}deno task download --data-dir/,
    );
    ok(said.includes("--symbol BTCUSDT --from 2024-01-10 --to 2024-01-12"), said);
    equal(stored(0, NOW).time.length, 2_000);

    const { stdout: result } = await download(...TWO_DAYS, "--json");
    equal(JSON.parse(result).series[0].new, 880);
    const truth = exchange.model.truth("BTCUSDT", "1m", DAY_10, DAY_10 + 2 * DAY);
    deepEqual(stored(0, NOW), truth);
  });
});

Deno.test("a kill loses at most the page that was under way", async () => {
  await scene(async ({ exchange, args, stored }) => {
    exchange.faults.next("REST_HANG", { path: `startTime=${DAY_10 + 1_000 * MINUTE}` });
    const child = new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--no-check", MAIN, ...args(...TWO_DAYS)],
      stdin: "null",
      stdout: "null",
      stderr: "null",
    }).spawn();
    await until(() => exchange.faults.counts.REST_HANG === 1);
    child.kill("SIGKILL");
    await child.status;
    equal(stored(0, NOW).time.length, 1_000);
  });
});

Deno.test("the exchange is left alone for as long as it says, and the user told", async () => {
  await scene(async ({ exchange, download }) => {
    exchange.faults.next("REST_429", { path: "klines" });
    const begun = performance.now();
    const { code, stderr } = await download(...TWO_DAYS);
    equal(code, 0, stderr);
    match(stderr, /^Waiting: Binance wants to be left alone for 2 s \(HTTP 429\)\n/);
    ok(performance.now() - begun >= 2_000);
    equal(exchange.faults.counts.REST_429, 1);
  });
});

Deno.test("answers that fail are asked for again", async () => {
  await scene(async ({ exchange, download, stored }) => {
    for (const fault of ["REST_500", "REST_BREAK", "REST_CUT"] as const) {
      exchange.faults.next(fault, { path: "klines" });
    }
    const { code, stderr } = await download(...TWO_DAYS);
    equal(code, 0, stderr);
    match(stderr, /Binance has trouble answering \(HTTP 500\): trying again\n/);
    equal(stored(0, NOW).time.length, 2_880);
  });
});

Deno.test("a row that makes no sense is told of, and asked for again the next time", async () => {
  await scene(async ({ exchange, download, stored }) => {
    // Of each page one decimal, some of which nobody reads.
    exchange.faults.next("REST_NAN", { path: "startTime", times: Infinity });
    const first = await download(...TWO_DAYS);
    equal(first.code, 0, first.stderr);
    match(first.stdout, /BTCUSDT 1m: 2 candles that are not there yet, in 2 gaps:/);
    match(first.stdout, /the exchange sent 2 rows that made no sense; the same command asks/);
    equal(stored(0, NOW).time.length, 2_878);
    exchange.faults.calm();
    match((await download(...TWO_DAYS)).stdout, /2024-01-12 00:00 +2 +2,880 +0\n$/);
  });
});

Deno.test("an exchange that cannot be reached ends it in one line, after some tries", async () => {
  await scene(async ({ exchange, download }) => {
    await download(...BTC, "--from", "2024-01-10", "--to", "2024-01-11");
    await exchange.close();
    const { code, stderr, stdout } = await download(...TWO_DAYS);
    equal(code, 1);
    equal(stdout, "");
    const lines = stderr.trimEnd().split("\n");
    match(lines[0]!, /^No answer from Binance \(the connection was refused\): trying again$/);
    match(lines.at(-1)!, /^trading-simulator: Cannot reach Binance at 127\.0\.0\.1:\d+: .*refused/);
    equal(lines.length, 2, stderr);
  });
});

Deno.test("--list shows each series, and what is missing of it", async () => {
  const hole = { from: DAY_10 + HOUR, to: DAY_10 + HOUR + 5 * MINUTE };
  await scene(async ({ folder, download }) => {
    const empty = await download("--list");
    equal(empty.stdout, `There are no candles in ${folder}/market.sqlite.\n`);
    deepEqual([...Deno.readDirSync(folder)], []);
    await download(...TWO_DAYS);
    await download(...BTC, "--timeframe", "1h", "--from", "2024-01-10", "--to", "2024-01-11");
    await download(...BTC, "--timeframe", "1h", "--from", "2024-01-12", "--to", "2024-01-13");
    const { stdout } = await download("--list");
    deepEqual(stdout.split("\n").slice(2, 4).map((line) => line.split(/ {2,}/)), [
      [
        "binance",
        "BTCUSDT",
        "1m",
        "2024-01-10 00:00",
        "2024-01-12 00:00",
        "2,875",
        "99.83 %",
        "1 (5 candles)",
      ],
      [
        "binance",
        "BTCUSDT",
        "1h",
        "2024-01-10 00:00",
        "2024-01-13 00:00",
        "48",
        "66.67 %",
        "1 (24 candles)",
      ],
    ]);
    const { series } = JSON.parse((await download("--list", "--timeframe=1m", "--json")).stdout);
    deepEqual(series.map(({ missing }: { missing: unknown }) => missing), [
      [{ ...hole, bars: 5, asked: true }],
    ]);
  }, { holes: [hole] });
});

Deno.test("--quiet prints nothing where nothing goes wrong", async () => {
  await scene(async ({ download }) => {
    const { code, stdout, stderr } = await download(...TWO_DAYS, "--quiet");
    deepEqual([code, stdout, stderr], [0, "", ""]);
  });
});

/** Calls that cannot work: what they say, and their exit status. */
const WRONG_CALLS: readonly (readonly [call: string, status: number, says: RegExp])[] = [
  ["", 2, /Nothing to download: add --symbol BTCUSDT, or --list/],
  ["--symbol NOSUCH", 2, /--symbol NOSUCH: Binance refused the request: Invalid symbol/],
  ["--symbol BTCUSDT,NOSUCH", 2, /--symbol NOSUCH: Binance refused/],
  ["--symbol B%", 2, /argument 'B%' is invalid.*letters and digits, such as BTCUSDT/],
  ["--symbol BTCUSDT --timeframe 2m", 2, /argument '2m' is invalid.*one of 1s, 1m, 3m/],
  ["--symbol BTCUSDT --timeframe 1s --feed binance-us", 2, /Binance US has none finer than 1m/],
  ["--symbol BTCUSDT --feed kraken", 2, /argument 'kraken' is invalid.*binance or binance-us/],
  ["--symbol BTCUSDT --from yesterday", 2, /'yesterday' is invalid.*2024-01-31T12:00 \(UTC\)/],
  ["--symbol BTCUSDT --from 2024-02-30", 2, /argument '2024-02-30' is invalid/],
  ["--symbol BTCUSDT --from 2024-02-01 --to 2024-01-01", 2, /--from .* has to be before --to/],
  ["--symbol BTCUSDT --from 2024-03-01", 2, /no candle from 2024-03-01 00:00 UTC on is over yet/],
  ["--symbol BTCUSDT --binance-rest exchange", 2, /argument 'exchange' is invalid.*http/],
  ["--symbol BTCUSDT --out x.json", 2, /--out x\.json has to end in \.csv or \.csv\.gz/],
  ["--symbol BTCUSDT --out no/such/x.csv", 2, /--out no\/such\/x\.csv: no folder no\/such\//],
  ["--symbol BTCUSDT,ETHUSDT --out x.csv", 2, /put \{symbol\} into its name/],
  ["--symbol BTCUSDT --timeframe 1m,1h --out {symbol}.csv", 2, /put \{timeframe\} into its name/],
  ["--symbol BTCUSDT --force", 2, /--force is for --out FILE/],
  ["--symbol BTCUSDT --skip-bad", 2, /--skip-bad is for files/],
  ["--list --out x.csv", 2, /--list goes with neither --import nor --out/],
  ["--import no/such.csv", 2, /--import no\/such\.csv: there is no such file/],
  ["--import engine", 2, /--import engine is no file/],
  ["--import deno.json --symbol A1,B2", 2, /--import takes one --symbol and one --timeframe/],
  ["--import deno.json", 1, /deno\.json: cannot tell its symbol: name it like BTCUSDT-1m/],
  [
    "--import deno.json --symbol BTCUSDT",
    1,
    /deno\.json: it is a JSON object; candles in JSON are an array/,
  ],
  ["--symbol BTCUSDT --data-dir main.ts", 1, /Cannot open main\.ts\/market\.sqlite/],
  ["now", 2, /too many arguments/],
];

Deno.test("a call that cannot work says why in one line", async (t) => {
  await scene(async ({ download }) => {
    for (const [call, status, says] of WRONG_CALLS) {
      await t.step(call, async () => {
        const ended = await download(...call.split(" ").filter((word) => word !== ""));
        match(ended.stderr, says);
        match(ended.stderr, /^trading-simulator: [^\n]+\n$/);
        equal(ended.code, status);
      });
    }
  });
});

Deno.test("options with a value can be set in the environment", async () => {
  await scene(async ({ args, folder, stored }) => {
    const env = {
      TRADING_SIMULATOR_SYMBOL: "BTCUSDT",
      TRADING_SIMULATOR_TIMEFRAME: "1h",
      TRADING_SIMULATOR_FROM: "2024-01-10",
      TRADING_SIMULATOR_TO: "2024-01-11",
      TRADING_SIMULATOR_DATA_DIR: folder,
      TRADING_SIMULATOR_BINANCE_REST: args()[4]!,
    };
    equal((await runProcess(["download"], { env })).code, 0);
    equal(stored(0, NOW, "1h").time.length, 24);
    const wrong = await runProcess(["download"], { env: { ...env, TRADING_SIMULATOR_TO: "x" } });
    match(wrong.stderr, /value 'x' from env 'TRADING_SIMULATOR_TO' is invalid/);
    equal(wrong.code, 2);
  });
});
