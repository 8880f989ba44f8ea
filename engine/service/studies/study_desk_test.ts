import { deepEqual, equal, ok, rejects, throws } from "node:assert/strict";
import { jobOf, MINUTE, START } from "../../../tests/support/backtests.ts";
import { localBacktests } from "../../../tests/support/local_backtests.ts";
import {
  localStudies,
  STUDIED,
  studyDesk,
  studyOver,
} from "../../../tests/support/local_studies.ts";
import { dataHash } from "../../backtest/mod.ts";
import { InputError, type JsonObject } from "../../domain/mod.ts";
import { MAX_KEPT_STUDIES, openStudyStore } from "../../store/mod.ts";
import { createTsHost } from "../../strategy/ts/mod.ts";
import type { StudyInfo, StudyInput } from "./study_api.ts";
import type { StudyDeskOptions } from "./study_desk.ts";

const { settings: { strategy }, ...job } = await jobOf("ema_long_only_ts.ts", STUDIED);
const SWEEP: StudyInput = {
  kind: "SWEEP",
  strategy: "cross",
  symbols: ["BTCUSDT"],
  cash: 1_000_000,
  parameters: { fast: "4:8:2", slow: [6, 20] },
  where: ["fast<slow"],
};
/** Nothing is left out of it. */
const { where: _where, ...OPEN } = SWEEP;
const WALK: StudyInput = { ...SWEEP, kind: "WALK_FORWARD", windows: { windows: 3 } };
const BEST = { limit: 10, offset: 0, sortBy: "score", descending: true };

Deno.test("a sweep keeps every combination with the figures it has as a backtest of its own", async () => {
  const { desk, store } = studyDesk();
  const first = await desk.run(SWEEP);
  deepEqual([first.id, first.status, first.of, first.objective], [
    "st1",
    "QUEUED",
    4,
    "returnDrawdown",
  ]);
  const done = await studyOver(desk, "st1");
  deepEqual([done.status, done.progress, done.done, done.error], ["DONE", 1, 4, null]);
  deepEqual([done.combinations, done.scored, done.failed], [4, 4, 0]);
  equal(done.dataHash, await dataHash(job.markets));
  const rows = await desk.combinations("st1", { ...BEST, sortBy: "fast", descending: false });
  deepEqual(rows.map(({ parameters }) => parameters), [
    { fast: 4, slow: 6 },
    { fast: 4, slow: 20 },
    { fast: 6, slow: 20 },
    { fast: 8, slow: 20 },
  ]);
  for (const row of rows) {
    const settings = { ...(await jobOf("ema_long_only_ts.ts", STUDIED)).settings };
    const alone = { ...job, settings: { ...settings, parameters: row.parameters } };
    const { figures } = await localBacktests().run(alone, () => {}, new AbortController().signal);
    const { totalReturn, maxDrawdown, trades } = row.figures;
    deepEqual([totalReturn, maxDrawdown, trades], [
      figures.totalReturn,
      figures.maxDrawdown,
      figures.trades,
    ]);
    equal(row.score, figures.totalReturn / -figures.maxDrawdown!);
  }
  const scores = rows.map(({ score }) => score!);
  equal(done.best!.score, Math.max(...scores));
  deepEqual((await desk.combinations("st1", BEST))[0], done.best);
  deepEqual(await desk.combination("st1", 2), rows[2]);
  equal(await desk.combination("st1", 4), null);
  const { parameters, where, search, strategy: text, version } = done.settings as Record<
    string,
    unknown
  >;
  deepEqual({ parameters, where, search, version }, {
    parameters: { fast: "4:8:2", slow: [6, 20] },
    where: ["fast<slow"],
    search: "GRID",
    version: "test",
  });
  equal((text as { sha256: string }).sha256.length, 64);
  store.close();
});

Deno.test("a heat map has a figure of the best of each pair of values, and which that is", async () => {
  const { desk, store } = studyDesk();
  await desk.run(SWEEP);
  await studyOver(desk, "st1");
  const all = await desk.combinations("st1", { ...BEST, sortBy: "slow" });
  const at = (wanted: number) => all.find(({ number }) => number === wanted)!;
  deepEqual(await desk.heatMap("st1", {}), {
    figure: "score",
    y: { name: "fast", values: [4, 6, 8] },
    x: { name: "slow", values: [6, 20] },
    values: [[at(0).score, at(1).score], [null, at(2).score], [null, at(3).score]],
    combinations: [[0, 1], [null, 2], [null, 3]],
  });
  const turned = (await desk.heatMap("st1", { y: "slow", figure: "trades" }))!;
  deepEqual([turned.y.name, turned.x.name], ["slow", "fast"]);
  deepEqual(turned.values[0], [at(0).figures.trades, null, null]);
  await rejects(desk.heatMap("st1", { y: "nope" }), /y cannot be "nope": fast, slow vary/);
  await rejects(
    desk.heatMap("st1", { y: "slow", x: "slow" }),
    /x cannot be "slow": that is y/,
  );
  await rejects(
    desk.combinations("st1", { ...BEST, sortBy: "nope" }),
    /sortBy cannot be "nope": it has to be one of score, fast, slow, totalReturn/,
  );
  store.close();
});

