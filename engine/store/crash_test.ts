import { deepEqual, equal, ok } from "node:assert/strict";
import fc from "fast-check";
import * as sample from "../../tests/contracts/store_samples.ts";
import { runnerId } from "../domain/mod.ts";
import { openStore, type Store, type StoreBatch } from "./mod.ts";

const IDS = ["r1", "r2", "r3"] as const;

/** What a store says of everything, to compare two of them. */
function allOf(store: Store) {
  return {
    runners: store.runners(),
    events: store.events({ limit: 10_000 }),
    each: IDS.map(runnerId).map((id) => ({
      state: store.state(id),
      orders: store.orders(id, 10_000),
      trades: store.trades(id, 10_000),
      transitions: store.transitions(id, 10_000),
    })),
  };
}

const id = fc.constantFrom(...IDS);
const sequence = fc.integer({ min: 1, max: 60 });
const event = fc.oneof(
  fc.tuple(id, sequence, fc.string()).map(([i, s, text]) => sample.log(i, s, text)),
  fc.tuple(id, sequence).map(([i, s]) => sample.transition(i, s)),
  fc.tuple(id, sequence, fc.integer({ min: 1, max: 9 })).map((a) => sample.submitted(...a)),
  fc.tuple(id, sequence, fc.integer({ min: 1, max: 9 })).map((a) => sample.filled(...a)),
  fc.tuple(id, sequence).map(([i, s]) => sample.closed(i, s, s)),
  sequence.map(sample.feedStatus),
);
const batch: fc.Arbitrary<StoreBatch> = fc.record({
  runners: fc.array(id.map((i) => sample.record(i)), { maxLength: 2 }),
  removed: fc.array(id.map(runnerId), { maxLength: 1 }),
  states: fc.array(fc.tuple(id, sequence).map(([i, s]) => sample.state(i, s)), { maxLength: 2 }),
  events: fc.array(event, { maxLength: 12 }),
}, { requiredKeys: [] });

Deno.test("a store taken from the disk as it lies, unclosed, holds what was committed", () => {
  fc.assert(
    fc.property(fc.array(batch, { minLength: 1, maxLength: 12 }), (batches) => {
      const folder = Deno.makeTempDirSync();
      const path = `${folder}/trading.sqlite`;
      const copy = `${folder}/copy.sqlite`;
      const store = openStore(path);
      try {
        for (const each of batches) store.commit(each);
        // As a crash leaves it: the log file full, nothing checkpointed, no last word.
        Deno.copyFileSync(path, copy);
        Deno.copyFileSync(`${path}-wal`, `${copy}-wal`);
        const found = openStore(copy);
        deepEqual(allOf(found), allOf(store));
        found.close();
      } finally {
        store.close();
        Deno.removeSync(folder, { recursive: true });
      }
    }),
    { numRuns: 60 },
  );
});

Deno.test("a log file torn in its middle gives the batches before the tear, whole", () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (where) => {
      const folder = Deno.makeTempDirSync();
      const path = `${folder}/trading.sqlite`;
      const copy = `${folder}/copy.sqlite`;
      openStore(path).close();
      const store = openStore(path);
      try {
        store.commit({ runners: [sample.record("r1")] });
        for (let n = 1; n <= 20; n++) {
          const events = [sample.log("r1", 3 * n - 2), sample.log("r1", 3 * n - 1)];
          store.commit({
            events: [...events, sample.closed("r1", 3 * n, n)],
            states: [sample.state("r1", 3 * n)],
          });
        }
        Deno.copyFileSync(path, copy);
        const wal = Deno.readFileSync(`${path}-wal`);
        Deno.writeFileSync(`${copy}-wal`, wal.subarray(0, Math.floor(wal.length * where)));
        const found = openStore(copy);
        const sequence = found.state(runnerId("r1"))?.sequence ?? 0;
        equal(found.events({ limit: 100 }).length, sequence);
        equal(found.trades(runnerId("r1"), 100).length, sequence / 3);
        found.close();
      } finally {
        store.close();
        Deno.removeSync(folder, { recursive: true });
      }
    }),
    { numRuns: 30 },
  );
});

/** Writes batches for ever and says after each commit which one it was. */
const WRITER = `
  import { openStore } from ${JSON.stringify(import.meta.resolve("./mod.ts"))};
  import * as sample from ${
  JSON.stringify(import.meta.resolve("../../tests/contracts/store_samples.ts"))
};
  const store = openStore(Deno.args[0]);
  store.commit({ runners: [sample.record("r1")] });
  for (let n = 1; ; n++) {
    store.commit({ events: [sample.log("r1", 2 * n - 1), sample.closed("r1", 2 * n, n)],
      states: [sample.state("r1", 2 * n)] });
    Deno.stdout.writeSync(new TextEncoder().encode(n + "\\n"));
  }
`;

/** Reads what the writer says until at least `enough` batches; then kills it and reads the rest. */
async function killAfter(enough: number, writer: Deno.ChildProcess): Promise<number> {
  const decoder = new TextDecoder();
  let said = "";
  let killed = false;
  for await (const chunk of writer.stdout) {
    said += decoder.decode(chunk, { stream: true });
    if (killed || said.split("\n").length <= enough) continue;
    // What it said before it died still comes.
    writer.kill("SIGKILL");
    killed = true;
  }
  equal((await writer.status).signal, "SIGKILL");
  return Number(said.split("\n").at(-2));
}

Deno.test("a process killed while it writes loses nothing it had said, and frees the store", async () => {
  const folder = Deno.makeTempDirSync();
  try {
    Deno.writeTextFileSync(`${folder}/writer.ts`, WRITER);
    for (const enough of [1, 50, 400]) {
      const path = `${folder}/${enough}.sqlite`;
      const writer = new Deno.Command(Deno.execPath(), {
        args: ["run", "-A", "--no-check", "--no-config", `${folder}/writer.ts`, path],
        stdout: "piped",
      }).spawn();
      const said = await killAfter(enough, writer);
      ok(said >= enough, `${said}`);
      const store = openStore(path);
      const kept = store.trades(runnerId("r1"), 1_000_000).length;
      // One more may have been committed that it had no time to tell of.
      ok(kept === said || kept === said + 1, `said ${said}, kept ${kept}`);
      equal(store.state(runnerId("r1"))?.sequence, kept * 2);
      equal(store.events({ limit: 1_000_000 }).length, kept * 2);
      store.close();
    }
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
});
