/** Accounts that runners share: one purse, limits on the whole, and what a runner leaves behind. */
import assert from "node:assert/strict";
import { openStore } from "../../engine/store/mod.ts";
import { flat } from "../support/scripted.ts";
import { contractBench } from "./contract_bench.ts";

/** Buys `size` once; sells after `bars` bars. */
const BUYER = `
parameters = { size = { default = 1, min = 0.01, max = 100 }, bars = { default = 99, min = 1, max = 99 } }
function detect_opportunity(m, context) if m.count == 1 then return { seen = 1 } end end
function filter_commitment()
  return { action = "enter_long", quantity = params.size }
end
function manage_position(m, context)
  if context.position.bars_held >= params.bars then return { action = "exit" } end
end`;
/** The same again and again. */
const EAGER = BUYER.replace("if m.count == 1 then return { seen = 1 } end", "return { seen = 1 }");

const STRATEGIES = { buyer: BUYER, eager: EAGER };
const BOOKS =
  `books { id initialCash cash equity realizedPnl unrealizedPnl fees marginUsed marginAvailable
  currency }`;
const ACCOUNT = `query Account($id: ID!) { account(id: $id) { id name currency initialCash
  risk { maxExposure maxOpenPositions } runners { id } ${BOOKS} } }`;
const CREATE =
  `mutation Create($input: CreateAccountInput!) { createAccount(input: $input) { id } }`;
const RISK = `mutation Risk($id: ID!, $input: AccountLimitsInput!) {
  setAccountRisk(id: $id, input: $input) { risk { maxExposure maxDrawdown } } }`;
const REMOVE = `mutation Remove($id: ID!) { removeAccount(id: $id) }`;
const GONE = `mutation Gone($id: ID!) { removeRunner(id: $id) }`;

type Bench = Awaited<ReturnType<typeof contractBench>>;

const account = async (bench: Bench, input: Record<string, unknown>): Promise<string> =>
  (await bench.ask(CREATE, { input })).createAccount.id;
const shown = async (bench: Bench, id: string) => (await bench.ask(ACCOUNT, { id })).account;

Deno.test("two runners spend one purse, and both see all of it", async () => {
  const bench = await contractBench(STRATEGIES, { shards: 2 });
  const id = await account(bench, { name: "Both", cash: 1_000 });
  const one = await bench.create({ strategy: "buyer", account: id, parameters: { size: 4 } });
  const two = await bench.create({
    strategy: "buyer",
    symbol: "ETHUSDT",
    account: id,
    parameters: { size: 5, bars: 1 },
  });
  const info = `cash account { id name } health { shard } snapshot { account { id } }`;
  const [first, second] = [await bench.runner(one, info), await bench.runner(two, info)];
  assert.deepEqual(first.account, { id: "a1", name: "Both" });
  assert.deepEqual([first.cash, first.snapshot.account.id], [0, "a1"]);
  assert.equal(first.health.shard, second.health.shard);
  bench.feed.bar(flat(100));
  bench.feed.bar([100, 110, 100, 110]);
  // Bought 4 and 5 at 100 for 0.9; now at 110. The second is going to sell at the next open.
  const books = {
    id,
    initialCash: 1_000,
    cash: 99.1,
    equity: 1_089.1,
    realizedPnl: 0,
    unrealizedPnl: 90,
    fees: 0.9,
    currency: "USDT",
    marginUsed: 990,
    marginAvailable: 99.1,
  };
  assert.deepEqual(await shown(bench, id), {
    id,
    name: "Both",
    currency: "USDT",
    initialCash: 1_000,
    risk: { maxExposure: null, maxOpenPositions: null },
    runners: [{ id: one }, { id: two }],
    books,
  });
  for (const runner of [one, two]) {
    const { snapshot } = await bench.runner(
      runner,
      `snapshot { account: account {
      id initialCash cash equity realizedPnl unrealizedPnl fees marginUsed marginAvailable currency } }`,
    );
    assert.deepEqual(snapshot.account, books);
  }
  bench.feed.bar(flat(120));
  // 5 sold at 120 for 0.6: (120 − 100) × 5 − 0.5 − 0.6 of a trade; 4 are worth 480.
  assert.deepEqual((await shown(bench, id)).books, {
    ...books,
    cash: 698.5,
    equity: 1_178.5,
    realizedPnl: 98.9,
    unrealizedPnl: 80,
    fees: 1.5,
    marginUsed: 480,
    marginAvailable: 698.5,
  });
  await bench.end();
});

