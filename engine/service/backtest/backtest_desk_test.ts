import { deepEqual, equal, match, ok, rejects, throws } from "node:assert/strict";
import { MINUTE } from "../../../tests/support/backtests.ts";
import { localBacktests } from "../../../tests/support/local_backtests.ts";
import {
  backtestDesk,
  boundStore,
  CROSS,
  INPUT,
  over,
  WALKED as COLUMNS,
} from "../../../tests/support/local_desk.ts";
import { type BacktestRunner, dataHash } from "../../backtest/mod.ts";
import { requireInstrument } from "../../market/mod.ts";
import { type BacktestStore, openBacktestStore } from "../../store/mod.ts";
import { MAX_WAITING_WORK } from "../work_queue.ts";
import { infoSettings } from "./info_settings.ts";

function deskOf(
  runner: BacktestRunner = localBacktests(),
  store = openBacktestStore(":memory:"),
  source = CROSS,
) {
  return backtestDesk({ runner, store, findStrategy: () => Promise.resolve(source) });
}

/** A runner whose backtests end when the test says so, or when they are canceled. */
function heldRunner() {
  const begun: PromiseWithResolvers<void>[] = [];
  const runner: BacktestRunner = {
    ...localBacktests(),
    async runKept(job, progress, signal) {
      const held = Promise.withResolvers<void>();
      begun.push(held);
      signal.addEventListener("abort", () => held.resolve());
      await held.promise;
      return await localBacktests().runKept(job, progress, signal);
    },
  };
  return { runner, begun };
}

Deno.test("a backtest runs, is kept with figures, trades and curve, and is the same again", async () => {
  const { desk, store } = deskOf();
  const first = await desk.run(INPUT);
  deepEqual([first.id, first.status, first.data[0]?.candles], ["bt1", "QUEUED", 3_000]);
  const done = await over(desk, "bt1");
  deepEqual([done.status, done.progress, done.error], ["DONE", 1, null]);
  ok(done.tradeCount > 10);
  equal(done.figures?.trades, done.tradeCount);
  deepEqual(await desk.trades("bt1", 2, 1), (await desk.trades("bt1", 10_000, 0)).slice(1, 3));
  const curve = await desk.equity("bt1", 100);
  ok(curve.length <= 100 && curve.length > 50);
  equal(curve.at(-1)?.equity, done.figures?.finalEquity);
  await desk.run(INPUT);
  const again = await over(desk, "bt2");
  deepEqual([again.tradesHash, again.dataHash], [done.tradesHash, done.dataHash]);
  deepEqual(desk.list().map(({ id }) => id), ["bt2", "bt1"]);
  // Another desk over the same store shows the same.
  const { desk: later } = deskOf(localBacktests(), store);
  deepEqual(later.find("bt1"), JSON.parse(JSON.stringify(done)));
  equal(await later.remove("bt1"), "bt1");
  await rejects(later.trades("bt1", 1, 0), /No backtest has the id "bt1"/);
  store.close();
});

Deno.test("a backtest that begins at once has its candles hashed once", async () => {
  let hashed = 0;
  const volume = COLUMNS.volume.slice();
  const pieceOf = volume.subarray.bind(volume);
  // Who takes all of it in pieces hashes it; a run takes the bars that it needs.
  volume.subarray = (from, to) => {
    const piece = pieceOf(from, to);
    if (piece.length === volume.length) hashed++;
    return piece;
  };
  const { desk, store } = backtestDesk({
    loadMarket: (symbol) =>
      Promise.resolve({
        instrument: requireInstrument(symbol),
        columns: { ...COLUMNS, volume },
        candleMs: MINUTE,
        origin: "a walk",
        repeated: 0,
        skipped: [],
      }),
  });
  await desk.run(INPUT);
  const { status, dataHash: named } = await over(desk, "bt1");
  deepEqual([status, hashed], ["DONE", 1]);
  const instrument = requireInstrument("BTCUSDT");
  equal(named, await dataHash([{ instrument, columns: COLUMNS, candleMs: MINUTE }]));
  store.close();
});

