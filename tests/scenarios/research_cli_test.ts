/** `sweep`, `walk-forward` and the checks of `backtest` in processes of their own. */
import { deepEqual, equal, match, ok } from "node:assert/strict";
import { CSV_HEADER, csvRows } from "../../engine/feeds/candle_files/mod.ts";
import { walkColumns } from "../support/backtests.ts";
import { type Ended, runProcess } from "../support/service_process.ts";

interface Scene {
  readonly folder: string;
  run(verb: string, ...args: string[]): Promise<Ended>;
}

/** Two days of minutes and a strategy that sees crossings. */
async function scene(act: (scene: Scene) => Promise<void>, bars = 3_000): Promise<void> {
  const folder = await Deno.makeTempDir();
  const data = `${folder}/BTCUSDT-1m.csv`;
  const base = ["--strategy", "tests/bench/strategies/ema_long_only_ts.ts", "--data", data];
  try {
    await Deno.writeTextFile(data, CSV_HEADER + csvRows(walkColumns(bars)));
    await act({
      folder,
      run: (verb, ...args) => runProcess([verb, ...base, "--cash", "1000000", ...args]),
    });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const GRID = ["--param", "fast=4:8:2", "--param", "slow=6,20", "--where", "fast<slow"];

Deno.test("sweep: a table with the best first, a heat map, a page, and the same as JSON", async () => {
  await scene(async ({ folder, run }) => {
    const html = `${folder}/sweep.html`;
    const text = await run("sweep", ...GRID, "--top", "2", "--html", html);
    equal(text.code, 0, text.stderr);
    match(text.stdout, /3,000 candles of 1m/);
    match(text.stdout, /The best 2 of 4 combinations by returnDrawdown/);
    match(text.stdout, /returnDrawdown by fast \(down\) and slow \(across\)/);
    match(text.stdout, /Too few periods or combinations to tell skill from luck/);
    const page = await Deno.readTextFile(html);
    match(page, /<h1>ema_long_only_ts on BTCUSDT 1m<\/h1>/);
    ok(!/<script|src=|https?:/.test(page.replace(/<style>.*?<\/style>/s, "")), "it needs nothing");

    const json = await run(
      "sweep",
      ...GRID,
      "--json",
      "--objective",
      "totalReturn",
      "--map",
      "slow,fast",
    );
    const { rows, best, heatMap, objective } = JSON.parse(json.stdout);
    equal(objective, "totalReturn");
    deepEqual(rows.map((row: { parameters: object }) => row.parameters), [
      { fast: 4, slow: 6 },
      { fast: 4, slow: 20 },
      { fast: 6, slow: 20 },
      { fast: 8, slow: 20 },
    ]);
    const scores = rows.map((row: { score: number }) => row.score);
    equal(best.score, Math.max(...scores));
    deepEqual(heatMap.cells, [[scores[0], null, null], scores.slice(1)]);
    // A combination of the sweep is a backtest of its own.
    const { parameters: { fast, slow } } = best;
    const alone = await run(
      "backtest",
      "--json",
      "--param",
      `fast=${fast}`,
      "--param",
      `slow=${slow}`,
    );
    deepEqual(JSON.parse(alone.stdout).figures, best.figures);
  });
});

Deno.test("a sweep leaves out what the strategy declares, and says so where nothing is left", async () => {
  await scene(async ({ run }) => {
    const crossing = ["--strategy", "ema_crossover", "--param", "slow=4,6"];
    const { code, stdout } = await run("sweep", ...crossing, "--param", "fast=4:8:2", "--json");
    equal(code, 0);
    const tried = JSON.parse(stdout).rows.map((
      row: { parameters: Record<string, number> },
    ) => [row.parameters.fast, row.parameters.slow]);
    deepEqual(tried, [[4, 6]]);
    const none = await run("sweep", ...crossing, "--param", "fast=6:8:2");
    equal(none.code, 2);
    match(none.stderr, /No combination is allowed: fast < slow leaves all of them out/);
  }, 500);
});

Deno.test("a search at random or by evolution tries as many as it may, by the seed", async () => {
  await scene(async ({ run }) => {
    for (const how of ["random", "evolution"]) {
      const search = ["--param", "fast=*", "--param", "slow=*", "--search", how, "--trials", "15"];
      const tried = async (seed: string) => {
        const { stdout, stderr } = await run("sweep", ...search, "--json", "--seed", seed);
        equal(stderr, "");
        return JSON.parse(stdout).rows.map((row: { point: number[] }) => row.point.join());
      };
      const [one, again, other] = await Promise.all(["1", "1", "2"].map(tried));
      equal(new Set(one).size, 15);
      deepEqual(again, one);
      ok(String(other) !== String(one));
    }
  }, 500);
});

Deno.test("a sweep in which nothing has a score says so, in the terminal and on its page", async () => {
  await scene(async ({ folder, run }) => {
    const html = `${folder}/sweep.html`;
    const { code, stdout } = await run("sweep", ...GRID, "--min-trades", "9999", "--html", html);
    equal(code, 0);
    for (const text of [stdout, await Deno.readTextFile(html)]) {
      match(text, /None of 4 combinations has a score: too few trades/);
      ok(!text.includes("tell skill from luck"));
    }
  });
});

Deno.test("walk-forward: windows one after another, then all of them as one run", async () => {
  await scene(async ({ folder, run }) => {
    const html = `${folder}/walk.html`;
    const text = await run("walk-forward", ...GRID, "--windows", "3", "--html", html);
    equal(text.code, 0, text.stderr);
    match(text.stdout, /searched from +tested from +to +chosen +returnDrawdown/);
    match(text.stdout, /Tested on 3 windows on one account, as one run:/);
    match(text.stdout, /of 3 windows earned something\. Efficiency/);
    const page = await Deno.readTextFile(html);
    match(page, /<h1>ema_long_only_ts on BTCUSDT 1m<\/h1>/);
    equal(page.match(/<tr><td>2024-01-0/g)?.length, 3, "a row a window");
    match(page, /id="equity"[^]*id="drawdown"[^]*of 3 windows earned something/);
    ok(
      !/src=|https?:/.test(page.replace(/<(style|script)[^>]*>.*?<\/\1>/gs, "")),
      "it needs nothing",
    );
    const lengths = ["--in-sample", "20h", "--out-of-sample", "10h", "--anchored"];
    const json = await run("walk-forward", ...GRID, ...lengths, "--json");
    const { rows, figures, equity, trades } = JSON.parse(json.stdout);
    const begin = Date.UTC(2024, 0, 1);
    deepEqual(rows.map((row: { inSample: object }) => row.inSample), [
      { from: begin, to: begin + 20 * 3_600_000 },
      { from: begin, to: begin + 30 * 3_600_000 },
      { from: begin, to: begin + 40 * 3_600_000 },
    ]);
    equal(figures.bars, 1_800);
    equal(figures.trades, trades.length);
    equal(equity.at(-1).time, begin + 3_000 * 60_000);
  });
});

Deno.test("backtest --check and --monte-carlo say what the figures are worth", async () => {
  await scene(async ({ folder, run }) => {
    const html = `${folder}/report.html`;
    const text = await run("backtest", "--check", "--monte-carlo", "50", "--html", html);
    equal(text.code, 0, text.stderr);
    for (
      const part of [
        /Monte Carlo +5 % +25 %/,
        /Look-ahead: none found; \d+ decisions, the future cut off at 20 of them/,
        /Warm-up: its orders settle/,
        /Costs: [\s\S]*× 5: return/,
        /Chance: /,
        /Prices: BTCUSDT has none that come back at once/,
      ]
    ) match(text.stdout, part);
    const page = await Deno.readTextFile(html);
    match(page, /Can it be trusted\?[^]*none found; \d+ decisions[^]*its orders settle[^]*× 5/);
    match(page, /<h2>Monte Carlo<\/h2>[^]*losses in a row, trades in another order/);
    const json = await run("backtest", "--check", "--monte-carlo", "50", "--json");
    const { checks, monteCarlo } = JSON.parse(json.stdout);
    equal(checks.lookAhead.verdict, "CLEAN");
    deepEqual(checks.costs.rows.map((row: { factor: number }) => row.factor), [1, 2, 5]);
    equal(monteCarlo.shuffle.simulations, 50);
  });
});

Deno.test("what cannot be is said in one line", async () => {
  await scene(async ({ run }) => {
    const cases: [string[], RegExp][] = [
      [["sweep"], /Nothing varies: .* fast=5:50:5/],
      [["sweep", "--param", "fast"], /--param fast: it has to be NAME=VALUES, such as fast=5:50:5/],
      [["sweep", "--param", "quick=1:2"], /Unknown parameter "quick"/],
      [["sweep", "--param", "fast=9:5"], /fast cannot be "9:5"/],
      [["sweep", ...GRID, "--trials", "5"], /--trials is for --search random or evolution/],
      [
        ["sweep", ...GRID, "--map", "fast,x"],
        /--map fast,x: it has to be two of the parameters that vary/,
      ],
      [["sweep", ...GRID, "--objective", "luck"], /--objective.*luck/],
      [
        ["walk-forward", ...GRID, "--in-sample", "5d"],
        /--in-sample and --out-of-sample go together/,
      ],
      [["walk-forward", ...GRID, "--windows", "0"], /Cannot walk in 0 windows/],
      [
        ["walk-forward", ...GRID, "--in-sample", "5", "--out-of-sample", "1d"],
        /30m, 12h, 90d or 4w/,
      ],
      [
        ["backtest", "--monte-carlo", "0"],
        /--monte-carlo.+has to be a whole number from 1 to 100000/,
      ],
    ];
    for (const [[verb, ...args], message] of cases) {
      const { code, stderr } = await run(verb!, ...args);
      equal(code, 2, stderr);
      match(stderr, message);
      equal(stderr.trim().split("\n").length, 1, stderr);
    }
  }, 100);
});
