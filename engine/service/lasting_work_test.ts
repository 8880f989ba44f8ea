import { deepEqual } from "node:assert/strict";
import { openStudyStore } from "../store/mod.ts";
import { LastingWork } from "./lasting_work.ts";
import { throwIfPutOff, WorkQueue } from "./work_queue.ts";

/** What is told of work that runs until it is stopped, and then ends in some way. */
async function toldOf(
  stop: (queue: WorkQueue) => unknown,
  end: (signal: AbortSignal) => void,
): Promise<unknown[]> {
  const store = openStudyStore(":memory:");
  const queue = new WorkQueue();
  const told: unknown[] = [];
  const work = new LastingWork<string, null>(store.work, queue, {
    async run(id, body, _loaded, signal) {
      told.push(`${id} runs: ${body}`);
      await new Promise((resolve) => signal.addEventListener("abort", resolve));
      end(signal);
    },
    putOff: (id) => void told.push(`${id} is put off`),
    dropped: (id) => void told.push(`${id} is dropped`),
    failed: (id, error, status) => void told.push(`${id} is ${status}`, error),
  });
  const asked = { id: "st1", runId: "st1", place: 1, body: "a sweep", columns: {} };
  const add = await work.ask(asked, { id: "st1", body: {} });
  add(null);
  stop(queue);
  await queue.close();
  store.close();
  deepEqual(told.shift(), "st1 runs: a sweep");
  return told;
}

const broken = new Error("the worker is gone");
const breaks = () => {
  throw broken;
};
const finishes = () => {};
const isCanceled = (queue: WorkQueue) => queue.cancel("st1");
const serviceEnds = (queue: WorkQueue) => queue.close();

Deno.test("work that breaks as it is canceled is canceled, with what went wrong", async () => {
  deepEqual(await toldOf(isCanceled, breaks), ["st1 is CANCELED", broken]);
});

Deno.test("work that does not come to its end because the service ends is put off, however it says so", async () => {
  deepEqual(await toldOf(serviceEnds, breaks), ["st1 is put off"]);
  deepEqual(await toldOf(serviceEnds, throwIfPutOff), ["st1 is put off"]);
});

Deno.test("work that finishes all the same has said so itself", async () => {
  deepEqual(await toldOf(serviceEnds, finishes), []);
  deepEqual(await toldOf(isCanceled, finishes), []);
  deepEqual(await toldOf(isCanceled, throwIfPutOff), []);
});
