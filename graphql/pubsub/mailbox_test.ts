import assert from "node:assert/strict";
import fc from "fast-check";
import { Mailbox } from "./mailbox.ts";

function open(limit = 10) {
  const counts = { conflated: 0, overflowed: 0 };
  let ends = 0;
  const mailbox = new Mailbox<string>(limit, counts, () => void ends++);
  const drain = async () => {
    const read: string[] = [];
    while (mailbox.waiting > 0) read.push((await mailbox.next()).value ?? "");
    return read;
  };
  return { mailbox, counts, drain, ends: () => ends };
}

Deno.test("Mailbox hands over what came, in order, to a reader that waits and to one that comes late", async () => {
  const { mailbox } = open();
  const waiting = mailbox.next();
  mailbox.push("a");
  mailbox.push("b");
  assert.deepEqual(await waiting, { done: false, value: "a" });
  assert.deepEqual(await mailbox.next(), { done: false, value: "b" });
});

Deno.test("Mailbox keeps the newest of a key, at the place of the newest", async () => {
  const { mailbox, counts, drain } = open();
  mailbox.push("tick 1", "tick");
  mailbox.push("order");
  mailbox.push("tick 2", "tick");
  mailbox.push("other", "other");
  assert.deepEqual(await drain(), ["order", "tick 2", "other"]);
  assert.equal(counts.conflated, 1);
});

Deno.test("Mailbox ends with an error when more must be delivered than fits", async () => {
  const { mailbox, counts, ends } = open(3);
  for (const item of ["a", "b", "c", "d", "e"]) mailbox.push(item);
  await assert.rejects(mailbox.next(), { name: "InputError", code: "TIMEOUT", message: /3 items/ });
  assert.deepEqual(await mailbox.next(), { done: true, value: undefined });
  assert.equal(counts.overflowed, 1);
  assert.equal(ends(), 1);
});

Deno.test("Mailbox.end() lets waiting items be read, and readers go", async () => {
  const { mailbox, ends } = open();
  mailbox.push("last");
  mailbox.end();
  mailbox.push("too late");
  assert.deepEqual(await mailbox.next(), { done: false, value: "last" });
  assert.deepEqual(await mailbox.next(), { done: true, value: undefined });
  const other = open().mailbox;
  const waiting = other.next();
  other.end();
  assert.deepEqual(await waiting, { done: true, value: undefined });
  assert.equal(ends(), 1);
});

Deno.test("Mailbox.return() answers a reader that still waits, and says once that it ended", async () => {
  const { mailbox, ends } = open();
  const waiting = mailbox.next();
  await mailbox.return();
  await mailbox.return();
  assert.deepEqual(await waiting, { done: true, value: undefined });
  assert.equal(ends(), 1);
});

Deno.test("Mailbox loses nothing without a key, and of each key only older ones", async () => {
  const steps = fc.array(
    fc.oneof(
      fc.record({ key: fc.constantFrom(undefined, "a", "b") }),
      fc.constant("read" as const),
    ),
    { maxLength: 60 },
  );
  await fc.assert(fc.asyncProperty(steps, async (plan) => {
    const { mailbox, counts, drain } = open(100);
    const sent: { item: string; key: string | undefined }[] = [];
    const read: string[] = [];
    for (const step of plan) {
      if (step !== "read") {
        const item = `${sent.length}`;
        sent.push({ item, key: step.key });
        mailbox.push(item, step.key);
      } else if (mailbox.waiting > 0) {
        read.push((await mailbox.next()).value ?? "");
      }
    }
    read.push(...await drain());
    assert.deepEqual(read, read.toSorted((a, b) => Number(a) - Number(b)), "in order");
    assert.equal(read.length + counts.conflated, sent.length);
    for (const key of ["a", "b"]) {
      const newest = sent.findLast((one) => one.key === key);
      if (newest !== undefined) assert.ok(read.includes(newest.item), `newest of ${key}`);
    }
    for (const { item, key } of sent) if (key === undefined) assert.ok(read.includes(item));
  }));
});
