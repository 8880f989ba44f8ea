/** What the product promises to scripts of users, asked as they ask: through the API. */
import assert from "node:assert/strict";
import { flat } from "../support/scripted.ts";
import { contractBench, MINUTE } from "./contract_bench.ts";

/** Buys a tenth on the first bar it sees, with both levels 10 away; counts its calls; never exits. */
const BUYER = `
parameters = { size = { default = 0.1, min = 0.1, max = 5 } }
function detect_opportunity(m, context) return { seen = m.timestamp, calls = 0 } end
function filter_commitment(m)
  return { action = "enter_long", quantity = params.size,
           stop_loss = m.close - 10, take_profit = m.close + 10 }
end
function manage_position(m, context) context.calls = context.calls + 1 end`;
const IDLER = `
function detect_opportunity() end
function filter_commitment() end
function manage_position() end`;

const FILLS = `orders { side purpose status quantity submittedAt filledAt fillPrice fee }`;

Deno.test("a decision is filled at the next open: buys pay the ask, stops sell at the bid", async () => {
  const bench = await contractBench({ buyer: BUYER });
  const { feed, runner } = bench;
  const id = await bench.create({ strategy: "buyer" });
  const began = feed.time;
  feed.start(100);
  feed.finish(flat(100));
  feed.start(102, 101, 103);
  feed.finish([102, 103, 89, 95], 94, 96);
  const { orders, trades, snapshot } = await runner(
    id,
    `${FILLS} trades { entryPrice exitPrice pnl fees reason barsHeld } snapshot { state position { side } }`,
  );
  // The newest order answers the opportunity that the strategy saw after the stop, on the same bar.
  assert.deepEqual(orders.slice(1), [
    {
      side: "SELL",
      purpose: "TAKE_PROFIT",
      status: "CANCELED",
      quantity: 0.1,
      submittedAt: began + MINUTE,
      filledAt: null,
      fillPrice: null,
      fee: null,
    },
    {
      side: "SELL",
      purpose: "STOP_LOSS",
      status: "FILLED",
      quantity: 0.1,
      submittedAt: began + MINUTE,
      filledAt: began + 2 * MINUTE,
      // The level, 100 − 10, less half the spread of 2.
      fillPrice: 89,
      fee: 0.0089,
    },
    {
      side: "BUY",
      purpose: "ENTRY",
      status: "FILLED",
      quantity: 0.1,
      submittedAt: began + MINUTE,
      filledAt: began + MINUTE,
      fillPrice: 103,
      fee: 0.0103,
    },
  ]);
  // (89 − 103) × 0.1 less both fees of 0.1 %.
  assert.deepEqual(trades, [
    {
      entryPrice: 103,
      exitPrice: 89,
      pnl: -1.4192,
      fees: 0.0192,
      reason: "stop_loss",
      barsHeld: 0,
    },
  ]);
  assert.deepEqual(snapshot, { state: "ANALYZING", position: null });
  await bench.end();
});

Deno.test("a bar that touches stop loss and take profit was stopped", async () => {
  const bench = await contractBench({ buyer: BUYER });
  const id = await bench.create({ strategy: "buyer" });
  bench.feed.bar(flat(100));
  bench.feed.bar([100, 200, 50, 100]);
  const { trades } = await bench.runner(id, `trades { exitPrice reason }`);
  assert.deepEqual(trades, [{ exitPrice: 90, reason: "stop_loss" }]);
  await bench.end();
});