Deno.test("the same seed gives the same study; another desk over the store shows it", async () => {
  const { desk, store } = studyDesk();
  const random: StudyInput = {
    ...SWEEP,
    parameters: { fast: "2:30:1", slow: "*" },
    search: "RANDOM",
    trials: 12,
  };
  for (const seed of ["7", "7", "8"]) await desk.run({ ...random, seed });
  await studyOver(desk, "st3");
  const pages = ["st1", "st2", "st3"].map((id) => desk.combinations(id, { ...BEST, limit: 100 }));
  const [one, again, other] = await Promise.all(pages);
  equal(one!.length, 12);
  deepEqual(again, one);
  ok(JSON.stringify(other) !== JSON.stringify(one));
  const { desk: later } = studyDesk({ store });
  deepEqual(later.find("st1"), JSON.parse(JSON.stringify(desk.find("st1"))));
  deepEqual(await later.combinations("st1", { ...BEST, limit: 100 }), one);
  equal(await later.remove("st1"), "st1");
  await rejects(later.combinations("st1", BEST), /No study has the id "st1"/);
  store.close();
});

Deno.test("a walk-forward keeps each window, and all times tested on as one curve", async () => {
  const { desk, store } = studyDesk();
  const first = await desk.run(WALK);
  deepEqual([first.windowCount, first.of], [3, 12]);
  const done = await studyOver(desk, "st1");
  deepEqual([done.status, done.windows.length, done.done], ["DONE", 3, 12]);
  // 3,000 bars in 3 + 4 parts of 428; what does not divide is searched first.
  deepEqual(done.windows.map(({ outOfSample }) => (outOfSample.to - START) / MINUTE), [
    2_144,
    2_572,
    3_000,
  ]);
  equal(done.outcome!.figures.bars, 3 * 428);
  const grown = done.windows.reduce(
    (product, { outOfSampleFigures }) => product * (1 + (outOfSampleFigures?.totalReturn ?? 0)),
    1,
  );
  ok(Math.abs(done.outcome!.figures.totalReturn - (grown - 1)) < 1e-9, "one account goes on");
  const curve = await desk.equity("st1", 100);
  ok(curve.length <= 100 && curve.length > 50);
  equal(curve.at(-1)?.equity, done.outcome!.figures.finalEquity);
  deepEqual(await desk.combinations("st1", BEST), []);
  equal(await desk.heatMap("st1", {}), null);
  store.close();
});

Deno.test("the candles of a study are there for backtests, also without their source", async () => {
  const { desk, store } = studyDesk();
  await desk.run(SWEEP);
  await studyOver(desk, "st1");
  const { desk: later } = studyDesk({ store });
  const { source, load } = later.candlesOf("st1");
  const [market] = await load();
  equal(source, "SIMULATED");
  deepEqual(Array.from(market!.columns.close), Array.from(STUDIED.close));
  const again = await later.run({ ...SWEEP, candlesOf: "st1" }).catch((error) => String(error));
  equal(again, "InputError: No backtest has the id st1", "that is for whoever knows of both");
  throws(() => later.candlesOf("st9"), /No study has the id "st9"/);
  store.close();
});

Deno.test("a study is canceled before its turn or in it, and keeps what it had by then", async () => {
  const { desk, store } = studyDesk();
  await desk.run({ ...SWEEP, parameters: { fast: "2:100:1", slow: "101:120:1" } });
  await desk.run(SWEEP);
  deepEqual(desk.list().map(({ status }) => status), ["QUEUED", "RUNNING"]);
  equal(desk.cancel("st2").status, "CANCELED");
  throws(() => desk.cancel("st2"), /Study st2 is canceled already/);
  const stop = desk.listen(({ done }) => {
    if (done === 0) return;
    stop();
    desk.cancel("st1");
  });
  const ended = await studyOver(desk, "st1");
  equal(ended.status, "CANCELED");
  ok(ended.combinations >= 32 && ended.combinations < 1_980, String(ended.combinations));
  ok(ended.leader === null && ended.best !== null);
  equal((await desk.combinations("st1", { ...BEST, limit: 5_000 })).length, ended.combinations);
  store.close();
});

