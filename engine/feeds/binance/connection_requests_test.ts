import assert from "node:assert/strict";
import fc from "fast-check";
import { FakeTime } from "../../../tests/support/fake_time.ts";
import { MAX_UNANSWERED, readAnswer, Requests } from "./connection_requests.ts";
import { Alarms } from "./session_alarms.ts";

const ANSWERS: readonly (readonly [text: string, id: number, fault: string | null])[] = [
  ['{"result":null,"id":1}', 1, null],
  ['{"id": 7, "result": ["btcusdt@aggTrade"]}', 7, null],
  ['{"error":{"code":2,"msg":"Invalid request: x"},"id":3}', 3, "Invalid request: x"],
  ['{"id":3,"error":"x"}', 3, "no reason given"],
  ['{"result":null,"error":null,"id":3}', 3, null],
  ['{"code":1,"msg":"Invalid value type","id":2}', 2, "Invalid value type"],
];

Deno.test("readAnswer() knows every form of an answer", () => {
  for (const [text, id, fault] of ANSWERS) {
    const answer = readAnswer(text);
    assert.deepEqual([answer?.id, answer?.fault], [id, fault], text);
  }
});

Deno.test("readAnswer() takes nothing else, and never throws", () => {
  const others = [
    "",
    "{}",
    '"id"',
    '["id"]',
    '{"id":1}',
    '{"id":null,"result":null}',
    '{"result":null}',
    '{"id":1,"result":null',
    '{"id":1,"result":null}'.padEnd(200_000),
    '{"id":1,"result":'.padEnd(90_000, "["),
  ];
  for (const text of others) assert.equal(readAnswer(text), null, text.slice(0, 40));
  fc.assert(fc.property(fc.json(), (text) => void readAnswer(`{"id":1,"result":${text}`)));
});

Deno.test("an answer counts for its own request, once", () => {
  const time = new FakeTime();
  const log: string[] = [];
  const requests = new Requests(new Alarms(time), 1_000, {
    fulfilled: (id) => log.push(`${id}`),
    failed: (reason) => log.push(reason),
  });
  requests.make("SUBSCRIBE", ["a"]);
  requests.make("UNSUBSCRIBE", ["a"]);
  assert.equal(requests.probe(), '{"method":"LIST_SUBSCRIPTIONS","id":3}');
  assert.equal(requests.take('{"result":null,"id":4}'), false);
  assert.equal(requests.take('{"result":null,"id":0}'), false);
  assert.equal(requests.take('{"result":["a"],"id":3}'), true);
  assert.equal(requests.take('{"result":null,"id":2}'), true);
  assert.equal(requests.take('{"result":null,"id":2}'), true);
  assert.deepEqual(log, ["2"]);
  time.advance(1_000);
  assert.deepEqual(log, ["2", "SUBSCRIBE was not answered within 1 s"]);
});

Deno.test("a refused probe is an answer as good as any", () => {
  const log: string[] = [];
  const requests = new Requests(new Alarms(new FakeTime()), 1_000, {
    fulfilled: () => log.push("fulfilled"),
    failed: (reason) => log.push(reason),
  });
  requests.probe();
  assert.ok(requests.take('{"error":{"code":2,"msg":"Invalid request"},"id":1}'));
  assert.deepEqual(log, []);
});

Deno.test("requests are full with as many as may wait, until one is answered", () => {
  const events = { fulfilled() {}, failed() {} };
  const requests = new Requests(new Alarms(new FakeTime()), 1_000, events);
  for (let n = 0; n < MAX_UNANSWERED; n++) {
    assert.equal(requests.isFull, false);
    requests.make("SUBSCRIBE", []);
  }
  assert.equal(requests.isFull, true);
  requests.take('{"result":null,"id":5}');
  assert.equal(requests.isFull, false);
});