Deno.test("history ascends, tells open times, and reaches back to windowSize rows", async () => {
  const bench = await contractBench({ idler: IDLER }, { history: 1_000 });
  const id = await bench.create({ strategy: "idler", windowSize: 300 });
  const other = await bench.create({ strategy: "idler" });
  const began = bench.feed.time;
  bench.feed.bar([100, 104, 99, 103]);
  bench.feed.start(50);
  const rows = `time open close closed`;
  const times = async (runner: string, limit: string) =>
    (await bench.runner(runner, `history${limit} { time }`)).history
      .map(({ time }: { time: number }) => time);
  assert.deepEqual((await bench.runner(id, `history(limit: 3) { ${rows} }`)).history, [
    { time: began - MINUTE, open: 100, close: 100, closed: true },
    { time: began, open: 100, close: 103, closed: true },
    { time: began + MINUTE, open: 50, close: 50, closed: false },
  ]);
  const all = await times(id, "(limit: 10000)");
  assert.deepEqual(all, Array.from({ length: 300 }, (_, i) => began + (i - 298) * MINUTE));
  assert.equal((await times(id, "")).length, 200);
  assert.equal((await times(other, "(limit: 10000)")).length, 500);
  assert.deepEqual(await times(id, "(limit: 0)"), []);
  for (const limit of [-1, 1_000_000]) {
    const query = `query Rows($id: ID!) { runner(id: $id) { history(limit: ${limit}) { time } } }`;
    assert.deepEqual(await bench.refused(query, { id }), ["BAD_USER_INPUT", "limit"]);
  }
  await bench.end();
});

Deno.test("a paused runner decides nothing, keeps its stop, and goes on from there", async () => {
  const bench = await contractBench({ buyer: BUYER });
  const { feed } = bench;
  const one = await bench.create({ strategy: "buyer" });
  const two = await bench.create({ strategy: "buyer" });
  for (const price of [100, 100, 101]) feed.bar(flat(price));
  const shown = `status snapshot { state context position { quantity stopLoss } }`;
  const before = await bench.runner(two, shown);
  assert.equal(before.snapshot.context.calls, 2);
  for (const id of [one, two]) await bench.command("pauseRunner", id);
  for (const price of [102, 103]) feed.bar(flat(price));
  assert.deepEqual(await bench.runner(two, shown), { ...before, status: "PAUSED" });
  await bench.command("resumeRunner", two);
  feed.bar(flat(104));
  assert.equal((await bench.runner(two, shown)).snapshot.context.calls, 3);
  feed.bar([104, 104, 80, 85]);
  const { trades, status } = await bench.runner(one, `status trades { reason exitPrice }`);
  assert.deepEqual([status, trades], ["PAUSED", [{ reason: "stop_loss", exitPrice: 90 }]]);
  await bench.end();
});

Deno.test("new parameters and a new text keep position and context", async () => {
  const bench = await contractBench({ buyer: BUYER });
  const { feed } = bench;
  const id = await bench.create({ strategy: "buyer" });
  for (const price of [100, 100, 101]) feed.bar(flat(price));
  const shown =
    `parameters snapshot { state context position { quantity stopLoss takeProfit barsHeld } }`;
  const { snapshot } = await bench.runner(id, shown);
  const change = `mutation Change($id: ID!, $parameters: JSON!) {
    updateRunner(id: $id, parameters: $parameters) { ${shown} } }`;
  const { updateRunner } = await bench.ask(change, { id, parameters: { size: 2 } });
  assert.deepEqual(updateRunner, { parameters: { size: 2 }, snapshot });
  assert.deepEqual(await bench.refused(change, { id, parameters: { size: 6 } }), [
    "BAD_USER_INPUT",
    "parameters.size",
  ]);
  const path = (await bench.ask(`{ strategies { name path } }`)).strategies
    .find(({ name }: { name: string }) => name === "buyer").path;
  await Deno.writeTextFile(path, BUYER.replace("context.calls + 1", "context.calls + 100"));
  const reload = `mutation Reload($id: ID!) { reloadStrategy(id: $id) { ${shown} } }`;
  assert.deepEqual((await bench.ask(reload, { id })).reloadStrategy, updateRunner);
  feed.bar(flat(101));
  const after = await bench.runner(id, shown);
  assert.equal(after.snapshot.context.calls, snapshot.context.calls + 100);
  await Deno.writeTextFile(path, `${BUYER} end`);
  assert.deepEqual(await bench.refused(reload, { id }), ["BAD_USER_INPUT", "strategy"]);
  assert.deepEqual((await bench.runner(id, shown)).snapshot, after.snapshot);
  await bench.end();
});