Deno.test("what one runner holds the other cannot spend", async () => {
  const bench = await contractBench(STRATEGIES);
  const id = await account(bench, { name: "Tight", cash: 1_000 });
  await bench.create({ strategy: "buyer", account: id, parameters: { size: 7 } });
  const two = await bench.create({
    strategy: "buyer",
    symbol: "ETHUSDT",
    account: id,
    parameters: { size: 4 },
  });
  for (const price of [100, 100]) bench.feed.bar(flat(price));
  const { orders } = await bench.runner(two, `orders { status rejectCode rejectReason }`);
  assert.deepEqual([orders[0].status, orders[0].rejectCode], ["REJECTED", "INSUFFICIENT_FUNDS"]);
  await bench.end();
});

Deno.test("limits of an account count for all its runners, the stricter of two", async () => {
  const bench = await contractBench(STRATEGIES);
  const id = await account(bench, { name: "Limited", cash: 10_000, risk: { maxOpenPositions: 1 } });
  const one = await bench.create({
    strategy: "buyer",
    account: id,
    risk: { maxOpenPositions: 5, maxPosition: 0.5 },
  });
  const two = await bench.create({ strategy: "eager", symbol: "ETHUSDT", account: id });
  for (const price of [100, 100]) bench.feed.bar(flat(price));
  assert.equal((await bench.runner(one, `snapshot { state }`)).snapshot.state, "IN_POSITION");
  const orders = `orders(limit: 1) { status rejectCode }`;
  const refused = { status: "REJECTED", rejectCode: "MAX_OPEN_POSITIONS" };
  assert.deepEqual((await bench.runner(two, orders)).orders, [refused]);
  // A runner's own settings are shown as they were set.
  const { risk } = await bench.runner(one, `risk { maxOpenPositions maxPosition }`);
  assert.deepEqual(risk, { maxOpenPositions: 5, maxPosition: 0.5 });
  const changed = await bench.ask(RISK, {
    id,
    input: { maxOpenPositions: null, maxDrawdown: 0.3 },
  });
  assert.deepEqual(changed.setAccountRisk.risk, { maxExposure: null, maxDrawdown: 0.3 });
  for (const price of [100, 100]) bench.feed.bar(flat(price));
  assert.equal((await bench.runner(two, `snapshot { state }`)).snapshot.state, "IN_POSITION");
  const { riskStatus } =
    (await bench.ask(`{ account(id: "${id}") { riskStatus { rule limit value triggered } } }`))
      .account;
  const drawdown = riskStatus.find(({ rule }: { rule: string }) => rule === "drawdown");
  assert.deepEqual([drawdown.limit, drawdown.triggered], [0.3, false]);
  await bench.end();
});

Deno.test("a loss of one runner stops them all", async () => {
  const bench = await contractBench(STRATEGIES);
  const id = await account(bench, { name: "Careful", cash: 1_000, risk: { maxDrawdown: 0.1 } });
  await bench.create({ strategy: "buyer", account: id, parameters: { size: 5 } });
  const two = await bench.create({
    strategy: "eager",
    symbol: "ETHUSDT",
    account: id,
    parameters: { size: 0.1, bars: 1 },
  });
  for (const price of [100, 100, 78, 78]) bench.feed.bar(flat(price));
  const { snapshot } = await bench.runner(two, `snapshot { risk { rule triggered } }`);
  assert.deepEqual(
    snapshot.risk.find(({ rule }: { rule: string }) => rule === "drawdown"),
    { rule: "drawdown", triggered: true },
  );
  const made = (await bench.runner(two, `orders { id }`)).orders.length;
  for (const price of [78, 78]) bench.feed.bar(flat(price));
  assert.equal((await bench.runner(two, `orders { id }`)).orders.length, made);
  await bench.ask(`mutation { releaseRisk(id: "${two}") { id } }`);
  for (const price of [78, 78]) bench.feed.bar(flat(price));
  assert.ok((await bench.runner(two, `orders { id }`)).orders.length > made);
  await bench.end();
});

