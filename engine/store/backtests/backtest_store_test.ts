import { deepEqual, equal, ok, rejects, throws } from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { runnerId, tradePages } from "../../domain/mod.ts";
import { trade } from "../../../tests/contracts/store_samples.ts";
import { type BacktestStore, MAX_KEPT_BACKTESTS, openBacktestStore } from "./backtest_store.ts";

const TRADES = Array.from({ length: 1_203 }, (_, n) => trade(runnerId("b1"), n + 1));
const COLUMNS = {
  time: Float64Array.from({ length: 999 }, (_, i) => i * 60_000),
  equity: Float64Array.from({ length: 999 }, (_, i) => 10_000 + Math.sin(i)),
};

const RESULT = { trades: tradePages(TRADES), columns: COLUMNS };
const DONE = { id: "bt1", body: { status: "DONE" } };
const breathe = () => Promise.resolve();

async function withStore(test: (path: string) => Promise<void> | void): Promise<void> {
  const folder = Deno.makeTempDirSync();
  try {
    await test(`${folder}/backtests.sqlite`);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

Deno.test("a result is there again after the file was opened anew, page by page", async () => {
  await withStore(async (path) => {
    const first = openBacktestStore(path);
    equal(first.nextNumber(), 1);
    first.put({ id: "bt1", body: { status: "RUNNING" } });
    deepEqual(first.columns("bt1", ["time"]), {});
    equal(await first.finish(DONE, RESULT, breathe), true);
    first.close();
    const again = openBacktestStore(path);
    deepEqual(again.list(), [{ id: "bt1", body: { status: "DONE" } }]);
    equal(again.tradeCount("bt1"), 1_203);
    deepEqual(again.trades("bt1", 3, 499), TRADES.slice(499, 502));
    deepEqual(again.trades("bt1", 5_000, 1_200), TRADES.slice(1_200));
    deepEqual(again.trades("bt1", 10, 9_999), []);
    deepEqual(again.columns("bt1", ["time", "equity", "other"]), COLUMNS);
    deepEqual(again.columns("bt1", ["time"]), { time: COLUMNS.time });
    again.remove("bt1");
    deepEqual([again.list(), again.trades("bt1", 10, 0), again.columns("bt1", ["time"])], [
      [],
      [],
      {},
    ]);
    equal(again.nextNumber(), 2);
    again.close();
  });
});

Deno.test("the newest come first, and with too many the oldest go", () => {
  const store = openBacktestStore(":memory:");
  for (let n = 1; n <= MAX_KEPT_BACKTESTS + 3; n++) store.put({ id: `bt${n}`, body: n });
  const kept = store.list();
  deepEqual([kept.length, kept[0]?.id, kept.at(-1)?.id], [
    MAX_KEPT_BACKTESTS,
    `bt${MAX_KEPT_BACKTESTS + 3}`,
    "bt4",
  ]);
  store.close();
});

Deno.test("a file that is no store is refused in words", async () => {
  await withStore((path) => {
    Deno.writeTextFileSync(path, "no database".repeat(100));
    throws(() => openBacktestStore(path), /Cannot open .*damaged or no SQLite file/);
  });
});

/** What there is to see of the one result. */
function seen(store: BacktestStore) {
  const { time = [], equity = [] } = store.columns("bt1", ["time", "equity"]);
  const trades = store.trades("bt1", 9_999, 0).length;
  return [store.list()[0]?.body, trades, store.tradeCount("bt1"), time.length, equity.length];
}

const NOTHING = [{ status: "RUNNING" }, 0, 0, 0, 0];
const ALL = [{ status: "DONE" }, 1_203, 1_203, 999, 999];

Deno.test("a result is written in pieces, and whenever the program ends it is there as a whole or not at all", async () => {
  await withStore(async (path) => {
    const store = openBacktestStore(path);
    store.put({ id: "bt1", body: { status: "RUNNING" } });
    let turns = 0;
    await store.finish(DONE, RESULT, async () => {
      turns++;
      deepEqual(seen(store), NOTHING);
      // As a crash leaves it: nothing closed, no last word.
      const copy = `${path}-${turns}`;
      Deno.copyFileSync(path, copy);
      Deno.copyFileSync(`${path}-wal`, `${copy}-wal`);
      const found = openBacktestStore(copy);
      deepEqual(seen(found), NOTHING);
      // The next program tidies up, and another result can be kept.
      found.forgetUnfinished();
      deepEqual(seen(found), NOTHING);
      await found.finish(DONE, RESULT, breathe);
      deepEqual(seen(found), ALL);
      found.close();
    });
    deepEqual(seen(store), ALL);
    // Three pages of trades, two columns, and the word that it is whole.
    equal(turns, 6);
    store.forgetUnfinished();
    deepEqual(seen(store), ALL);
    store.close();
  });
});

/** Writes a result and hangs before its last piece. */
const WRITER = `
  import { openBacktestStore } from ${JSON.stringify(import.meta.resolve("./backtest_store.ts"))};
  const store = openBacktestStore(Deno.args[0]);
  store.put({ id: "bt1", body: { status: "RUNNING" } });
  const json = new TextEncoder().encode("[{}]");
  const trades = [1, 2].map(() => ({ count: 1, json }));
  let turns = 0;
  await store.finish({ id: "bt1", body: { status: "DONE" } }, { trades, columns: {} }, async () => {
    if (++turns < 3) return;
    Deno.stdout.writeSync(new TextEncoder().encode("written"));
    await new Promise((resolve) => setTimeout(resolve, 1_000_000));
  });
`;

Deno.test("a process killed before the last piece leaves no part of a result", async () => {
  await withStore(async (path) => {
    const script = `${path}.ts`;
    Deno.writeTextFileSync(script, WRITER);
    const args = ["run", "-A", "--no-check", "--no-config", script, path];
    const writer = new Deno.Command(Deno.execPath(), { args, stdout: "piped" }).spawn();
    for await (const _ of writer.stdout) writer.kill("SIGKILL");
    equal((await writer.status).signal, "SIGKILL");
    const store = openBacktestStore(path);
    deepEqual(seen(store), NOTHING);
    store.forgetUnfinished();
    await store.finish(DONE, RESULT, breathe);
    deepEqual(seen(store), ALL);
    store.close();
  });
});

Deno.test("a backtest that is removed while its result is written stays away", async () => {
  const store = openBacktestStore(":memory:");
  equal(await store.finish(DONE, RESULT, breathe), false, "one that never was there");
  store.put({ id: "bt1", body: { status: "RUNNING" } });
  let turns = 0;
  const remove = () => {
    if (++turns === 3) store.remove("bt1");
    return Promise.resolve();
  };
  equal(await store.finish(DONE, RESULT, remove), false);
  deepEqual(seen(store), [undefined, 0, 0, 0, 0]);
  store.close();
});

Deno.test("a result that cannot be written leaves nothing, and the next one can", async () => {
  const store = openBacktestStore(":memory:");
  store.put({ id: "bt1", body: { status: "RUNNING" } });
  // No JSON knows such a number.
  const broken = { id: "bt1", body: 1n as unknown as number };
  await rejects(store.finish(broken, RESULT, breathe), /BigInt/);
  deepEqual(seen(store), NOTHING);
  ok(await store.finish(DONE, RESULT, breathe));
  deepEqual(seen(store), ALL);
  store.close();
});

Deno.test("what was asked for waits with its columns until its last word, also when the program ended", async () => {
  await withStore(async (path) => {
    const store = openBacktestStore(path);
    const run = { id: "bt1", body: { status: "QUEUED" } };
    const asked = { id: "bt1", runId: "bt1", place: 7, body: { cash: 1 }, columns: COLUMNS };
    let turns = 0;
    await store.work.ask(asked, run, () => {
      const copy = `${path}-${++turns}`;
      Deno.copyFileSync(path, copy);
      Deno.copyFileSync(`${path}-wal`, `${copy}-wal`);
      const found = openBacktestStore(copy);
      // Nobody was told yet that it would be done.
      found.forgetUnfinished();
      deepEqual([found.list(), found.work.list()], [[], []]);
      found.close();
      return Promise.resolve();
    });
    equal(turns, 2);
    const checks = { id: "bt0 checks", runId: "bt1", place: 3, body: null, columns: {} };
    await store.work.ask(checks, run, breathe);
    equal(store.work.begin("bt1"), 1);
    store.close();
    const later = openBacktestStore(path);
    later.forgetUnfinished();
    deepEqual(later.work.list(), [
      { id: "bt0 checks", runId: "bt1", place: 3 },
      { id: "bt1", runId: "bt1", place: 7 },
    ]);
    deepEqual([later.work.body("bt1"), later.work.body("bt9")], [{ cash: 1 }, null]);
    deepEqual(later.work.columns("bt1", ["time", "equity"]), COLUMNS);
    deepEqual(seen(later), [{ status: "QUEUED" }, 0, 0, 0, 0]);
    equal(later.work.begin("bt1"), 2);
    later.work.putOff("bt1");
    equal(later.work.begin("bt1"), 2);
    await later.finish(DONE, RESULT, breathe);
    deepEqual(later.work.list().map(({ id }) => id), ["bt0 checks"]);
    deepEqual(later.work.columns("bt1", ["time"]), {});
    later.put(DONE, "bt0 checks");
    deepEqual([later.work.list(), seen(later)], [[], ALL]);
    later.close();
  });
});

Deno.test("work goes with the run that it is for", async () => {
  const store = openBacktestStore(":memory:");
  const asked = { id: "bt1", runId: "bt1", place: 1, body: null, columns: COLUMNS };
  await store.work.ask(asked, { id: "bt1", body: null }, breathe);
  store.remove("bt1");
  deepEqual([store.work.list(), store.work.columns("bt1", ["time"])], [[], {}]);
  store.close();
});

Deno.test("a file of before work outlived the program is brought forward", async () => {
  await withStore((path) => {
    const older = new DatabaseSync(path);
    older.exec(`
      CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
      INSERT INTO meta VALUES ('backtest_number', 1);
      CREATE TABLE backtests (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, body TEXT NOT NULL) STRICT;
      CREATE TABLE unfinished (
        backtest_id TEXT PRIMARY KEY REFERENCES backtests (id) ON DELETE CASCADE
      ) STRICT, WITHOUT ROWID;
      INSERT INTO backtests (id, body) VALUES ('bt1', '{"status":"RUNNING"}');
      PRAGMA user_version = 2;
    `);
    older.close();
    const store = openBacktestStore(path);
    deepEqual([store.list().length, store.work.list(), store.nextNumber()], [1, [], 2]);
    store.close();
  });
});