Deno.test("values that break what the strategy declares are refused before anything is loaded", async () => {
  const related = `parameters = { near = 1, far = 2 }
    constraints = { "near < far" }
    ${IDLER}`;
  const bench = await contractBench({ related });
  const { strategies } = await bench.ask(`{ strategies { name path constraints } }`);
  const { path, constraints } = strategies.find(({ name }: { name: string }) => name === "related");
  assert.deepEqual(constraints, ["near < far"]);
  const create =
    `mutation Create($input: CreateRunnerInput!) { createRunner(input: $input) { id } }`;
  const broken = { symbol: "BTCUSDT", strategy: "related", parameters: { near: 3 } };
  const refusal = ["BAD_USER_INPUT", "parameters.near"];
  assert.deepEqual(await bench.refused(create, { input: broken }), refusal);
  assert.deepEqual(bench.feed.opened, []);
  const id = await bench.create({ strategy: "related", parameters: { near: 5, far: 6 } });
  const change = `mutation Change($id: ID!, $parameters: JSON!) {
    updateRunner(id: $id, parameters: $parameters) { parameters } }`;
  assert.deepEqual(await bench.refused(change, { id, parameters: { far: 5 } }), [
    "BAD_USER_INPUT",
    "parameters.far",
  ]);
  const changed = await bench.ask(change, { id, parameters: { near: 2, far: 5 } });
  assert.deepEqual(changed.updateRunner.parameters, { near: 2, far: 5 });
  // A text that comes with another relation does not take over values that break it.
  await Deno.writeTextFile(path, related.replace("near < far", "far < 5"));
  const reload = `mutation Reload($id: ID!) { reloadStrategy(id: $id) { id } }`;
  assert.deepEqual(await bench.refused(reload, { id }), ["BAD_USER_INPUT", "parameters.far"]);
  await bench.end();
});

Deno.test("a stopped runner can be read, and nothing else", async () => {
  const bench = await contractBench({ buyer: BUYER });
  const id = await bench.create({ strategy: "buyer" });
  for (const price of [100, 100]) bench.feed.bar(flat(price));
  assert.equal((await bench.command("stopRunner", id)).stopRunner.status, "STOPPED");
  for (const name of ["pauseRunner", "resumeRunner", "stopRunner"]) {
    const text = `mutation Command($id: ID!) { ${name}(id: $id) { id } }`;
    assert.deepEqual(await bench.refused(text, { id }), ["CONFLICT"], name);
  }
  const { snapshot, history, transitions, orders } = await bench.runner(
    id,
    `snapshot { stale state position { quantity } } history { time } transitions { to } orders { id }`,
  );
  assert.deepEqual(snapshot, { stale: false, state: "IN_POSITION", position: { quantity: 0.1 } });
  // The entry, its stop loss and its take profit.
  assert.deepEqual([history.length, transitions.length, orders.length], [2, 2, 3]);
  await bench.end();
});

Deno.test("what a stopped runner shows stands still, whoever else is on its market", async () => {
  const bench = await contractBench({ buyer: BUYER });
  const id = await bench.create({ strategy: "buyer" });
  await bench.create({ strategy: "buyer" });
  for (const price of [100, 100]) bench.feed.bar(flat(price));
  await bench.command("stopRunner", id);
  const shown =
    `snapshot { asOf stale state candle { time close } position { lastPrice unrealizedPnl }
    account { equity } stats { bars } }`;
  const stopped = await bench.runner(id, shown);
  assert.equal(stopped.snapshot.position.lastPrice, 100);
  for (const price of [105, 50]) bench.feed.bar(flat(price));
  assert.deepEqual(await bench.runner(id, shown), stopped);
  await bench.end();
});

