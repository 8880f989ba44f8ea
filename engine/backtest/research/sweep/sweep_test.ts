import { deepEqual, equal, ok, throws } from "node:assert/strict";
import { HOSTS, jobOf, MINUTE, START, walkColumns } from "../../../../tests/support/backtests.ts";
import { localEvaluator } from "../../evaluation/mod.ts";
import { statistics } from "../../statistics/mod.ts";
import { recordOf } from "../../statistics/testing.ts";
import { differentialEvolution } from "../search/differential_evolution.ts";
import { gridSearch } from "../search/grid_search.ts";
import { overfittingReport } from "../significance/overfitting.ts";
import { type ParameterSpace, parameterSpace } from "../space/parameter_space.ts";
import { bestCells, heatMap } from "./heat_map.ts";
import { objectiveOf, usualObjective } from "./objective.ts";
import { sweep, type SweepOptions, type SweepProgress } from "./sweep.ts";

const WORLD = { stopwatch: () => 0, breathe: () => Promise.resolve() };

async function stage(bars: number, choices: Record<string, string>) {
  const job = await jobOf("ema_long_only_ts.ts", walkColumns(bars), { closeAtEnd: true });
  const declared = await HOSTS[1]!.describe(job.settings.strategy);
  const space: ParameterSpace = parameterSpace(declared, choices, ["fast<slow"]);
  return { job, space, evaluator: localEvaluator(job, HOSTS, WORLD) };
}

const options = (change: Partial<SweepOptions> = {}): SweepOptions => ({
  objective: objectiveOf("totalReturn"),
  minTrades: 1,
  range: null,
  judge: (trials) => Promise.resolve(overfittingReport(trials)),
  signal: new AbortController().signal,
  onProgress() {},
  ...change,
});

Deno.test("a sweep tries every combination and names the best", async () => {
  const { space, evaluator } = await stage(3_000, { fast: "5,10,20", slow: "10:30:10" });
  const progress: SweepProgress[] = [];
  const onProgress = (one: SweepProgress) => void progress.push(one);
  const result = await sweep(evaluator, space, gridSearch(space), options({ onProgress }));
  deepEqual(result.rows.map(({ parameters: { fast, slow } }) => `${fast}/${slow}`), [
    "5/10",
    "5/20",
    "5/30",
    "10/20",
    "10/30",
    "20/30",
  ]);
  const best = Math.max(...result.rows.map(({ figures }) => figures.totalReturn));
  equal(result.best!.figures.totalReturn, best);
  equal(result.best!.score, best);
  equal(result.isCanceled, false);
  equal(result.overfitting, null, "two days are too few to judge by");
  deepEqual([progress.at(-1)!.share, progress.at(-1)!.of], [1, 6]);
});

Deno.test("combinations with too few trades have no score", async () => {
  const { space, evaluator } = await stage(1_000, { fast: "2,190", slow: "10,400" });
  const { rows, best } = await sweep(
    evaluator,
    space,
    gridSearch(space),
    options({ minTrades: 5 }),
  );
  deepEqual(rows.map(({ figures, score }) => figures.trades >= 5 === (score !== null)), [
    true,
    true,
    true,
  ]);
  ok(rows.some(({ score }) => score === null) && best!.figures.trades >= 5);
});

Deno.test("where nothing has a score there is no best, and nothing to doubt", async () => {
  const { space, evaluator } = await stage(1_000, { fast: "2,10", slow: "20,40" });
  let judged = 0;
  const judge = () => {
    judged++;
    return Promise.resolve(null);
  };
  const grid = gridSearch(space);
  const result = await sweep(evaluator, space, grid, options({ minTrades: 1e6, judge }));
  deepEqual([result.rows.length, result.best, result.overfitting, judged], [4, null, null, 0]);
});

Deno.test("evolution tries as many as it may, the same ones again", async () => {
  const { space, evaluator } = await stage(600, { fast: "2:40:1", slow: "5:100:1" });
  const run = () => sweep(evaluator, space, differentialEvolution(space, 60, "1"), options());
  const first = await run();
  equal(first.rows.length, 60);
  deepEqual(await run(), first);
});

