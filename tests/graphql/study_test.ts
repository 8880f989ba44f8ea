/** Sweeps and walk-forwards over the API. */
import { deepEqual, equal, ok } from "node:assert/strict";
import { createApi, type GraphqlAnswer } from "../support/api.ts";
import { studyDesk, studyOver } from "../support/local_studies.ts";

const RUN = `mutation Run($input: StudyInput!) { runStudy(input: $input) { id status of } }`;
const INPUT = {
  kind: "SWEEP",
  strategy: "cross",
  symbol: "BTCUSDT",
  cash: 1_000_000,
  parameters: { fast: "4:8:2", slow: [6, 20] },
  where: ["fast<slow"],
};

function stage() {
  const { desk, store } = studyDesk();
  return { desk, store, ...createApi({ studies: desk }) };
}

function refused({ errors }: GraphqlAnswer) {
  const [{ message, extensions: { code, field } }] = errors as [
    NonNullable<GraphqlAnswer["errors"]>[0],
  ];
  return { message, code, field };
}

Deno.test("a sweep is run, followed, and read in pages, as a map, and by its number", async () => {
  const { desk, store, query, subscribe } = stage();
  const { data } = await query(RUN, { input: INPUT });
  deepEqual(data.runStudy, { id: "st1", status: "QUEUED", of: 4 });
  const stream = await subscribe(
    `subscription { studyProgress(id: "st1") { status done of } }`,
  );
  await studyOver(desk, "st1");
  const news = [];
  for (let item = await stream.next(); item !== null; item = await stream.next()) {
    news.push(item.data.studyProgress);
  }
  deepEqual(news.at(-1), { status: "DONE", done: 4, of: 4 });
  const { data: { study }, errors } = await query(`{
    study(id: "st1") {
      kind status progress objective combinationCount scored failed dataHash
      axes { name values }
      best { number score parameters }
      overfitting { verdict }
      combinations(limit: 2, sortBy: "slow", descending: false) { number parameters }
      combination(number: 3) { parameters figures { trades totalReturn } }
      heatMap(y: "slow", figure: trades) { figure y { name } x { values } values combinations }
    }
  }`);
  equal(errors, undefined);
  deepEqual([study.kind, study.status, study.progress], ["SWEEP", "DONE", 1]);
  deepEqual([study.combinationCount, study.scored, study.failed], [4, 4, 0]);
  deepEqual(study.axes, [{ name: "fast", values: [4, 6, 8] }, { name: "slow", values: [6, 20] }]);
  deepEqual(study.combinations, [
    { number: 0, parameters: { fast: 4, slow: 6 } },
    { number: 1, parameters: { fast: 4, slow: 20 } },
  ]);
  equal(study.overfitting, null, "two days are too few to judge by");
  deepEqual(study.heatMap.combinations, [[0, null, null], [1, 2, 3]]);
  deepEqual(study.heatMap.x.values, [4, 6, 8]);
  equal(study.heatMap.values[1][2], study.combination.figures.trades);
  ok(study.dataHash.length === 64);
  store.close();
});

Deno.test("a walk-forward has windows, what they are worth together, and a curve", async () => {
  const { desk, store, query } = stage();
  const windows = { windows: 3, anchored: true };
  await query(RUN, { input: { ...INPUT, kind: "WALK_FORWARD", windows } });
  await studyOver(desk, "st1");
  const { data: { study }, errors } = await query(`{
    study(id: "st1") {
      windowCount
      windows {
        inSampleFrom inSampleTo outOfSampleFrom outOfSampleTo parameters tried
        inSample { totalReturn } outOfSample { totalReturn trades }
      }
      outcome { efficiency profitableShare figures { bars finalEquity } }
      equity(points: 50) { time equity benchmark drawdown }
      heatMap { figure }
    }
  }`);
  equal(errors, undefined);
  deepEqual([study.windowCount, study.windows.length], [3, 3]);
  for (const window of study.windows) {
    equal(window.inSampleTo, window.outOfSampleFrom);
    equal(window.inSampleFrom, study.windows[0].inSampleFrom, "anchored");
    equal(window.tried, 4);
  }
  equal(study.equity.at(-1).equity, study.outcome.figures.finalEquity);
  equal(study.heatMap, null);
  store.close();
});

Deno.test("whoever follows the list hears first that it listens, then of each change", async () => {
  const { desk, store, query, subscribe } = stage();
  const stream = await subscribe(`subscription { studiesChanged { id study { status } } }`);
  const next = async () => (await stream.next())?.data.studiesChanged;
  deepEqual(await next(), { id: null, study: null });
  await query(RUN, { input: INPUT });
  deepEqual(await next(), { id: "st1", study: { status: "QUEUED" } });
  await studyOver(desk, "st1");
  await query(`mutation { removeStudy(id: "st1") }`);
  let change = await next();
  while (change.study !== null) change = await next();
  deepEqual(change, { id: "st1", study: null });
  await stream.cancel();
  const { data } = await query('{ studies { id } study(id: "st1") { id } }');
  deepEqual(data, { studies: [], study: null });
  store.close();
});

Deno.test("one under way is canceled once", async () => {
  const { store, query } = stage();
  const parameters = { fast: "2:100:1", slow: "101:150:1" };
  await query(RUN, { input: { ...INPUT, parameters } });
  await query(RUN, { input: INPUT });
  const cancel = `mutation { cancelStudy(id: "st2") { status } }`;
  deepEqual((await query(cancel)).data, { cancelStudy: { status: "CANCELED" } });
  deepEqual(refused(await query(cancel)), {
    message: "Study st2 is canceled already",
    code: "CONFLICT",
    field: undefined,
  });
  await query(`mutation { removeStudy(id: "st1") }`);
  store.close();
});

for (
  const [change, field, message] of [
    [{ parameters: { fast: "8:2", slow: 9 } }, "parameters.fast", /from the lower to the higher/],
    [{ parameters: [1] }, "parameters", /they have to be an object of names and values/],
    [{ symbol: "NOPE" }, "symbol", /Unknown symbol "NOPE"/],
    [{ trials: 3 }, "trials", /a grid tries all/],
    [{ windows: { windows: 3 } }, "windows", /a sweep searches all the time at once/],
    [
      { kind: "WALK_FORWARD", windows: { inSampleMs: 60_000 } },
      "outOfSampleMs",
      /outOfSampleMs cannot be left out/,
    ],
  ] as const
) {
  Deno.test(`runStudy refuses ${JSON.stringify(change)}, naming the field`, async () => {
    const { store, query } = stage();
    const refusal = refused(await query(RUN, { input: { ...INPUT, ...change } }));
    deepEqual([refusal.code, refusal.field], ["BAD_USER_INPUT", field]);
    ok(message.test(refusal.message), refusal.message);
    store.close();
  });
}

Deno.test("a page of combinations has a limit, and a service without studies says so", async () => {
  const { store, query } = stage();
  await query(RUN, { input: INPUT });
  const page = await query(`{ study(id: "st1") { combinations(limit: 10001) { number } } }`);
  equal(refused(page).field, "limit");
  equal(refused(await query(`mutation { cancelStudy(id: "st9") { id } }`)).code, "NOT_FOUND");
  await query(`mutation { removeStudy(id: "st1") }`);
  store.close();
  const bare = createApi();
  deepEqual((await bare.query("{ studies { id } }")).data, { studies: [] });
  equal(refused(await bare.query(RUN, { input: INPUT })).code, "NOT_FOUND");
});