Deno.test("progress says how many are done, how fast, and the best so far", async () => {
  const { desk, store } = studyDesk();
  const seen: StudyInfo[] = [];
  desk.listen((info) => void seen.push(info));
  await desk.run({ ...SWEEP, parameters: { fast: "2:20:1", slow: "21:30:1" } });
  const done = await studyOver(desk, "st1");
  const midway = seen.filter(({ leader }) => leader !== null);
  ok(midway.length > 0);
  for (const { done: tried, of, combinationsPerSecond, leftMs, leader } of midway) {
    ok(tried > 0 && tried <= of && of === 190);
    ok(combinationsPerSecond > 0 && leftMs !== null && leftMs >= 0);
    ok(leader!.score! <= done.best!.score!);
  }
  store.close();
});

Deno.test("one that is removed under way leaves nothing, and listeners hear of it", async () => {
  const { desk, store, queue } = studyDesk();
  const gone: string[] = [];
  desk.listen(() => {}, (id) => void gone.push(id));
  await desk.run(SWEEP);
  await desk.remove("st1");
  await queue.close();
  deepEqual([desk.list(), store.list(), gone], [[], [], ["st1"]]);
  await rejects(desk.run(SWEEP), /shutting down/);
  store.close();
});

Deno.test("what runs and what waits when the service ends is done by the next one, in order", async () => {
  const { desk, store, queue } = studyDesk();
  const large = { ...SWEEP, parameters: { fast: "2:20:1", slow: "21:30:1" } };
  await desk.run({ ...large, where: [] });
  await desk.run(WALK);
  await desk.run(SWEEP);
  equal(desk.find("st1")?.status, "RUNNING");
  await queue.close();
  for (const { status, progress, leader, error } of desk.list()) {
    deepEqual([status, progress, leader, error], ["QUEUED", 0, null, null]);
  }
  const next = studyDesk({ store, findStrategy: () => Promise.reject(new Error("it is gone")) });
  const order: string[] = [];
  next.desk.listen(({ id, status }) => void (status === "DONE" && order.push(id)));
  next.queue.resume(next.desk.waiting());
  const done = await studyOver(next.desk, "st3");
  deepEqual(order, ["st1", "st2", "st3"]);
  // As one that was never interrupted.
  const whole = studyDesk();
  await whole.desk.run(SWEEP);
  const { best, dataHash, overfitting } = await studyOver(whole.desk, "st1");
  deepEqual([done.best, done.dataHash, done.overfitting], [best, dataHash, overfitting]);
  deepEqual(await next.desk.combinations("st3", BEST), await whole.desk.combinations("st1", BEST));
  deepEqual([next.desk.find("st1")?.combinations, next.desk.find("st2")?.windows.length], [190, 3]);
  store.close();
  whole.store.close();
});

Deno.test("the oldest is forgotten with the store, and listeners hear of it", () => {
  const store = openStudyStore(":memory:");
  for (let n = 1; n <= MAX_KEPT_STUDIES; n++) {
    store.put({ id: `st${store.nextNumber()}`, body: { id: `st${n}`, status: "DONE" } });
  }
  const { desk, queue } = studyDesk({ store });
  const gone: string[] = [];
  desk.listen(() => {}, (id) => void gone.push(id));
  return desk.run(SWEEP).then(async () => {
    deepEqual([gone, desk.list().length], [["st1"], MAX_KEPT_STUDIES]);
    await queue.close();
    store.close();
  });
});

Deno.test("one that was under way in a version that did not write down what is asked for is canceled", () => {
  const store = openStudyStore(":memory:");
  store.put({ id: "st1", body: { id: "st1", status: "RUNNING", progress: 0.4 } });
  const { desk } = studyDesk({ store });
  const found = desk.find("st1");
  deepEqual([found?.status, found?.error], ["CANCELED", "The service ended before it did"]);
  store.close();
});

Deno.test("workers that break fail their study in words, and the next goes on", async () => {
  let calls = 0;
  const { desk, store } = studyDesk({
    evaluatorFor: (given) => ({
      ...localStudies(given),
      ...(calls++ === 0 ? { run: () => Promise.reject(new Error("the worker is gone")) } : {}),
    }),
  });
  await desk.run(SWEEP);
  await desk.run(SWEEP);
  const broken = await studyOver(desk, "st1");
  deepEqual([broken.status, broken.error], [
    "FAILED",
    "The study could not be run: the worker is gone",
  ]);
  equal((await studyOver(desk, "st2")).status, "DONE");
  store.close();
});