Deno.test("what was asked for stays in the settings, and the same candles give the same trades", async () => {
  const { desk, store } = deskOf();
  await desk.run({ ...INPUT, source: "SIMULATED", bars: 3_000 });
  const done = await over(desk, "bt1");
  deepEqual([infoSettings(done).source, infoSettings(done).bars], ["SIMULATED", 3_000]);
  // As the dashboard does it: the settings, and the candles by the id.
  const { parameters, cash, execution, risk, windowSize, closeAtEnd } = infoSettings(done);
  await desk.run({
    ...{ strategy: "cross", symbols: ["BTCUSDT"], timeframe: done.timeframe, candlesOf: "bt1" },
    ...{ parameters, cash, windowSize, closeAtEnd },
    ...{ execution: { ...execution }, risk: { ...risk } },
  });
  const again = await over(desk, "bt2");
  deepEqual([again.tradesHash, again.dataHash], [done.tradesHash, done.dataHash]);
  deepEqual([infoSettings(again).source, infoSettings(again).bars], ["SIMULATED", 3_000]);
  await rejects(desk.run({ ...INPUT, candlesOf: "bt9" }), /No backtest has the id "bt9"/);
  await rejects(
    desk.run({ ...INPUT, symbols: ["ETHUSDT"], candlesOf: "bt1" }),
    /symbols cannot have ETHUSDT: bt1 has BTCUSDT/,
  );
  await rejects(desk.run({ ...INPUT, bars: 10, candlesOf: "bt1" }), /bars cannot be 10/);
  store.close();
});

Deno.test("a result has candles and trades to draw, of any part of its time", async () => {
  const { desk, store } = deskOf();
  await desk.run(INPUT);
  const { tradeCount } = await over(desk, "bt1");
  const all = await desk.candles("bt1", "BTCUSDT", 20_000);
  deepEqual(all?.columns, COLUMNS);
  deepEqual([all?.candleMs, all?.ownMs], [60_000, 60_000]);
  equal((await desk.marks("bt1", "BTCUSDT", 1, {})).total, tradeCount);
  const range = { from: COLUMNS.time[100]!, to: COLUMNS.time[200]! };
  // Those of the range, and the points on either side of it.
  equal((await desk.candles("bt1", "BTCUSDT", 1_000, range))?.columns.time.length, 100);
  equal((await desk.equity("bt1", 1_000, range)).length, 102);
  await rejects(
    desk.candles("bt1", "ETHUSDT", 100),
    /Backtest bt1 has no "ETHUSDT": there is BTCUSDT/,
  );
  await rejects(desk.candles("bt1", "BTCUSDT", 1), /points cannot be 1: .+ from 4 to 20000/);
  await rejects(
    desk.equity("bt1", 9, { from: 2, to: 1 }),
    /from cannot be 2: it has to be before to, 1/,
  );
  store.close();
});

Deno.test("errors that do not end a run, and what was logged, are kept and counted", async () => {
  const stumbles = "tests/browser/strategies/stumbles.lua";
  const text = await Deno.readTextFile(stumbles);
  const file = { name: "stumbles", language: "lua", file: "stumbles.lua", path: stumbles, text };
  const { desk, store } = deskOf(localBacktests(), undefined, file);
  await desk.run(INPUT);
  const { status, faults, faultCount, notes, notesLeftOut } = await over(desk, "bt1");
  // 3,000 minutes: a third of them fail, a third are logged.
  deepEqual([status, faultCount, faults.length], ["DONE", 1_000, 100]);
  match(faults[0]?.message ?? "", /stumbled over BTCUSDT/);
  deepEqual([notes.length, notes[0]?.kind, notes[0]?.text, notesLeftOut], [
    100,
    "WARNING",
    "careful",
    900,
  ]);
  store.close();
});

