import { deepEqual, equal, throws } from "node:assert/strict";
import { packColumn } from "../results/column_blob.ts";
import { StoreError } from "../store_error.ts";
import { MAX_KEPT_STUDIES, openStudyStore } from "./study_store.ts";

const NAMES = ["score", "time", "nothing"];
const columns = {
  score: packColumn(Float64Array.of(1.5, NaN, -2)),
  time: packColumn(Float64Array.of(7)),
};

Deno.test("a study and its columns outlive the program, and go together", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const path = `${folder}/deeper/studies.sqlite`;
    const store = openStudyStore(path);
    deepEqual([store.nextNumber(), store.nextNumber()], [1, 2]);
    store.put({ id: "st1", body: { status: "QUEUED" } });
    store.put({ id: "st2", body: { status: "QUEUED" } });
    deepEqual(store.columns("st1", NAMES), {});
    store.finish({ id: "st1", body: { status: "DONE", best: [1, null] } }, columns);
    store.close();
    const later = openStudyStore(path);
    deepEqual(later.list(), [
      { id: "st2", body: { status: "QUEUED" } },
      { id: "st1", body: { status: "DONE", best: [1, null] } },
    ]);
    const kept = later.columns("st1", NAMES);
    deepEqual(Object.keys(kept).sort(), ["score", "time"]);
    // A NaN stands where there is no number.
    deepEqual([Array.from(kept.score!), Array.from(kept.time!)], [[1.5, NaN, -2], [7]]);
    later.remove("st1");
    deepEqual(later.columns("st1", NAMES), {});
    equal(later.nextNumber(), 3, "numbers are not given out again");
    later.close();
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("the oldest goes once there are too many", () => {
  const store = openStudyStore(":memory:");
  for (let n = 0; n <= MAX_KEPT_STUDIES; n++) store.put({ id: `st${n}`, body: n });
  const ids = store.list().map(({ id }) => id);
  deepEqual([ids.length, ids.at(-1)], [MAX_KEPT_STUDIES, "st1"]);
  store.close();
});

Deno.test("a file that is none is a store error", async () => {
  const path = await Deno.makeTempFile();
  try {
    await Deno.writeTextFile(path, "this is no database, however long it may go on");
    throws(() => openStudyStore(path), StoreError);
  } finally {
    await Deno.remove(path);
  }
});
