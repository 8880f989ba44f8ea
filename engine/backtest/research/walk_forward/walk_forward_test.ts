import { deepEqual, equal, ok, throws } from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import { HOSTS, jobOf, MINUTE, START, walkColumns } from "../../../../tests/support/backtests.ts";
import { type Evaluator, localEvaluator } from "../../evaluation/mod.ts";
import { statistics } from "../../statistics/mod.ts";
import { column, equityOf, near, recordOf, tradeOf } from "../../statistics/testing.ts";
import { gridSearch } from "../search/grid_search.ts";
import { parameterSpace } from "../space/parameter_space.ts";
import { objectiveOf } from "../sweep/objective.ts";
import { stitched } from "./stitch.ts";
import { walkForward, type WalkForwardOptions, type WalkProgress } from "./walk_forward.ts";
import { planOf, type WalkWindow, walkWindows } from "./windows.ts";

const HOUR = 3_600_000;
const hours = ({ inSample, outOfSample }: WalkWindow) =>
  [inSample.from, inSample.to, outOfSample.from, outOfSample.to].map((time) => time / HOUR);

Deno.test("rolling windows move along, anchored ones grow, the last ends with the range", () => {
  const range = { from: 0, to: 110 * HOUR };
  const lengths = { inSampleMs: 40 * HOUR, outOfSampleMs: 20 * HOUR };
  deepEqual(walkWindows(range, { ...lengths, isAnchored: false }, HOUR).map(hours), [
    [0, 40, 40, 60],
    [20, 60, 60, 80],
    [40, 80, 80, 100],
    [60, 100, 100, 110],
  ]);
  deepEqual(walkWindows(range, { ...lengths, isAnchored: true }, HOUR).map(hours).at(-1), [
    0,
    100,
    100,
    110,
  ]);
});

Deno.test("a number of windows fills the range", () => {
  const range = { from: 0, to: 100 * HOUR };
  const plan = planOf(range, 6, false, HOUR);
  deepEqual([plan.inSampleMs, plan.outOfSampleMs].map((ms) => ms / HOUR), [40, 10]);
  equal(walkWindows(range, plan, HOUR).length, 6);
  // What does not go up is searched first: 103 hours are 10 for each of six, and 43.
  const odd = { from: 0, to: 103 * HOUR };
  const windows = walkWindows(odd, planOf(odd, 6, false, HOUR), HOUR);
  deepEqual([windows.length, hours(windows[0]!), hours(windows[5]!)], [6, [0, 43, 43, 53], [
    50,
    93,
    93,
    103,
  ]]);
  // A range that ends two minutes into a bar has no window of two minutes.
  const ragged = { from: 0, to: 100 * HOUR + 120_000 };
  equal(walkWindows(ragged, planOf(ragged, 6, false, HOUR), HOUR).length, 6);
});

Deno.test("windows without room are refused", () => {
  const plan = (inSampleMs: number, outOfSampleMs: number) => ({
    inSampleMs,
    outOfSampleMs,
    isAnchored: false,
  });
  const range = { from: 0, to: 100 * HOUR };
  throws(
    () => walkWindows(range, plan(100 * HOUR, HOUR), HOUR),
    /nothing would be left to test on: there are 4.167 days in all/,
  );
  throws(
    () => walkWindows(range, plan(HOUR, 1), HOUR),
    /Cannot search 0.042 days and test on 0 days: both/,
  );
  throws(() => walkWindows({ from: 0, to: 1e12 }, plan(HOUR, HOUR), HOUR), /more than 500 windows/);
  throws(() => planOf(range, 0, false, HOUR), /Cannot walk in 0 windows/);
});

Deno.test("records one after another are one", () => {
  const first = recordOf([100, 110], {
    initialCash: 100,
    fees: 1,
    trades: [tradeOf(1)],
    columns: { benchmark: column(1, 1.2) },
  });
  const second = recordOf([110, 99], {
    initialCash: 110,
    fees: 2,
    trades: [tradeOf(2)],
    columns: { benchmark: column(1, 0.5) },
  });
  const all = stitched([first, second]);
  deepEqual([...all.columns.equity], [100, 110, 110, 99]);
  deepEqual([...all.columns.benchmark!], [1, 1.2, 1.2, 0.6]);
  deepEqual([all.initialCash, all.fees, all.trades.length], [100, 3, 2]);
});

