/** `backtest` in a process of its own: what it prints and writes, and what it says of what cannot be. */
import { deepEqual, equal, match, ok } from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { CSV_HEADER, csvRows } from "../../engine/feeds/candle_files/mod.ts";
import { LoopbackExchange } from "../exchange/loopback_exchange.ts";
import { gzip, zipped } from "../support/csv.ts";
import { walkColumns } from "../support/backtests.ts";
import { type Ended, runProcess } from "../support/service_process.ts";
import { testWithData } from "../support/shared_data.ts";

const STRATEGY = ["--strategy", "tests/bench/strategies/ema_long_only.lua"];
const RICH = ["--cash", "1000000"];
const MAIN = fileURLToPath(new URL("../../main.ts", import.meta.url));

/** Processes that run at the same time. */
const AT_ONCE = 4;

interface Scene {
  readonly folder: string;
  /** Writes a file into the folder and says where it is. */
  readonly file: (name: string, content: string | Uint8Array) => string;
  readonly backtest: (...args: string[]) => Promise<Ended>;
}

async function scene(run: (scene: Scene) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await run({
      folder,
      file(name, content) {
        const path = `${folder}/${name}`;
        const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
        Deno.writeFileSync(path, bytes);
        return path;
      },
      backtest: (...args) => runProcess(["backtest", "--data-dir", `${folder}/data`, ...args]),
    });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Candles as freqtrade keeps them. */
function json(bars: number): string {
  const { time, open, high, low, close, volume } = walkColumns(bars);
  return JSON.stringify(
    Array.from(time, (at, i) => [at, open[i], high[i], low[i], close[i], volume[i]]),
  );
}

const csv = (bars: number, seed?: string) => CSV_HEADER + csvRows(walkColumns(bars, seed));

// The figures of the contract, by name.
const FIGURES =
  `bars trades finalEquity peakEquity totalReturn cagr volatility sharpe sortino calmar omega
  maxDrawdown maxDrawdownMs averageDrawdown winRate profitFactor expectancy sqn payoffRatio averageTradeMs
  longestTradeMs maxWinStreak maxLossStreak exposure turnover fees buyAndHoldReturn alpha beta tailRatio
  var95 cvar95 ulcerIndex`.split(/\s+/);
const TRADE =
  `side quantity entryTime entryPrice exitTime exitPrice fees pnl reason barsHeld maxAdverse maxFavorable`
    .split(" ");

Deno.test("--json has the names of the contract, and the same hashes whatever the file is written in", async () => {
  await scene(async ({ file, backtest }) => {
    const text = csv(2_000);
    const files = [
      file("BTCUSDT-1m.csv", text),
      file("BTCUSDT-1m.csv.gz", await gzip(text)),
      file("BTCUSDT-1m.zip", await zipped({ "a.csv": text })),
      file("BTC_USDT-1m.json", json(2_000)),
      file("BTC_USDT_USDT-1m-futures.json.gz", await gzip(json(2_000))),
    ];
    for (const data of files) {
      const { code, stdout, stderr } = await backtest(
        ...STRATEGY,
        ...RICH,
        "--data",
        data,
        "--json",
      );
      equal(code, 0, stderr);
      const result = JSON.parse(stdout);
      // Worked out by another program, see engine/backtest/run_job_test.ts.
      equal(result.dataHash, "0eb7f39f4874609f336b2282a58f711a8e2058a1df1fc6580cb815b3eca483f0");
      equal(result.tradesHash, "238c58270216ede1dbfbe4c1bf900b88bc76c9fa611ec82341f189685b79ff3a");
      for (const name of FIGURES) ok(name in result.figures, name);
      for (const name of TRADE) ok(name in result.trades[0], name);
      deepEqual(Object.keys(result.equity[0]), ["time", "value"]);
      equal(result.equity.length <= 1_000, true);
      equal(result.equity.at(-1).value, result.figures.finalEquity);
      equal(result.settings.strategy.name, "ema_long_only");
      equal(result.trades.length, 45);
      ok(result.barsPerSecond > 0);
    }
  });
});

Deno.test("--full has the equity of every bar, and --trades is a table of them all", async () => {
  await scene(async ({ folder, file, backtest }) => {
    const data = file("BTCUSDT-1m.csv", csv(2_000));
    const trades = `${folder}/trades.csv`;
    const args = [...STRATEGY, ...RICH, "--data", data, "--json", "--full", "--trades", trades];
    const result = JSON.parse((await backtest(...args)).stdout);
    equal(result.equity.length, 2_000);
    const lines = Deno.readTextFileSync(trades).trimEnd().split("\n");
    equal(lines[0], `symbol,${TRADE.join(",")}`);
    equal(lines.length, 46);
    const [first] = result.trades;
    const time = (at: number) => new Date(at).toISOString();
    deepEqual(lines[1]!.split(","), [
      "BTCUSDT",
      "LONG",
      "1",
      time(first.entryTime),
      String(first.entryPrice),
      time(first.exitTime),
      String(first.exitPrice),
      String(first.fees),
      String(first.pnl),
      "exit",
      String(first.barsHeld),
      String(first.maxAdverse),
      String(first.maxFavorable),
    ]);
  });
});

Deno.test("the table groups the figures, and says what they are of", async () => {
  await scene(async ({ file, backtest }) => {
    const data = file("export.csv", csv(2_000));
    const args = [...STRATEGY, ...RICH, "--symbol", "BTCUSDT", "--data", data, "--param", "fast=5"];
    const { code, stdout, stderr } = await backtest(...args, "--verbose");
    equal(code, 0);
    equal(stderr, "", "nobody watches: no progress");
    match(
      stdout,
      /^BTCUSDT: 2,000 candles of 1m, 2024-01-01 00:00 to 2024-01-02 09:20 UTC \(export/,
    );
    match(stdout, /\nema_long_only on BTCUSDT 1m, .*\nfast 5, slow 20\n2,000 bars in \d/);
    match(stdout, /\nResult\n {2}Final equity +9\d\d,\d{3}\.\d\d USDT\n/);
    // Two days are too few for a yearly figure.
    match(stdout, /\n {2}CAGR +n\/a\n/);
    match(stdout, /\n {2}Sharpe ratio +n\/a\n/);
    match(stdout, /\nTrades +all +long +short\n {2}Trades +\d+ +\d+ +0\n/);
    match(stdout, /\nNothing is annualised: 2 daily returns are too few; n\/a: too few/);
    match(stdout, /\nMonths +return +trades\n {2}2024-01 /);
    match(stdout, /\nData [0-9a-f]{12}, trades [0-9a-f]{12}, strategy [0-9a-f]{12}, version /);
  });
});

Deno.test("coarser bars, costs, sizing, leverage and limits arrive where they belong", async () => {
  await scene(async ({ file, backtest }) => {
    const data = file("BTCUSDT-1m.csv", csv(6_000));
    const run = async (...args: string[]) =>
      JSON.parse((await backtest(...STRATEGY, ...RICH, "--data", data, "--json", ...args)).stdout);
    const { settings, figures } = await run(
      ..."--timeframe 5m --fee-bps 4 --maker-bps 1 --spread-bps 2 --slippage-bps 3 --leverage 2"
        .split(" "),
      ..."--seed 7 --sizing equity:0.5 --window 100 --close-at-end".split(" "),
      ...["--execution", '{"fundingBps":1}', "--risk", '{"maxDrawdown":0.5}'],
      ...["--from", "2024-01-01T10:00", "--to", "2024-01-03"],
    );
    equal(settings.timeframe, "5m");
    // 38 hours of five minutes.
    equal(figures.bars, 38 * 12);
    deepEqual(settings.execution.fees, { makerBps: 1, takerBps: 4, tiers: [] });
    deepEqual(settings.execution.slippage, { model: "FIXED", bps: 3 });
    const { spreadBps, leverage, fundingBps, seed } = settings.execution;
    deepEqual([spreadBps, leverage, fundingBps, seed], [2, 2, 1, "7"]);
    deepEqual(settings.risk.sizing, { method: "EQUITY", fraction: 0.5 });
    equal(settings.risk.maxDrawdown, 0.5);
    deepEqual([settings.windowSize, settings.closeAtEnd], [100, true]);
    equal(settings.to - settings.from, 38 * 3_600_000);
    const free = await run("--fee-bps", "0");
    equal(free.figures.fees, 0);
  });
});

Deno.test("several symbols are one portfolio", async () => {
  await scene(async ({ file, backtest }) => {
    const args = ["BTCUSDT", "ETHUSDT"].flatMap((
      code,
    ) => ["--data", file(`${code}-1m.csv`, csv(1_500, code))]);
    const { stdout, code } = await backtest(...STRATEGY, ...RICH, ...args, "--json");
    equal(code, 0);
    const { settings, trades, equity } = JSON.parse(stdout);
    deepEqual(settings.symbols, ["BTCUSDT", "ETHUSDT"]);
    // deno-lint-ignore no-explicit-any
    deepEqual([...new Set(trades.map((trade: any) => trade.symbol))].sort(), [
      "BTCUSDT",
      "ETHUSDT",
    ]);
    equal(equity[0].value, 1_000_000);
    const mixed = await backtest(
      ...STRATEGY,
      ...args.slice(0, 2),
      "--data",
      file("EURUSD.csv", csv(9)),
    );
    match(mixed.stderr, /symbols cannot have BTCUSDT, paid in USDT, beside EURUSD, paid in USD/);
    equal(mixed.code, 2);
  });
});

Deno.test("a strategy that fails half-way: figures to there, file and line, status 1", async () => {
  await scene(async ({ file, backtest }) => {
    const data = file("BTCUSDT-1m.csv", csv(2_000));
    const lua = file(
      "breaks.lua",
      `function detect_opportunity(m) return {} end
function filter_commitment() return { action = "enter_long", quantity = 0.1 } end
function manage_position(m)
  if m.count > 450 then error("no more") end
  return { action = "exit" }
end
`,
    );
    const args = ["--strategy", lua, ...RICH, "--data", data];
    const { code, stdout, stderr } = await backtest(...args);
    equal(code, 1);
    match(stderr, /^trading-simulator: The strategy was taken out: .*breaks\.lua:4: no more.*\n$/);
    match(stdout, /\n4\d\d bars in/);
    match(stdout, /10 strategy errors; the first: breaks\.lua:4: no more/);
    match(stdout, /Its strategy was taken out: figures are up to 2024-01-01 \d\d:\d\d UTC/);
    const result = JSON.parse((await backtest(...args, "--json")).stdout);
    equal(result.status, "FAILED");
    match(result.error, /breaks\.lua:4: no more/);
    ok(result.trades.length > 100);
    const broken = await backtest("--strategy", file("bad.lua", "x = = 1"), "--data", data);
    equal(broken.code, 1);
    match(broken.stderr, /^trading-simulator: bad\.lua:1: /);
    equal(broken.stdout, "");
  });
});

Deno.test("Ctrl+C ends a run with what there is, and says so", async () => {
  await scene(async ({ folder, file }) => {
    // It would take half a minute, so that nobody can be too late.
    const data = file("BTCUSDT-1m.csv", csv(100_000));
    const slow = file(
      "slow.lua",
      `function detect_opportunity() for _ = 1, 5000 do end return {} end
function filter_commitment() return { action = "enter_long", quantity = 0.1 } end
function manage_position() return { action = "exit" } end
`,
    );
    const html = `${folder}/report.html`;
    const args = [
      "run",
      "-A",
      "--quiet",
      "--no-check",
      MAIN,
      "backtest",
      "--strategy",
      slow,
      ...RICH,
    ];
    const child = new Deno.Command(Deno.execPath(), {
      args: [...args, "--data", data, "--html", html],
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    let stdout = "";
    const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      // The candles are read and reported on: the run begins.
      if (stdout === "") child.kill("SIGINT");
      stdout += part.value;
    }
    const stderr = await new Response(child.stderr).text();
    equal((await child.status).code, 130, stderr);
    match(stderr, /^trading-simulator: Ended before its time: .* what there was by then\n$/);
    match(
      stdout,
      /Ended before its time: figures are up to (2024-01-\d\d \d\d:\d\d UTC|the first bar)/,
    );
    const [, bars = ""] = /\n([\d,]+) bars? in /.exec(stdout) ?? [];
    ok(Number(bars.replaceAll(",", "")) < 100_000, bars);
    match(Deno.readTextFileSync(html), /Ended before its time/);
  });
});

Deno.test("the store's candles, after --download has fetched what it lacks", async () => {
  await scene(async ({ folder, backtest }) => {
    const exchange = LoopbackExchange.start({
      speed: 0,
      start: Date.UTC(2024, 0, 15, 12),
      symbols: ["BTCUSDT"],
      historyDays: 10,
    });
    try {
      const asked = [...STRATEGY, ...RICH, "--symbol", "BTCUSDT"];
      const none = await backtest(...asked);
      equal(none.code, 1);
      match(none.stderr, /Nothing was downloaded into .*data yet; --download asks the exchange\n$/);
      const rest = ["--download", "--binance-rest", exchange.rest];
      const range = ["--from", "2024-01-10", "--to", "2024-01-11"];
      const first = await backtest(...asked, ...rest, ...range, "--json");
      equal(first.code, 0, first.stderr);
      const result = JSON.parse(first.stdout);
      equal(result.figures.bars, 1_440);
      equal(result.settings.markets[0].candles, 1_440);
      // It is there now: nobody has to be asked, and nobody could be.
      await exchange.close();
      const second = await backtest(...asked, ...rest, ...range, "--json");
      equal(second.code, 0, second.stderr);
      equal(JSON.parse(second.stdout).tradesHash, result.tradesHash);
      const third = JSON.parse(
        (await backtest(...asked, ...range, "--json", "--timeframe", "1h")).stdout,
      );
      equal(third.figures.bars, 24);
      equal(third.dataHash, result.dataHash);
      const other = await backtest(...asked, "--from", "2024-01-12");
      equal(other.code, 1);
      match(
        other.stderr,
        /No candles of BTCUSDT 1m of BINANCE from 2024-01-12 00:00 UTC: there are some from 2024-01-10 00:00 to 2024-01-11 00:00 UTC; --download asks/,
      );
      const us = await backtest(...asked, "--feed", "binance-us");
      match(us.stderr, /no candles of BTCUSDT from BINANCE_US .*: there are 1m of BINANCE from/);
      ok(Deno.statSync(`${folder}/data/market.sqlite`).isFile);
    } finally {
      await exchange.close();
    }
  });
});

/** Calls that cannot work, with `DATA` for a good file: what they say, and their exit status. */
const WRONG_CALLS: readonly (readonly [args: string, status: number, says: RegExp])[] = [
  ["", 2, /required option '--strategy <name>' not specified/],
  ["--strategy ema_crossover", 2, /No data: add --data FILE, or --symbol CODE/],
  ["--strategy nope --data DATA", 2, /Unknown strategy "nope": there are ema_crossover/],
  ["--strategy no.lua --data DATA", 2, /--strategy no\.lua: there is no such file/],
  ["--strategy deno.json/ --data DATA", 2, /a strategy is a \.lua or \.ts file/],
  ["--strategy ema_crossover --data no.csv", 2, /--data no\.csv: there is no such file/],
  ["--strategy ema_crossover --data lua-strategies", 2, /--data lua-strategies is no file/],
  ["--strategy ema_crossover --data LICENSE", 2, /Cannot tell which symbol LICENSE is for/],
  ["--strategy ema_crossover --data BTCUSDT=LICENSE", 2, /LICENSE:1: .* is neither a header/],
  ["--strategy ema_crossover --data NOPE=DATA", 2, /Unknown symbol "NOPE": it has to be one of/],
  ["--strategy ema_crossover --data DATA --symbol ETHUSDT", 2, /is for BTCUSDT.*for ETHUSDT/],
  [
    "--strategy ema_crossover --data DATA --param fats=1",
    2,
    /Unknown parameter "fats": .* fast, slow/,
  ],
  [
    "--strategy ema_crossover --data DATA --param fast=x",
    2,
    /fast cannot be "x": it has to be a whole/,
  ],
  [
    "--strategy ema_crossover --data DATA --param fast=30",
    2,
    /Parameter fast cannot be 30 with slow 20: fast < slow has to hold/,
  ],
  ["--strategy ema_crossover --data DATA --param fast", 2, /has to be NAME=VALUE/],
  ["--strategy ema_crossover --data DATA --param fast=5 --param fast=6", 2, /fast is there twice/],
  ["--strategy ema_crossover --data DATA --timeframe 7m", 2, /'7m' is invalid.*1s, 1m, 3m/],
  [
    "--strategy ema_crossover --data DATA --timeframe 1s",
    2,
    /BTCUSDT has candles of 1m, which make 1m/,
  ],
  [
    "--strategy ema_crossover --data DATA --from 2025-01-01",
    1,
    /No candles of BTCUSDT from 2025-01-01/,
  ],
  [
    "--strategy ema_crossover --data DATA --from 2024-02-01 --to 2024-01-01",
    2,
    /has to be before --to/,
  ],
  ["--strategy ema_crossover --data DATA --from soon", 2, /'soon' is invalid.*It has to be a date/],
  ["--strategy ema_crossover --data DATA --cash 0", 2, /cash cannot be 0: it has to be from/],
  ["--strategy ema_crossover --data DATA --cash -5", 2, /'-5' is invalid.*at least 0/],
  ["--strategy ema_crossover --data DATA --fee-bps 2000", 2, /feeBps cannot be 2000/],
  [
    "--strategy ema_crossover --data DATA --sizing half",
    2,
    /sizing cannot be "half": .*fixed:QUANTITY/,
  ],
  ["--strategy ema_crossover --data DATA --risk {", 2, /'\{' is invalid.*a JSON object/],
  ['--strategy ema_crossover --data DATA --risk {"x":1}', 2, /Unknown setting risk\.x: there are/],
  ["--strategy ema_crossover --data DATA --download", 2, /--download is for the store/],
  ["--strategy ema_crossover --data DATA --detail 1m", 2, /--detail is for the store/],
  ["--strategy ema_crossover --symbol BTCUSDT --skip-bad", 2, /--skip-bad is for files/],
  [
    "--strategy ema_crossover --data FEATHER",
    2,
    /feather file.*freqtrade convert-data --format-from/,
  ],
  ["--strategy ema_crossover --data DATA --full", 2, /--full is for --json/],
  ["--strategy ema_crossover --data DATA --html DATA", 2, /--html .* is what the backtest reads/],
  ["--strategy ema_crossover --data DATA --html docs", 2, /--html docs is a folder/],
  ["--strategy ema_crossover --data DATA --trades no/such/t.csv", 2, /there is no folder no\/such/],
  ["--strategy ema_crossover --data DATA --prot", 2, /unknown option '--prot'/],
];

Deno.test("what cannot be is said in one line, before anything is run", async () => {
  await scene(async ({ file, backtest }) => {
    const data = file("BTCUSDT-1m.csv", csv(50));
    const feather = file("BTC_USDT-1h.feather", "ARROW1\0\0");
    const check = async ([call, status, says]: typeof WRONG_CALLS[number]) => {
      const named = call.replaceAll("DATA", data).replaceAll("FEATHER", feather);
      const args = call === "" ? [] : named.split(" ");
      const { code, stdout, stderr } = await backtest(...args);
      equal(stderr.trim().split("\n").length, 1, stderr);
      match(stderr, /^trading-simulator: /);
      match(stderr, says);
      equal(code, status, call);
      equal(stdout, "", call);
    };
    for (let i = 0; i < WRONG_CALLS.length; i += AT_ONCE) {
      await Promise.all(WRONG_CALLS.slice(i, i + AT_ONCE).map(check));
    }
  });
});

Deno.test("broken rows: file and line, or left out and counted", async () => {
  await scene(async ({ file, backtest }) => {
    const lines = csv(300).split("\n");
    lines[100] = lines[100]!.replace(/,[\d.]+,/, ",-1,");
    lines.splice(50, 10);
    const data = file("BTCUSDT-1m.csv", lines.join("\n"));
    const refused = await backtest(...STRATEGY, "--data", data);
    equal(refused.code, 2);
    match(
      refused.stderr,
      /^trading-simulator: BTCUSDT-1m\.csv:91: open "-1" is no price above 0\n$/,
    );
    const { code, stdout } = await backtest(...STRATEGY, "--data", data, "--skip-bad", "--verbose");
    equal(code, 0);
    match(stdout, /2 gaps with 11 candles missing, 1 bad row left out/);
    match(stdout, /\n {2}left out BTCUSDT-1m\.csv:91: open "-1" is no price above 0 \(price/);
    match(stdout, /\n {2}gap 2024-01-01 00:49 to 2024-01-01 00:59: 10 candles, 10 min\n/);
  });
});

Deno.test("--help explains each option, with examples", async () => {
  const { code, stdout } = await runProcess(["backtest", "--help"]);
  equal(code, 0);
  match(stdout, /^Usage: trading-simulator backtest/);
  match(stdout, /Examples:\n {2}trading-simulator backtest --strategy/);
  for (const option of ["--strategy", "--data", "--param", "--sizing", "--html", "--json"]) {
    ok(stdout.includes(option), option);
  }
});

testWithData(
  "real candles with an outage: the report says where, the figures come after",
  ["klines/BTCUSDT-1m-2023.derived.csv.gz"],
  async (path) => {
    const { code, stdout } = await runProcess([
      "backtest",
      ...STRATEGY,
      "--data",
      path,
      "--verbose",
    ]);
    equal(code, 0);
    // Binance stood still on 24 March 2023 from 12:40 to 13:59 UTC.
    match(stdout, /^BTCUSDT: 66,087 candles of 1m, 2023-03-16 22:15 to 2023-05-01 21:02 UTC/);
    match(stdout, /1 gap with 80 candles missing/);
    match(stdout, /\n {2}gap 2023-03-24 12:40 to 2023-03-24 14:00: 80 candles, 1 h 20 min\n/);
    ok(stdout.indexOf("gap 2023") < stdout.indexOf("Final equity"));
  },
);

testWithData(
  "files that are dirty on purpose are refused by file and line, or read with what is wrong told",
  ["klines/dirty-bbgo-BTCUSDT-1h-2023-11-18.csv", "klines/dirty-BTCUSDT-5m-2025.csv.gz"],
  async (spreadsheet, bot) => {
    // A spreadsheet has rounded its times to 1.70027E+12.
    const first = await runProcess(["backtest", ...STRATEGY, "--data", `BTCUSDT=${spreadsheet}`]);
    equal(first.code, 2);
    match(first.stderr, /dirty-bbgo-BTCUSDT-1h-2023-11-18\.csv:\d+: time "1\.70027E\+12" /);
    const second = await runProcess(["backtest", ...STRATEGY, "--data", `BTCUSDT=${bot}`]);
    equal(second.code, 0, second.stderr);
    match(second.stdout, /^BTCUSDT: 9,118 candles of 5m.*1 gap with 223 candles missing/);
  },
);