Deno.test("a runner that goes leaves its money, over a restart as well", async () => {
  const store = openStore(":memory:");
  const bench = await contractBench(STRATEGIES, { store });
  const id = await account(bench, { name: "Kept", cash: 1_000 });
  const one = await bench.create({ strategy: "buyer", account: id, parameters: { size: 4 } });
  const two = await bench.create({
    strategy: "buyer",
    symbol: "ETHUSDT",
    account: id,
    parameters: { size: 2, bars: 1 },
  });
  bench.feed.bar(flat(100));
  bench.feed.bar([100, 110, 100, 110]);
  bench.feed.bar(flat(120));
  // 4 held from 100, at 120; 2 sold at 120: 1,000 − 400.4 − 200.2 + 240 − 0.24.
  const before = (await shown(bench, id)).books;
  assert.deepEqual([before.cash, before.equity], [639.16, 1_119.16]);
  assert.deepEqual(await bench.refused(REMOVE, { id }), ["CONFLICT"]);
  assert.match(
    await bench.refusal(REMOVE, { id }),
    /Runners are on account a1: remove r1, r2 first/,
  );
  await bench.ask(GONE, { id: two });
  assert.deepEqual((await shown(bench, id)).books, before);
  const seen = `snapshot { account { cash equity realizedPnl fees } }`;
  const { snapshot } = await bench.runner(one, seen);
  const { cash, equity, realizedPnl, fees } = before;
  assert.deepEqual(snapshot.account, { cash, equity, realizedPnl, fees });
  const { feed } = bench;
  await bench.end();

  const again = await contractBench(STRATEGIES, { store, from: feed.time });
  assert.deepEqual((await shown(again, id)).books, before);
  assert.deepEqual((await again.runner(one, seen)).snapshot, snapshot);
  // Its position counts as closed at the last price, without a fee.
  await again.ask(GONE, { id: one });
  const after = (await shown(again, id)).books;
  assert.deepEqual(after, {
    ...before,
    cash: 1_119.16,
    // What 4 made of 100 to 120, less the fee they were bought for, and (120 − 100) × 2 − 0.2 − 0.24.
    realizedPnl: 119.16,
    unrealizedPnl: 0,
    marginUsed: 0,
    marginAvailable: 1_119.16,
  });
  await again.ask(REMOVE, { id });
  assert.deepEqual((await again.ask(`{ accounts { id } }`)).accounts, []);
  assert.deepEqual(await again.refused(REMOVE, { id }), ["NOT_FOUND"]);
  assert.equal(await account(again, { name: "Next" }), "a2");
  await again.end();
  store.close();
});

Deno.test("runners of one account move together when their shard is lost", async () => {
  const bench = await contractBench(STRATEGIES, { shards: 2 });
  const id = await account(bench, { name: "Moved", cash: 1_000 });
  const create = (symbol: string) =>
    bench.create({ strategy: "buyer", symbol, account: id, parameters: { size: 3 } });
  const ids = [await create("BTCUSDT"), await create("ETHUSDT"), await create("SOLUSDT")];
  for (const price of [100, 100]) bench.feed.bar(flat(price));
  const before = (await shown(bench, id)).books;
  assert.equal(before.marginUsed, 900);
  const shards = async () =>
    new Set(
      await Promise.all(
        ids.map(async (one) => (await bench.runner(one, `health { shard }`)).health.shard),
      ),
    );
  const [home] = await shards();
  bench.shards.listeners[home - 1]?.crashed("pulled the plug");
  for (const one of ids) {
    await bench.until((event) =>
      event.type === "RUNNER_STATUS_CHANGED" && event.runnerId === one &&
      event.reason?.includes("pulled the plug") === true
    );
  }
  const after = await shards();
  assert.equal(after.size, 1);
  assert.ok(!after.has(home));
  assert.deepEqual((await shown(bench, id)).books, before);
  for (const one of ids) {
    const shows = await bench.snapshot(one, `account { equity marginUsed }`);
    const { equity, marginUsed } = before;
    assert.deepEqual(shows, { account: { equity, marginUsed } });
  }
  await bench.end();
});