Deno.test("notes of older versions, which were lines of text, can still be read", () => {
  const store = openBacktestStore(":memory:");
  const notes = ["2024-01-01T00:00:00.000Z BTCUSDT: careful: it is late"];
  store.put({ id: "bt1", body: { id: "bt1", status: "DONE", notes } });
  deepEqual(deskOf(localBacktests(), store).desk.find("bt1")?.notes, [{
    time: Date.UTC(2024, 0, 1),
    symbol: "BTCUSDT",
    kind: "LOG",
    text: "careful: it is late",
  }]);
  store.close();
});

Deno.test("one at a time: the next waits, and can be canceled before its turn or in it", async () => {
  const { runner, begun } = heldRunner();
  const { desk, store } = deskOf(runner);
  for (let n = 0; n < 3; n++) await desk.run(INPUT);
  deepEqual(desk.list().map(({ status }) => status), ["QUEUED", "QUEUED", "RUNNING"]);
  equal(desk.cancel("bt2").status, "CANCELED");
  throws(() => desk.cancel("bt2"), /Backtest bt2 is canceled already/);
  desk.cancel("bt1");
  equal((await over(desk, "bt1")).status, "CANCELED");
  // The one behind has its turn now.
  while (begun.length < 2) await new Promise((resolve) => setTimeout(resolve));
  begun[1]!.resolve();
  equal((await over(desk, "bt3")).status, "DONE");
  store.close();
});

Deno.test("candles of one that is not over yet are there for another; it is not checked before", async () => {
  const { runner, begun } = heldRunner();
  const { desk, store, queue } = deskOf(runner);
  const running = await desk.run(INPUT);
  const waiting = await desk.run(INPUT);
  for (const { id, dataHash } of [running, waiting]) {
    const again = { strategy: "cross", symbols: ["BTCUSDT"], timeframe: "1m" as const };
    equal((await desk.run({ ...again, candlesOf: id })).dataHash, dataHash);
    await rejects(desk.check(id, {}), {
      code: "CONFLICT",
      message: /^Backtest bt\d is (running|queued): it can be checked once it is over$/,
    });
  }
  equal(begun.length, 1);
  await queue.close();
  store.close();
});

Deno.test("what waits has a limit; the end of the service ends what runs, and all waits for the next", async () => {
  const { runner } = heldRunner();
  const { desk, store, queue } = deskOf(runner);
  for (let n = 0; n <= MAX_WAITING_WORK; n++) await desk.run(INPUT);
  await rejects(desk.run(INPUT), /20 backtests and studies wait already: cancel one first/);
  await queue.close();
  deepEqual(new Set(desk.list().map(({ status }) => status)), new Set(["QUEUED"]));
  equal(store.work.list().length, MAX_WAITING_WORK + 1);
  await rejects(desk.run(INPUT), /shutting down/);
  store.close();
});

Deno.test("no more candles are looked for at a time than backtests may wait", async () => {
  const found = Promise.withResolvers<never>();
  let looked = 0;
  const loadMarket = () => {
    looked++;
    return found.promise;
  };
  const { desk, store } = backtestDesk({ loadMarket });
  const asked = Array.from({ length: MAX_WAITING_WORK }, () => desk.run(INPUT));
  await rejects(desk.run(INPUT), /20 backtests and studies wait already/);
  found.reject(new Error("there are none"));
  for (const one of asked) await rejects(one, /there are none/);
  equal(looked, MAX_WAITING_WORK);
  await rejects(desk.run(INPUT), /there are none/);
  store.close();
});

Deno.test("a runner that breaks fails its backtest in words, and the next goes on", async () => {
  let calls = 0;
  const good = localBacktests();
  const { desk, store } = deskOf({
    ...good,
    runKept: (...all) =>
      calls++ === 0 ? Promise.reject(new Error("the worker is gone")) : good.runKept(...all),
  });
  await desk.run(INPUT);
  await desk.run(INPUT);
  const broken = await over(desk, "bt1");
  deepEqual([broken.status, broken.error], [
    "FAILED",
    "The backtest could not be run: the worker is gone",
  ]);
  equal((await over(desk, "bt2")).status, "DONE");
  store.close();
});