async function stage() {
  const job = await jobOf("ema_long_only_ts.ts", walkColumns(6_000), { windowSize: 100 });
  const declared = await HOSTS[1]!.describe(job.settings.strategy);
  const space = parameterSpace(declared, { fast: "4,8,12", slow: "20,30" });
  const world = { stopwatch: () => 0, breathe: () => Promise.resolve() };
  const range = { from: START, to: START + 6_000 * MINUTE };
  const options: WalkForwardOptions = {
    windows: walkWindows(range, planOf(range, 4, false, MINUTE), MINUTE),
    objective: objectiveOf("totalReturn"),
    minTrades: 1,
    cash: 1_000_000,
    search: () => gridSearch(space),
    signal: new AbortController().signal,
    onProgress() {},
  };
  return { space, evaluator: localEvaluator(job, HOSTS, world), options };
}

Deno.test("each window is tested with what was best before it, on one account", async () => {
  const { space, evaluator, options } = await stage();
  const progress: WalkProgress[] = [];
  const onProgress = (one: WalkProgress) => void progress.push(one);
  const { rows, record, figures, efficiency, profitableShare } = await walkForward(
    evaluator,
    space,
    {
      ...options,
      onProgress,
    },
  );
  equal(rows.length, 4);
  for (const { tried, parameters, inSample, score } of rows) {
    equal(tried, 6);
    // The same search by itself chooses the same.
    const accounts = [...space.points()].map((point) => ({ parameters: space.valuesAt(point) }));
    const alone = await evaluator.run(
      { range: inSample, accounts, detail: "FIGURES" },
      () => {},
      options.signal,
    );
    const best = Math.max(...alone.map((summary) => summary!.figures.totalReturn));
    equal(score, best);
    const chosen = accounts.findIndex((one) => isDeepStrictEqual(one.parameters, parameters));
    equal(alone[chosen]!.figures.totalReturn, best);
  }
  // 6,000 minutes in 8 parts of 750: four to search first, four to test on.
  equal(record!.columns.time.length, 3_000);
  equal(record!.columns.time[0], START + 3_001 * MINUTE);
  const growth = rows.reduce((all, row) => all * (1 + row.outOfSampleFigures!.totalReturn), 1);
  near(figures!.finalEquity, 1_000_000 * growth, 1e-3);
  const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
  const found = sum(rows.map((row) => Math.log(1 + row.inSampleFigures!.totalReturn)));
  if (found > 0) near(efficiency, Math.log(growth) / (found / 4), 1e-6);
  else equal(efficiency, null);
  equal(profitableShare, rows.filter((row) => row.outOfSampleFigures!.totalReturn > 0).length / 4);
  deepEqual([progress.at(-1)!.window, progress.at(-1)!.windows, progress.at(-1)!.share], [3, 4, 1]);
});

Deno.test("where nothing has a score nothing is traded", async () => {
  const { space, evaluator, options } = await stage();
  const { rows, figures, record } = await walkForward(evaluator, space, {
    ...options,
    minTrades: 1_000,
  });
  deepEqual(rows.map(({ parameters }) => parameters), [null, null, null, null]);
  deepEqual([figures!.trades, figures!.finalEquity, figures!.fees], [0, 1_000_000, 0]);
  deepEqual(record!.inMarket, { bars: 0, exposure: 0 });
});

Deno.test("efficiency is what was earned a year after, for what was earned a year before", async () => {
  const { space, options } = await stage();
  // By hand: 8 % each time searched, 1 % each time tested on, which is a fourth as long: 4 ln 1.01 / ln 1.08.
  const evaluator: Evaluator = {
    run: ({ accounts, detail }) => {
      const equity = equityOf([detail === "RECORD" ? 0.01 : 0.08]);
      const record = recordOf(equity, { initialCash: 1, trades: [tradeOf(1)] });
      const { figures } = statistics(record);
      const summary = { status: "DONE" as const, error: null, returns: null, record, figures };
      return Promise.resolve(accounts.map(() => summary));
    },
  };
  const { efficiency } = await walkForward(evaluator, space, options);
  near(efficiency, 0.0398013 / 0.0769610, 1e-5);
});

Deno.test("an aborted walk keeps the windows that were finished", async () => {
  const { space, evaluator, options } = await stage();
  const stop = new AbortController();
  const onProgress = ({ window }: WalkProgress) => window === 2 && stop.abort();
  const result = await walkForward(evaluator, space, {
    ...options,
    signal: stop.signal,
    onProgress,
  });
  deepEqual([result.rows.length, result.isCanceled], [2, true]);
  ok(result.figures!.bars === 1_500);
});
