import { deepEqual, equal, match, ok } from "node:assert/strict";
import { MINUTE, walkColumns } from "../../../tests/support/backtests.ts";
import { localBacktests } from "../../../tests/support/local_backtests.ts";
import {
  backtestDesk,
  boundStore,
  CROSS,
  INPUT,
  over,
  when,
} from "../../../tests/support/local_desk.ts";
import type { BacktestRunner } from "../../backtest/mod.ts";
import { type CandleColumns, sliceColumns } from "../../domain/mod.ts";
import { requireInstrument } from "../../market/mod.ts";
import { openBacktestStore } from "../../store/mod.ts";
import { infoSettings } from "./info_settings.ts";
import type { BacktestDeskOptions } from "./backtest_desk.ts";

async function withFolder(test: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** What a service that was killed leaves: the files as they are at this moment, nothing closed. */
function killed(path: string): string {
  const copy = `${path}.killed`;
  Deno.copyFileSync(path, copy);
  Deno.copyFileSync(`${path}-wal`, `${copy}-wal`);
  return copy;
}

/** Backtests that never end by themselves. */
const STUCK: BacktestRunner = {
  ...localBacktests(),
  async runKept(job, progress, signal) {
    if (!signal.aborted) await new Promise((done) => signal.addEventListener("abort", done));
    return await localBacktests().runKept(job, progress, signal);
  },
};

/** As many candles as are read again from the store when their turn comes. */
const MANY = walkColumns(20_001);

/** A desk whose candles the store of candles has, and how often it was asked for them again. */
function storedDesk(now: () => CandleColumns, change: Partial<BacktestDeskOptions> = {}) {
  let reads = 0;
  const desk = backtestDesk({
    defaultSource: "BINANCE",
    loadMarket: (symbol) =>
      Promise.resolve({
        instrument: { ...requireInstrument(symbol), priceStep: 0.5 },
        columns: now(),
        candleMs: MINUTE,
        origin: `${symbol} 1m of BINANCE`,
        repeated: 0,
        skipped: [],
      }),
    ownCandles: (_origin, { from, to }) => {
      reads++;
      const { time } = now();
      const inside = time.filter((at) => at >= from && at < to).length;
      return Promise.resolve(sliceColumns(now(), time.indexOf(from), time.indexOf(from) + inside));
    },
    ...change,
  });
  return { ...desk, reads: () => reads };
}

Deno.test("after a kill what ran is begun again and what waited waits, in order, and comes out the same", async () => {
  await withFolder(async (folder) => {
    const { desk, store, queue } = backtestDesk({
      runner: STUCK,
      store: openBacktestStore(`${folder}/backtests.sqlite`),
    });
    for (const feeBps of [1, 2, 3]) await desk.run({ ...INPUT, feeBps });
    desk.cancel("bt2");
    equal(desk.find("bt1")?.status, "RUNNING");
    const next = backtestDesk({
      store: openBacktestStore(killed(`${folder}/backtests.sqlite`)),
      // The file was edited, the market has moved on: what was asked for is what runs.
      findStrategy: () => Promise.resolve({ ...CROSS, text: "another" }),
      loadMarket: () => Promise.reject(new Error("There are others now")),
    });
    deepEqual(next.desk.list().map(({ id, status }) => `${id} ${status}`), [
      "bt3 QUEUED",
      "bt2 CANCELED",
      "bt1 QUEUED",
    ]);
    const begun: string[] = [];
    next.desk.listen(({ id, status, progress }) =>
      void (status === "RUNNING" && progress === 0 && begun.push(id))
    );
    next.queue.resume(next.desk.waiting());
    const last = await over(next.desk, "bt3");
    deepEqual(begun, ["bt1", "bt3"]);
    equal(next.desk.find("bt1")?.status, "DONE");
    const whole = backtestDesk();
    await whole.desk.run({ ...INPUT, feeBps: 3 });
    const { tradesHash, dataHash, figures } = await over(whole.desk, "bt1");
    deepEqual([last.tradesHash, last.dataHash, last.figures], [tradesHash, dataHash, figures]);
    deepEqual(next.store.work.list(), []);
    await queue.close();
    for (const each of [store, next.store, whole.store]) each.close();
  });
});

Deno.test("under what the service dies twice, that is not begun a third time", async () => {
  await withFolder(async (folder) => {
    let path = `${folder}/backtests.sqlite`;
    for (let deaths = 0; deaths < 2; deaths++) {
      const { desk, store, queue } = backtestDesk({
        runner: STUCK,
        store: openBacktestStore(path),
      });
      if (deaths === 0) {
        await desk.run(INPUT);
        await desk.run({ ...INPUT, feeBps: 3 });
      } else queue.resume(desk.waiting());
      equal(desk.find("bt1")?.status, "RUNNING");
      path = killed(path);
      await queue.close();
      store.close();
    }
    const { desk, store, queue } = backtestDesk({ store: openBacktestStore(path) });
    queue.resume(desk.waiting());
    const { status, error } = await over(desk, "bt1");
    equal(status, "FAILED");
    match(error ?? "", /the service ended 2 times while it ran: .+ run it again/);
    equal((await over(desk, "bt2")).status, "DONE");
    store.close();
  });
});

Deno.test("a service that ends in order may do so any number of times", async () => {
  const { desk, store, queue } = backtestDesk({ runner: STUCK });
  await desk.run(INPUT);
  await queue.close();
  for (let n = 0; n < 4; n++) {
    const next = backtestDesk({ runner: STUCK, store });
    next.queue.resume(next.desk.waiting());
    equal(next.desk.find("bt1")?.status, "RUNNING");
    await next.queue.close();
    equal(next.desk.find("bt1")?.status, "QUEUED");
  }
  const last = backtestDesk({ store });
  last.queue.resume(last.desk.waiting());
  equal((await over(last.desk, "bt1")).status, "DONE");
  store.close();
});

Deno.test("candles of what waits are read when its turn comes, and not before", async () => {
  const { desk, store, queue, reads } = storedDesk(() => MANY, { runner: STUCK });
  await desk.run(INPUT);
  await desk.run(INPUT);
  deepEqual(store.work.columns("bt2", ["candles BTCUSDT close"]), {});
  equal(reads(), 0);
  await queue.close();
  const later = storedDesk(() => MANY, { store });
  later.queue.resume(later.desk.waiting());
  const { status, settings } = await over(later.desk, "bt2");
  deepEqual([status, later.reads()], ["DONE", 2]);
  // In the steps that were asked for.
  deepEqual((settings as { markets: { priceStep: number }[] }).markets[0]?.priceStep, 0.5);
  store.close();
});

for (
  const [what, later, message] of [
    ["others", { ...MANY, close: MANY.close.map((price) => price + 1) }, /have changed since it/],
    ["fewer", sliceColumns(MANY, 0, 20_000), /have changed since it was asked for/],
    ["gone", walkColumns(0), /are not there any more: they came from BTCUSDT 1m of BINANCE/],
  ] as const
) {
  Deno.test(`where the candles are ${what} by then, it fails and says so, and the next has its turn`, async () => {
    let now: CandleColumns = MANY;
    const { desk, store } = storedDesk(() => now, { runner: heldOnce() });
    await desk.run(INPUT);
    await desk.run({ ...INPUT, from: MANY.time[0]! });
    // Few enough to be kept with what waits.
    now = sliceColumns(MANY, 0, 1_000);
    await desk.run(INPUT);
    now = later;
    desk.cancel("bt1");
    const failed = await over(desk, "bt2");
    equal(failed.status, "FAILED");
    match(failed.error ?? "", message);
    // To be asked for again.
    equal(infoSettings(failed).from, MANY.time[0]);
    equal((await over(desk, "bt3")).status, "DONE");
    store.close();
  });
}

/** The first waits to be canceled, the others run. */
function heldOnce(): BacktestRunner {
  let calls = 0;
  const good = localBacktests();
  return { ...good, runKept: (...all) => (calls++ === 0 ? STUCK : good).runKept(...all) };
}

Deno.test("checks that waited are made by the next service, of the strategy as it was", async () => {
  const first = backtestDesk();
  await first.desk.run(INPUT);
  await over(first.desk, "bt1");
  const { store } = first;
  const second = backtestDesk({ store, runner: STUCK });
  await second.desk.run(INPUT);
  await second.desk.check("bt1", { simulations: 20 });
  equal(second.desk.find("bt1")?.checks?.status, "QUEUED");
  await second.queue.close();
  const third = backtestDesk({ store, findStrategy: () => Promise.reject(new Error("gone")) });
  const works = third.desk.waiting();
  deepEqual(works.map(({ id }) => id), ["bt2", "bt1 checks"]);
  equal(third.desk.find("bt1")?.checks?.status, "QUEUED");
  third.queue.resume(works);
  const isMade = ({ checks }: { checks: { status: string } | null }) =>
    checks !== null && checks.status !== "QUEUED" && checks.status !== "RUNNING";
  const { checks } = await when(third.desk, "bt1", isMade);
  deepEqual([checks?.status, checks?.error], ["DONE", null]);
  equal(checks?.report?.chance?.monteCarlo.shuffle?.simulations, 20);
  ok(third.store.work.list().length === 0);
  store.close();
});

Deno.test("what ended while the disk was full is shown, and begun again by the next service", async () => {
  const store = openBacktestStore(":memory:");
  const full = () => {
    throw new Error("Cannot write backtests.sqlite: the disk (or its quota) is full");
  };
  const failing = { finish: () => Promise.resolve().then(full), put: full };
  const { desk, queue } = backtestDesk({ store: boundStore(store, failing) });
  await desk.run(INPUT);
  const failed = await over(desk, "bt1");
  equal(failed.status, "FAILED");
  match(failed.error ?? "", /could not be run: Cannot write .+ is full/);
  await queue.close();
  const next = backtestDesk({ store });
  next.queue.resume(next.desk.waiting());
  equal((await over(next.desk, "bt1")).status, "DONE");
  store.close();
});