Deno.test("combinations whose strategy fails are counted, and the others are kept", async () => {
  const read = "const { fast, slow } = api.params;";
  const text = strategy.text.replaceAll(read, `${read} if (fast === 4) throw new Error("no");`);
  ok(text !== strategy.text);
  const { desk, store } = studyDesk({ findStrategy: () => Promise.resolve({ ...strategy, text }) });
  await desk.run(SWEEP);
  const done = await studyOver(desk, "st1");
  deepEqual([done.status, done.combinations, done.failed, done.scored], ["DONE", 4, 2, 2]);
  ok(done.firstFailure!.includes("no"));
  deepEqual((await desk.combinations("st1", BEST)).map(({ failed }) => failed), [
    false,
    false,
    true,
    true,
  ]);
  store.close();
});

Deno.test("what the strategy declares leaves combinations out, and is kept for one that waits", async () => {
  const describe: StudyDeskOptions["describe"] = async (source) => ({
    ...await createTsHost().describe(source),
    constraints: ["fast < slow"],
  });
  const { desk, store, queue } = studyDesk({ describe });
  for (const search of ["GRID", "RANDOM", "EVOLUTION"] as const) {
    const trials = search === "GRID" ? {} : { trials: 5 };
    await rejects(desk.run({ ...OPEN, search, ...trials, parameters: { fast: "21:30:1" } }), {
      message: "No combination is allowed: fast < slow leaves all of them out",
      field: "parameters",
    });
  }
  equal((await desk.run(OPEN)).of, 4);
  const done = await studyOver(desk, "st1");
  deepEqual([done.combinations, done.failed], [4, 0]);
  const { constraints, where } = done.settings as JsonObject;
  deepEqual([constraints, where], [["fast < slow"], []]);
  // Three windows of four each, and what the user leaves out comes on top.
  equal((await desk.run({ ...WALK, where: ["fast!=8"] })).of, 9);
  for (const search of ["RANDOM", "EVOLUTION"] as const) {
    equal((await desk.run({ ...OPEN, search, trials: 50 })).of, 4);
  }
  await queue.close();
  const next = studyDesk({ store, describe: () => Promise.reject(new Error("it is gone")) });
  next.queue.resume(next.desk.waiting());
  for (const id of ["st2", "st3", "st4"]) {
    equal((await studyOver(next.desk, id)).status, "DONE", id);
  }
  equal(next.desk.find("st2")!.windows.length, 3);
  deepEqual(["st3", "st4"].map((id) => next.desk.find(id)!.combinations), [4, 4]);
  store.close();
});

Deno.test("one that waits since before strategies declared relations has none", async () => {
  const { desk, store, queue } = studyDesk();
  await desk.run(OPEN);
  await queue.close();
  const bodyOf = store.work.body.bind(store.work);
  store.work.body = (id) => {
    const { constraints, ...old } = bodyOf(id) as JsonObject;
    deepEqual(constraints, []);
    return old;
  };
  const next = studyDesk({ store });
  next.queue.resume(next.desk.waiting());
  const done = await studyOver(next.desk, "st1");
  // Three values of fast with two of slow.
  deepEqual([done.status, done.combinations], ["DONE", 6]);
  store.close();
});

for (
  const [change, field, message] of [
    [{ symbols: [] }, "symbols", /No symbol: give symbol/],
    [{ parameters: { fast: 5 } }, "parameters", /Nothing varies/],
    [{ parameters: { quick: "1:2" } }, "parameters.quick", /Unknown parameter "quick"/],
    [{ parameters: { fast: "8:2" } }, "parameters.fast", /from the lower to the higher/],
    [{ parameters: { fast: [3, "x"] } }, "parameters.fast", /fast cannot be "x"/],
    [{ where: ["fast slow"] }, "where", /it has to be like fast<slow/],
    [{ where: ["fast>20"] }, "where", /No combination is allowed/],
    [{ trials: 5 }, "trials", /trials cannot be 5: a grid tries all/],
    [{ search: "RANDOM", trials: 0 }, "trials", /Cannot try 0 combinations/],
    [{ objective: "luck" }, "objective", /it has to be one of sharpe/],
    [{ minTrades: -1 }, "minTrades", /minTrades cannot be -1/],
    [{ windows: { windows: 2 } }, "windows", /a sweep searches all the time at once/],
    [{ kind: "WALK_FORWARD", windows: { windows: 0 } }, "windows", /from 1 to 500/],
    [
      { kind: "WALK_FORWARD", windows: { inSampleMs: 1e12, outOfSampleMs: MINUTE } },
      "inSampleMs",
      /nothing would be left to test on/,
    ],
  ] as const
) {
  Deno.test(`${JSON.stringify(change)} is refused before anything runs`, async () => {
    const { desk, store } = studyDesk();
    const input: StudyInput = { ...SWEEP, ...change as Partial<StudyInput> };
    await rejects(desk.run(input), (error) => {
      equal(error instanceof InputError && error.field, field);
      ok(message.test(String(error)), String(error));
      return true;
    });
    deepEqual(desk.list(), []);
    store.close();
  });
}