Deno.test("what cannot be asked is refused with code and field, and leaves nothing behind", async () => {
  const bench = await contractBench({ buyer: BUYER, broken: "function detect_opportunity(" });
  const create =
    `mutation Create($input: CreateRunnerInput!) { createRunner(input: $input) { id } }`;
  const good = { symbol: "BTCUSDT", strategy: "buyer" };
  const cases: [Record<string, unknown>, string?][] = [
    [{ symbol: "NOPE" }, "symbol"],
    [{ strategy: "nope" }, "strategy"],
    [{ strategy: "broken" }, "strategy"],
    [{ strategy: "../buyer" }, "strategy"],
    [{ timeframe: "2m" }, "timeframe"],
    [{ feed: "REPLAY" }, "feed"],
    [{ windowSize: 0 }, "windowSize"],
    [{ windowSize: 1e9 }, "windowSize"],
    [{ cash: -1 }, "cash"],
    [{ cash: 0 }, "cash"],
    [{ cash: 1e300 }, "cash"],
    [{ parameters: { size: 99 } }, "parameters.size"],
    [{ parameters: { size: "1" } }, "parameters.size"],
    [{ parameters: { size: null } }, "parameters.size"],
    [{ parameters: { nope: 1 } }, "parameters.nope"],
    [{ parameters: [1] }, "parameters"],
    [{ parameters: "size" }, "parameters"],
    [{ cash: "NaN" }],
    [{ windowSize: 1.5 }],
    [{ feed: "MOON" }],
    [{ nope: 1 }],
    [{ symbol: null }],
  ];
  for (const [bad, field] of cases) {
    const refused = await bench.refused(create, { input: { ...good, ...bad } });
    assert.deepEqual(refused, field ? ["BAD_USER_INPUT", field] : ["BAD_USER_INPUT"]);
  }
  for (const name of ["pauseRunner", "resumeRunner", "stopRunner", "reloadStrategy"]) {
    assert.deepEqual(await bench.refused(`mutation { ${name}(id: "r99") { id } }`), ["NOT_FOUND"]);
  }
  assert.deepEqual(await bench.refused(`mutation { removeRunner(id: "r99") }`), ["NOT_FOUND"]);
  assert.deepEqual(await bench.ask(`{ runner(id: "r99") { id } runners { id } }`), {
    runner: null,
    runners: [],
  });
  assert.deepEqual(bench.events, []);
  assert.deepEqual(bench.feed.opened, []);
  const { strategies } = await bench.ask(`{ strategies { name error } }`);
  const { error } = strategies.find(({ name }: { name: string }) => name === "broken");
  assert.match(error, /^broken\.lua:1: /);
  await bench.end();
});

Deno.test("a runner that does not answer is shown as it last was, within 100 ms", async () => {
  const bench = await contractBench({ buyer: BUYER });
  const id = await bench.create({ strategy: "buyer" });
  for (const price of [100, 100]) bench.feed.bar(flat(price));
  const shown = `snapshot { asOf stale state position { quantity lastPrice } account { cash } }`;
  const before = await bench.runner(id, shown);
  bench.shards.deaf.add(0);
  const asked = performance.now();
  const { snapshot } = await bench.runner(id, shown);
  const took = performance.now() - asked;
  assert.deepEqual(snapshot, { ...before.snapshot, stale: true });
  // The answer is given up at 80 ms; the rest is what a busy machine may add.
  assert.ok(took < 300, `${took} ms`);
  await bench.end();
});

Deno.test("no number that users read ends in the dust of a float", async () => {
  // 46213.8 × 0.9 is 41592.420000000006.
  const dusty = BUYER.replace("m.close - 10", "m.close * 0.9").replace(
    "m.close + 10",
    "m.close * 1.1",
  );
  const bench = await contractBench({ dusty });
  const id = await bench.create({ strategy: "dusty", parameters: { size: 0.1 } });
  for (const price of [46_213.8, 46_213.8]) bench.feed.bar(flat(price));
  const levels = { stopLoss: 41_592.42, takeProfit: 50_835.18 };
  const { orders, open, snapshot } = await bench.runner(
    id,
    `orders { stopLoss takeProfit } open: orders(limit: 2) { limitPrice stopPrice } snapshot { position { stopLoss takeProfit } account { cash } }`,
  );
  // 10,000 − 4,621.38 − 4.62138
  assert.deepEqual(orders.at(-1), levels);
  assert.deepEqual(open, [
    { limitPrice: levels.takeProfit, stopPrice: null },
    { limitPrice: null, stopPrice: levels.stopLoss },
  ]);
  assert.deepEqual(snapshot, { position: levels, account: { cash: 5_373.99862 } });
  await bench.end();
});
