import assert from "node:assert/strict";
import type { Store } from "../../store/store.ts";
import { FakeTime } from "../../../tests/support/fake_time.ts";
import { Journal, RETRY_MS } from "./journal.ts";

const removed = (id: string) => ({ removed: [id as never], events: [] });

Deno.test("who asks a stuck journal for room gets one promise, however often they ask", async () => {
  const time = new FakeTime();
  let stuck = true;
  const commit = () => {
    if (stuck) throw new Error("disk full");
  };
  const journal = new Journal({ commit } as unknown as Store, time, () => {});
  assert.equal(journal.ready(), undefined);
  journal.write(removed("r1"));
  const room = journal.ready();
  assert.ok(room);
  assert.equal(journal.ready(), room);
  stuck = false;
  time.advance(RETRY_MS);
  await room;
  assert.equal(journal.ready(), undefined);
  stuck = true;
  journal.write(removed("r2"));
  assert.notEqual(journal.ready(), room);
  journal.close();
});
