import { deepEqual, equal, ok, throws } from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { storeContract } from "../../tests/contracts/store_contract.ts";
import * as sample from "../../tests/contracts/store_samples.ts";
import { runnerId } from "../domain/mod.ts";
import { openStore, type Store } from "./mod.ts";

const R1 = runnerId("r1");

storeContract("openStore(memory)", () => openStore(":memory:"));

/** Calls `run` with a path in a folder of its own. */
function withPath(run: (path: string, folder: string) => void): void {
  const folder = Deno.makeTempDirSync();
  try {
    run(`${folder}/data/trading.sqlite`, folder);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

storeContract("openStore(file)", () => {
  const folder = Deno.makeTempDirSync();
  const store = openStore(`${folder}/trading.sqlite`);
  return new Proxy(store, {
    get(target, name: keyof Store) {
      if (name !== "close") return target[name].bind(target);
      return () => {
        target.close();
        Deno.removeSync(folder, { recursive: true });
      };
    },
  });
});

Deno.test("openStore() finds again what was written before it was closed", () => {
  withPath((path) => {
    const store = openStore(path);
    store.commit({ runners: [sample.record("r1")], events: [sample.log("r1", 1)] });
    equal(store.nextRunnerNumber(), 1);
    store.close();
    const again = openStore(path);
    deepEqual(again.runners(), [sample.record("r1")]);
    deepEqual(again.events({ limit: 1 }), [sample.log("r1", 1)]);
    equal(again.nextRunnerNumber(), 2);
    again.commit({ events: [sample.log("r1", 2)] });
    equal(again.events({ limit: 9 }).length, 2);
    again.close();
  });
});

Deno.test("openStore() refuses a file that another store has open", () => {
  withPath((path) => {
    const first = openStore(path);
    throws(() => openStore(path), /another process is using this data folder.*--data-dir/);
    first.close();
    openStore(path).close();
  });
});

Deno.test("openStore() leaves the file readable for other tools while it is open", () => {
  withPath((path) => {
    const store = openStore(path);
    store.commit({ runners: [sample.record("r1")] });
    const tool = new DatabaseSync(path, { readOnly: true });
    equal(tool.prepare("SELECT count(*) AS n FROM runners").get()?.n, 1);
    tool.close();
    store.close();
  });
});

/** What the version before orders that rest wrote, as it wrote it. */
const OLDER_ORDER = {
  id: "r1-o1",
  runnerId: "r1",
  symbol: "BTCUSDT",
  side: "BUY",
  type: "MARKET",
  purpose: "ENTRY",
  quantity: 0.1,
  referencePrice: 100,
  stopLoss: 95,
  takeProfit: null,
  reason: null,
  status: "FILLED",
  submittedAt: 60_000,
  filledAt: 120_000,
  fillPrice: 101,
  fee: 0.0101,
  rejectCode: null,
  rejectReason: null,
};
const OLDER_POSITION = {
  side: "LONG",
  quantity: 0.1,
  entryPrice: 101,
  entryTime: 120_000,
  lastPrice: 101.1,
  stopLoss: 95,
  takeProfit: null,
  unrealizedPnl: 0.01,
  realizedPnl: 0,
  fees: 0.0101,
  barsHeld: 0,
};
const OLDER_FILL = {
  orderId: "r1-o1",
  time: 120_000,
  side: "BUY",
  quantity: 0.1,
  price: 101,
  fee: 0.0101,
};

Deno.test("openStore() brings a file of the first version forward, and reads what is in it", () => {
  withPath((path) => {
    openStore(path).close();
    const older = new DatabaseSync(path);
    older.exec(
      "DROP TABLE accounts; DROP TABLE settings; PRAGMA user_version = 1; " +
        "DELETE FROM meta WHERE name = 'account_number'",
    );
    const base = { runnerId: "r1", symbol: "BTCUSDT", time: 120_000 };
    const events = [
      { type: "ORDER_FILLED", sequence: 1, ...base, order: OLDER_ORDER, fill: OLDER_FILL },
      { type: "POSITION_OPENED", sequence: 2, ...base, position: OLDER_POSITION },
    ];
    const put = older.prepare("INSERT INTO runners (id, body) VALUES (?, ?)");
    put.run("r1", JSON.stringify(sample.record("r1")));
    for (const event of events) {
      older.prepare("INSERT INTO events (runner_id, sequence, type, body) VALUES (?, ?, ?, ?)")
        .run("r1", event.sequence, event.type, JSON.stringify(event));
    }
    older.prepare("INSERT INTO orders (runner_id, sequence, order_id, body) VALUES (?, ?, ?, ?)")
      .run("r1", 1, "r1-o1", JSON.stringify(OLDER_ORDER));
    older.close();
    const store = openStore(path);
    const order = {
      ...OLDER_ORDER,
      filledQuantity: 0.1,
      limitPrice: null,
      stopPrice: null,
      trailBy: null,
      timeInForce: "GTC",
      expiresAt: null,
      postOnly: false,
      reduceOnly: false,
      group: null,
      updatedAt: 120_000,
      cancelCode: null,
      cancelReason: null,
    };
    // 0.1 × 101.1 is 10.110000000000001 as a float.
    const position = { ...OLDER_POSITION, funding: 0, notional: 10.11, liquidationPrice: null };
    deepEqual<unknown>(store.orders(R1, 9), [order]);
    deepEqual<unknown>(store.events({ limit: 9 }), [
      { ...events[1], position },
      { ...events[0], order, fill: { ...OLDER_FILL, liquidity: "TAKER" } },
    ]);
    store.commit({ accounts: [sample.account("a1")] });
    equal(store.nextAccountNumber(), 1);
    deepEqual(store.runners(), [sample.record("r1")]);
    store.close();
  });
});

Deno.test("openStore() refuses a file of a newer version", () => {
  withPath((path) => {
    openStore(path).close();
    const newer = new DatabaseSync(path);
    newer.exec("PRAGMA user_version = 99");
    newer.close();
    throws(() => openStore(path), /written by a newer version \(schema 99/);
    throws(() => openStore(path), /written by a newer version/, "the lock is free again");
  });
});

Deno.test("openStore() says that a file is damaged", () => {
  withPath((path, folder) => {
    Deno.mkdirSync(`${folder}/data`);
    Deno.writeTextFileSync(path, "not a database ".repeat(500));
    throws(() => openStore(path), /Cannot open .*trading\.sqlite: it is damaged or no SQLite file/);
  });
});

Deno.test("openStore() says that the file is cut in its middle", () => {
  withPath((path) => {
    const store = openStore(path);
    const events = Array.from({ length: 2_000 }, (_, i) => sample.log("r1", i + 1));
    store.commit({ runners: [sample.record("r1")], events });
    store.close();
    const bytes = Deno.readFileSync(path);
    bytes.fill(0xff, 16_384);
    Deno.writeFileSync(path, bytes);
    throws(() => {
      const broken = openStore(path);
      try {
        broken.events({ limit: 2_000 });
      } finally {
        broken.close();
      }
    }, /it is damaged or no SQLite file/);
  });
});

Deno.test("openStore() says that the folder cannot be made", () => {
  withPath((_, folder) => {
    Deno.writeTextFileSync(`${folder}/file`, "");
    throws(
      () => openStore(`${folder}/file/trading.sqlite`),
      /Cannot open .*: its folder cannot be made: a file is in the way/,
    );
  });
});

Deno.test("openStore() says that the folder cannot be written", () => {
  withPath((path) => {
    openStore(path).close();
    // An account that may write everywhere is stopped by the immutable mode of a special folder.
    throws(() => openStore("/proc/self/trading.sqlite"), /Cannot open .*(cannot be opened|denied)/);
  });
});

Deno.test("commit() says that the disk is full and keeps what was there", () => {
  withPath((path) => {
    const store = openStore(path, { maxBytes: 200_000 });
    store.commit({ runners: [sample.record("r1")], events: [sample.log("r1", 1)] });
    const long = "x".repeat(10_000);
    throws(() => {
      for (let i = 2; i < 100; i++) store.commit({ events: [sample.log("r1", i, long)] });
    }, /Cannot write .*: the disk \(or its quota\) is full/);
    throws(() => store.check(), /full/);
    const before = store.events({ limit: 100 }).length;
    ok(before > 1 && before < 30, `${before}`);
    store.close();
    const again = openStore(path);
    equal(again.events({ limit: 100 }).length, before);
    again.commit({ events: [sample.log("r1", 200)] });
    again.check();
    again.close();
  });
});

Deno.test("commit() keeps the newest rows of each runner", () => {
  withPath((path) => {
    const limits = { eventsPerRunner: 100, recordsPerRunner: 20 };
    let store = openStore(path, limits);
    store.commit({ runners: [sample.record("r1"), sample.record("r2")] });
    store.commit({ events: [sample.log("r2", 1), sample.feedStatus(1)] });
    for (let i = 1; i <= 250; i++) {
      store.commit({ events: [sample.transition("r1", i)] });
      if (i !== 130) continue;
      store.close();
      store = openStore(path, limits);
    }
    const events = store.events({ runnerId: R1, limit: 1_000 });
    ok(events.length >= 100 && events.length <= 110, `${events.length}`);
    equal(events[0]?.sequence, 250);
    equal(events.at(-1)?.sequence, 251 - events.length);
    const transitions = store.transitions(R1, 1_000);
    ok(transitions.length >= 20 && transitions.length <= 22, `${transitions.length}`);
    equal(transitions[0]?.time, sample.START + 250);
    equal(store.events({ runnerId: runnerId("r2"), limit: 9 }).length, 1);
    equal(store.events({ types: ["FEED_STATUS_CHANGED"], limit: 9 }).length, 1);
    store.close();
  });
});