Deno.test("a runner that uses up a call's budget takes its account along", async () => {
  const hog = BUYER.replace(
    "function manage_position(m, context)",
    "function manage_position(m, context)\n  while m.close > 150 do end",
  );
  const bench = await contractBench({ ...STRATEGIES, hog }, { shards: 2 });
  const id = await account(bench, { name: "Apart", cash: 1_000 });
  const one = await bench.create({ strategy: "buyer", account: id, parameters: { size: 2 } });
  const two = await bench.create({
    strategy: "hog",
    symbol: "ETHUSDT",
    account: id,
    parameters: { size: 3 },
  });
  for (const price of [100, 100]) bench.feed.bar(flat(price));
  bench.feed.bar(flat(151));
  await bench.until((event) =>
    event.type === "RUNNER_STATUS_CHANGED" && event.runnerId === one &&
    // On a busy machine the call's time is up before its instructions are.
    /^moved: (INSTRUCTION|TIME)_LIMIT of runner r2 on the same account, kept apart/.test(
      event.reason ?? "",
    )
  );
  const shard = async (runner: string) =>
    (await bench.runner(runner, `health { shard }`)).health.shard;
  assert.equal(await shard(one), await shard(two));
  const shown = await bench.snapshot(one, `account { equity marginUsed }`);
  // 1,000 − 0.5 and 5 × 51
  assert.deepEqual(shown, { account: { equity: 1_254.5, marginUsed: 755 } });
  await bench.end();
});

Deno.test("what an account cannot be, and who cannot share it, is refused by field", async () => {
  const bench = await contractBench(STRATEGIES);
  const id = await account(bench, { name: "Dollars" });
  const bad: [Record<string, unknown>, string][] = [
    [{ name: "" }, "name"],
    [{ name: " " }, "name"],
    [{ name: "x".repeat(101) }, "name"],
    [{ name: "Dollars" }, "name"],
    [{ currency: "XYZ" }, "currency"],
    [{ cash: 0 }, "cash"],
    [{ cash: -1 }, "cash"],
    [{ cash: 1e300 }, "cash"],
    [{ risk: { maxExposure: 0 } }, "risk.maxExposure"],
    [{ risk: { maxDrawdown: 2 } }, "risk.maxDrawdown"],
  ];
  for (const [input, field] of bad) {
    const refused = await bench.refused(CREATE, { input: { name: "New", ...input } });
    assert.deepEqual(refused, ["BAD_USER_INPUT", field]);
  }
  const runner =
    `mutation Create($input: CreateRunnerInput!) { createRunner(input: $input) { id } }`;
  const good = { symbol: "BTCUSDT", strategy: "buyer", account: id };
  const joins: [Record<string, unknown>, string, RegExp][] = [
    [{ account: "a9" }, "account", /No account has the id "a9": there are a1/],
    [{ cash: 500 }, "cash", /cash cannot be 500: a runner on account a1 has its cash/],
    [{ symbol: "AAPL" }, "account", /a1, which is in USDT: AAPL is traded in USD/],
    [
      { risk: { sizing: { method: "FIXED", quantity: 0.0000001 } } },
      "risk.sizing.quantity",
      /step/,
    ],
    [{ execution: { leverage: 200 } }, "execution.leverage", /from 1 to 125/],
    [{ feeBps: 5, execution: { fees: { makerBps: 1 } } }, "feeBps", /together with execution.fees/],
    [{ spreadBps: 5, execution: { spreadBps: 1 } }, "spreadBps", /together with/],
    [{ feeBps: -1 }, "feeBps", /from 0 to 1000/],
  ];
  for (const [change, field, message] of joins) {
    const input = { ...good, ...change };
    assert.deepEqual(await bench.refused(runner, { input }), ["BAD_USER_INPUT", field]);
    assert.match(await bench.refusal(runner, { input }), message);
  }
  for (const name of ["account", "risk"]) {
    const text = name === "account"
      ? `mutation { removeAccount(id: "a9") }`
      : `mutation { setAccountRisk(id: "a9", input: {}) { id } }`;
    assert.deepEqual(await bench.refused(text), ["NOT_FOUND"]);
  }
  assert.deepEqual(await bench.ask(`{ account(id: "a9") { id } runners { id } }`), {
    account: null,
    runners: [],
  });
  await bench.end();
});
