import { deepEqual, equal, throws } from "node:assert/strict";
import { MAX_WAITING_WORK, whyEnded, WorkQueue } from "./work_queue.ts";

const says = (why: string | null) => why === null ? "" : `: ${why}`;

/** Work that runs until the test ends it, or until it is canceled. */
function held(queue: WorkQueue, id: string, said: string[]) {
  const end = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const over = Promise.withResolvers<void>();
  queue.add({
    id,
    async run(signal) {
      said.push(`${id} begins`);
      begun.resolve();
      signal.addEventListener("abort", () => end.resolve());
      await end.promise;
      said.push(`${id} ${signal.aborted ? "is ended" : "is done"}${says(whyEnded(signal))}`);
      over.resolve();
    },
    dropped: (why) => void said.push(`${id} is dropped${says(why)}`),
  });
  return { begun: begun.promise, end: end.resolve, over: over.promise };
}

Deno.test("work runs one piece after another, in order", async () => {
  const queue = new WorkQueue();
  const said: string[] = [];
  const first = held(queue, "bt1", said);
  const second = held(queue, "st1", said);
  deepEqual(said, ["bt1 begins"]);
  first.end();
  await second.begun;
  second.end();
  await second.over;
  deepEqual(said, ["bt1 begins", "bt1 is done", "st1 begins", "st1 is done"]);
});

Deno.test("what waits is dropped, what runs is ended, and the next has its turn", async () => {
  const queue = new WorkQueue();
  const said: string[] = [];
  held(queue, "a", said);
  held(queue, "b", said);
  const last = held(queue, "c", said);
  queue.cancel("b");
  queue.cancel("nobody");
  queue.cancel("a");
  await last.begun;
  deepEqual(said, ["a begins", "b is dropped", "a is ended", "c begins"]);
  await queue.close();
  equal(said.at(-1), "c is ended: The service ended before it did");
});

Deno.test("so many may wait; once it is closed none may", async () => {
  const queue = new WorkQueue();
  const said: string[] = [];
  for (let n = 0; n <= MAX_WAITING_WORK; n++) held(queue, `w${n}`, said);
  throws(() => held(queue, "more", said), /20 backtests and studies wait already: cancel one/);
  await queue.close();
  equal(
    said.filter((text) => text.includes("dropped: The service ended")).length,
    MAX_WAITING_WORK,
  );
  throws(() => queue.checkRoom(), /shutting down/);
});
