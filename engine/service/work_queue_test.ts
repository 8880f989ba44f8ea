import { deepEqual, equal, rejects, throws } from "node:assert/strict";
import { isPutOff, MAX_WAITING_WORK, WorkQueue } from "./work_queue.ts";

/** Work that runs until the test ends it, or until it is canceled. */
function heldWork(id: string, place: number, said: string[]) {
  const end = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const over = Promise.withResolvers<void>();
  const work = {
    id,
    place,
    async run(signal: AbortSignal) {
      said.push(`${id} begins`);
      begun.resolve();
      signal.addEventListener("abort", () => end.resolve());
      await end.promise;
      said.push(`${id} is ${isPutOff(signal) ? "put off" : signal.aborted ? "ended" : "done"}`);
      over.resolve();
    },
    dropped: () => void said.push(`${id} is dropped`),
  };
  return { work, begun: begun.promise, end: end.resolve, over: over.promise };
}

function held(queue: WorkQueue, id: string, said: string[]) {
  const one = heldWork(id, queue.takePlace(), said);
  queue.add(one.work);
  return one;
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

Deno.test("who asked first has the first turn, however long it takes to write that down", async () => {
  const queue = new WorkQueue();
  const said: string[] = [];
  const first = held(queue, "bt1", said);
  const slow = heldWork("bt2", queue.takePlace(), said);
  const quick = held(queue, "bt3", said);
  queue.add(slow.work);
  for (const one of [first, slow, quick]) {
    await one.begun;
    one.end();
    await one.over;
  }
  deepEqual(said.filter((text) => text.endsWith("begins")), [
    "bt1 begins",
    "bt2 begins",
    "bt3 begins",
  ]);
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
});

Deno.test("at the end what runs is put off, what waits stays as it is, and all goes on in its order", async () => {
  const queue = new WorkQueue();
  const said: string[] = [];
  const works = ["a", "b"].map((id) => held(queue, id, said).work);
  await queue.close();
  deepEqual(said, ["a begins", "a is put off"]);
  const next = new WorkQueue();
  const later: string[] = [];
  const [a, b] = works.map(({ id, place }) => heldWork(id, place, later));
  next.resume([b!.work, a!.work]);
  const c = held(next, "c", later);
  for (const one of [a!, b!, c]) {
    one.end();
    await one.over;
  }
  deepEqual(later.filter((text) => text.endsWith("begins")), ["a begins", "b begins", "c begins"]);
});

Deno.test("so many may wait, those that are being written down included; once it is closed none may", async () => {
  const queue = new WorkQueue();
  const said: string[] = [];
  for (let n = 0; n < MAX_WAITING_WORK; n++) held(queue, `w${n}`, said);
  const place = queue.takePlace();
  throws(() => held(queue, "more", said), /20 backtests and studies wait already: cancel one/);
  queue.leave(place);
  held(queue, "more", said);
  await queue.close();
  equal(said.length, 2);
  throws(() => queue.checkOpen(), /shutting down/);
  throws(() => queue.takePlace(), /shutting down/);
});

Deno.test("work has its place from the moment it is asked for, and leaves it where nothing comes of it", async () => {
  const queue = new WorkQueue();
  const found = Promise.withResolvers<void>();
  const asked = Array.from(
    { length: MAX_WAITING_WORK },
    () => queue.withPlace(() => found.promise),
  );
  const more = () => queue.withPlace(() => Promise.resolve("added"));
  await rejects(more(), /20 backtests and studies wait already/);
  found.reject(new Error("no candles"));
  for (const one of asked) await rejects(one, /no candles/);
  equal(await more(), "added");
  const said: string[] = [];
  const one = await queue.withPlace((place) => {
    const work = heldWork("bt1", place, said);
    queue.add(work.work);
    return Promise.resolve(work);
  });
  deepEqual(said, ["bt1 begins"]);
  one.end();
  await one.over;
});