Deno.test("a range is swept alone; an aborted sweep keeps what was finished", async () => {
  const { space, evaluator } = await stage(3_000, { fast: "3:60:1", slow: "90" });
  const range = { from: START + 1_000 * MINUTE, to: START + 1_500 * MINUTE };
  const stop = new AbortController();
  const onProgress = ({ done }: SweepProgress) => done > 0 && stop.abort();
  const { rows, isCanceled } = await sweep(
    evaluator,
    space,
    gridSearch(space),
    options({ range, signal: stop.signal, onProgress }),
  );
  deepEqual([rows.length, isCanceled, rows[0]!.figures.bars], [32, true, 500]);
});

Deno.test("enough days are judged", async () => {
  const { space, evaluator } = await stage(60 * 1_440, { fast: "5,10", slow: "20,30" });
  const { overfitting } = await sweep(evaluator, space, gridSearch(space), options());
  deepEqual([overfitting!.trials, overfitting!.crossValidation!.blocks], [4, 14]);
});

Deno.test("a heat map has the best score of each two values", () => {
  const { figures } = statistics(recordOf([1, 2]));
  const axes = [{ name: "a", values: [1, 2] }, { name: "b", values: ["x", "y"] }, {
    name: "c",
    values: [true, false],
  }];
  const row = (point: number[], score: number | null) => ({
    point,
    score,
    figures,
    parameters: {},
    status: "DONE" as const,
    error: null,
  });
  const rows = [row([0, 0, 0], 1), row([0, 0, 1], 3), row([1, 1, 0], -2), row([1, 0, 0], null)];
  const result = {
    objective: "sharpe",
    axes,
    rows,
    best: null,
    overfitting: null,
    isCanceled: false,
  };
  deepEqual(heatMap(result)!.cells, [[3, null], [null, -2]]);
  deepEqual(heatMap(result, "c", "a")!.cells, [[1, -2], [3, null]]);
  equal(heatMap(result, "a", "a"), null);
  equal(heatMap(result, "a", "z"), null);
});

Deno.test("what is looked for has a direction and a name", () => {
  const { figures } = statistics(recordOf([100, 50, 110], { initialCash: 100 }));
  equal(objectiveOf("returnDrawdown").score(figures), (110 / 100 - 1) / 0.5);
  equal(objectiveOf("maxDrawdown").score(figures), -0.5);
  ok(objectiveOf("ulcerIndex").score(figures)! < 0);
  equal(objectiveOf("sharpe").score(figures), null);
  throws(
    () => objectiveOf("luck"),
    /Cannot look for the best "luck": it has to be one of sharpe, /,
  );
  const day = 86_400_000;
  deepEqual([usualObjective(40 * day).name, usualObjective(9 * day).name], [
    "sharpe",
    "returnDrawdown",
  ]);
});

Deno.test("many values share cells with their neighbours, under the first of them", () => {
  const axes = [{ name: "a", values: [1, 2, 3, 4, 5] }, { name: "b", values: [7, 8] }];
  const rows = [
    { point: [0, 0], score: 1 },
    { point: [1, 0], score: 5 },
    { point: [2, 1], score: null },
    { point: [3, 1], score: 2 },
    { point: [4, 1], score: -1 },
  ];
  const points = {
    count: rows.length,
    place: (row: number, axis: number) => rows[row]!.point[axis]!,
    score: (row: number) => rows[row]!.score,
  };
  // Five values in at most three cells: two and two and one.
  deepEqual(bestCells(axes, points, "a", "b", 3), {
    y: { name: "a", values: [1, 3, 5] },
    x: { name: "b", values: [7, 8] },
    cells: [[1, null], [null, 3], [null, 4]],
  });
});

Deno.test("the best so far is known before all is tried", async () => {
  const { space, evaluator } = await stage(1_000, { fast: "2:20:1", slow: "21:25:1" });
  const seen: SweepProgress[] = [];
  const onProgress = (one: SweepProgress) => void seen.push(one);
  const { best } = await sweep(evaluator, space, gridSearch(space), options({ onProgress }));
  const early = seen.find((one) => one.best !== null)!;
  ok(early.done < early.of, "95 combinations are more than one pass");
  ok(early.best!.score! <= best!.score!);
});
