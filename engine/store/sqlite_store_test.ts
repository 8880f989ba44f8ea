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