Deno.test("one that was under way in a version that did not write down what is asked for is canceled", () => {
  const store: BacktestStore = openBacktestStore(":memory:");
  store.put({ id: "bt1", body: { id: "bt1", status: "RUNNING", progress: 0.4 } });
  const { desk } = deskOf(localBacktests(), store);
  const found = desk.find("bt1");
  deepEqual([found?.status, found?.error], ["CANCELED", "The service ended before it did"]);
  store.close();
});

Deno.test("a disk that is full fails the one backtest, and the desk goes on", async () => {
  const store = openBacktestStore(":memory:");
  const full = new Error("Cannot write backtests.sqlite: the disk (or its quota) is full");
  let isFull = true;
  const { desk } = deskOf(
    localBacktests(),
    boundStore(store, {
      finish: (...all) => isFull ? Promise.reject(full) : store.finish(...all),
    }),
  );
  await desk.run(INPUT);
  const failed = await over(desk, "bt1");
  deepEqual([failed.status, failed.error], [
    "FAILED",
    `The backtest could not be run: ${full.message}`,
  ]);
  isFull = false;
  await desk.run(INPUT);
  equal((await over(desk, "bt2")).status, "DONE");
  store.close();
});

Deno.test("what the store cannot remove is still there", async () => {
  const store = openBacktestStore(":memory:");
  const { desk } = deskOf(
    localBacktests(),
    boundStore(store, {
      remove: () => {
        throw new Error("Cannot write backtests.sqlite: the disk (or its quota) is full");
      },
    }),
  );
  await desk.run(INPUT);
  await over(desk, "bt1");
  await rejects(desk.remove("bt1"), /is full/);
  equal(desk.find("bt1")?.status, "DONE");
  store.close();
});

Deno.test("parameters that break what the strategy declares are refused before anything runs", async () => {
  const local = localBacktests();
  const describe: BacktestRunner["describe"] = async (source) => ({
    ...await local.describe(source),
    constraints: ["fast < slow"],
  });
  const { desk, store } = deskOf({ ...local, describe });
  await rejects(desk.run({ ...INPUT, parameters: { fast: 20, slow: 20 } }), {
    message: "Parameter fast cannot be 20 with slow 20: fast < slow has to hold",
    code: "BAD_USER_INPUT",
    field: "parameters.fast",
  });
  deepEqual(desk.list(), []);
  store.close();
});

for (
  const [change, message] of [
    [{ symbols: [] }, /No symbol: give symbol, or several symbols/],
    [
      { source: "BINANCE", bars: 100 },
      /bars cannot be 100: of what is stored of BINANCE, from and/,
    ],
    [{ symbols: ["BTCUSDT", "BTCUSDT"] }, /each of them once/],
    [{ symbols: ["NOPE"] }, /Unknown symbol "NOPE"/],
    [{ timeframe: "7m" }, /Unknown timeframe "7m": there are 1s, 1m/],
    [{ from: 10, to: 10 }, /from cannot be 10: it has to be before to, 10/],
    [{ parameters: { nope: 1 } }, /nope/],
    [{ cash: 0 }, /cash cannot be 0/],
    [{ sizing: "much" }, /sizing cannot be "much"/],
    [{ leverage: 0 }, /leverage/],
    [{ windowSize: 1 }, /windowSize cannot be 1/],
  ] as const
) {
  Deno.test(`${JSON.stringify(change)} is refused before anything runs`, async () => {
    const { desk, store } = deskOf();
    await rejects(desk.run({ ...INPUT, ...change }), message);
    deepEqual(desk.list(), []);
    store.close();
  });
}
