import assert from "node:assert/strict";
import { FakeTime } from "../../support/fake_time.ts";
import { MemoryExchange } from "../memory_exchange.ts";
import { Recorder } from "../recorder.ts";
import { FAULT_KINDS, type MessageFault, type RestFault } from "./kinds.ts";
import { ANSWERS } from "./plan.ts";

const START = Date.UTC(2024, 0, 15, 12, 0, 30);
const KLINES = "btcusdt@kline_1m";
const TRADES = "btcusdt@aggTrade";

async function opened(streams = `${KLINES}/${TRADES}`) {
  const time = new FakeTime(START);
  const exchange = new MemoryExchange({ time });
  const connect = () => {
    const seen = new Recorder();
    return { seen, socket: exchange.connect(`ws://exchange/stream?streams=${streams}`, seen) };
  };
  const first = connect();
  await exchange.run(100);
  return { exchange, connect, ...first };
}

/** The messages of half a minute without a fault, and those with one. */
async function compared(kind: MessageFault, stream: string) {
  const [good, bad] = [await opened(stream), await opened(stream)];
  bad.exchange.faults.next(kind, { stream });
  await good.exchange.run(40_000);
  await bad.exchange.run(40_000);
  assert.equal(bad.exchange.faults.counts[kind], 1);
  good.exchange.close();
  bad.exchange.close();
  return { good: good.seen.messages, bad: bad.seen.messages };
}

Deno.test("LOSE leaves one message out", async () => {
  const { good, bad } = await compared("LOSE", TRADES);
  assert.deepEqual(bad, good.slice(1));
});

Deno.test("LOSE of a closing kline leaves out that one", async () => {
  const { exchange, seen } = await opened();
  exchange.faults.next("LOSE", { stream: KLINES, isClosing: true });
  await exchange.run(3 * 60_000);
  const closed = seen.data(KLINES).filter((data) => data.k.x).map((data) => data.k.t);
  assert.deepEqual(closed, [START + 30_000, START + 90_000]);
  assert.equal(exchange.faults.counts.LOSE, 1);
  exchange.close();
});

Deno.test("the answer to a request can be lost, too", async () => {
  const { exchange, seen, socket } = await opened("");
  exchange.faults.next("LOSE", { stream: ANSWERS });
  for (const id of [1, 2]) socket.send(`{"method":"LIST_SUBSCRIPTIONS","id":${id}}`);
  await exchange.run(100);
  assert.deepEqual(seen.messages, ['{"result":[],"id":2}']);
  exchange.close();
});

Deno.test("DUPLICATE brings one message twice", async () => {
  const { good, bad } = await compared("DUPLICATE", TRADES);
  assert.deepEqual(bad, [good[0], ...good]);
});

Deno.test("REORDER brings a message after the next one of its stream", async () => {
  const { good, bad } = await compared("REORDER", TRADES);
  assert.deepEqual(bad, [good[1], good[0], ...good.slice(2)]);
});

Deno.test("STALL brings the same messages later, all at once", async () => {
  const { exchange, seen } = await opened(TRADES);
  exchange.faults.next("STALL");
  const before = seen.messages.length;
  await exchange.run(2_000);
  assert.equal(seen.messages.length, before);
  await exchange.run(5_000);
  const ids = seen.data(TRADES).map((data) => data.a);
  assert.ok(ids.length > 3);
  ids.forEach((id, i) => assert.equal(id, ids[0] + i));
  exchange.close();
});

Deno.test("UNKNOWN_EVENT comes besides the messages", async () => {
  const { good, bad } = await compared("UNKNOWN_EVENT", TRADES);
  assert.deepEqual(bad.slice(1), good);
  assert.equal(JSON.parse(bad[0]!).data.e, "somethingNew");
});

const SPOILT: readonly [MessageFault, (text: string, original: string) => void][] = [
  ["BAD_JSON", (text) => assert.throws(() => JSON.parse(text))],
  ["CUT", (text, original) => {
    assert.throws(() => JSON.parse(text));
    assert.ok(original.startsWith(text));
  }],
  ["NUMBER", (text) => assert.match(text, /":\d+\.\d+/)],
  ["NAN", (text) => assert.match(text, /"NaN"/)],
  ["NULL", (text) => assert.match(text, /":null/)],
  ["WRONG_SYMBOL", (text) => assert.equal(JSON.parse(text).data.s, "WRONGUSDT")],
];
for (const [kind, check] of SPOILT) {
  Deno.test(`${kind} spoils one message and leaves the others`, async () => {
    const { good, bad } = await compared(kind, TRADES);
    assert.notEqual(bad[0], good[0]);
    check(bad[0]!, good[0]!);
    assert.deepEqual(bad.slice(1), good.slice(1));
  });
}

async function request(kind: RestFault) {
  const { exchange } = await opened();
  exchange.faults.next(kind, { path: "/klines" });
  const url = "http://exchange/api/v3/klines?symbol=BTCUSDT&interval=1m&limit=3";
  const outcome = exchange.get(url, new AbortController().signal)
    .then((answer) => answer, (error) => error);
  await exchange.run(5_000);
  exchange.close();
  assert.equal(exchange.faults.counts[kind], 1);
  return await Promise.race([outcome, Promise.resolve("nothing")]);
}

Deno.test("a request meets the fault that was ordered for it", async () => {
  for (const status of [429, 418] as const) {
    const answer = await request(`REST_${status}`);
    assert.equal(answer.status, status);
    assert.equal(answer.header("retry-after"), "2");
  }
  assert.equal((await request("REST_500")).status, 500);
  assert.equal((await request("REST_503")).status, 503);
  assert.equal(await request("REST_HANG"), "nothing");
  assert.equal(JSON.parse((await request("REST_SLOW")).body).length, 3);
  assert.ok(await request("REST_BREAK") instanceof TypeError);
  for (const kind of ["REST_CUT", "REST_PAGE"] as const) {
    const { status, body } = await request(kind);
    assert.equal(status, 200);
    assert.throws(() => JSON.parse(body), kind);
  }
  assert.deepEqual(JSON.parse((await request("REST_OTHER_JSON")).body), { something: "else" });
  assert.match((await request("REST_NAN")).body, /"NaN"/);
  assert.equal(JSON.parse((await request("REST_STALE")).body).at(-1)[0], START - 30_000);
});

Deno.test("a fault ordered for one path leaves the others alone", async () => {
  const { exchange } = await opened();
  exchange.faults.next("REST_500", { path: "/klines" });
  const answer = exchange.get("http://exchange/api/v3/time", new AbortController().signal);
  await exchange.run(100);
  assert.equal((await answer).status, 200);
  exchange.close();
});

Deno.test("drop() ends connections, hang() silences them, and both are counted", async () => {
  const { exchange, seen, connect } = await opened(TRADES);
  const second = connect();
  await exchange.run(3_000);
  exchange.faults.drop(1);
  exchange.faults.hang();
  assert.deepEqual(seen.ends, ["connection reset"]);
  const count = second.seen.messages.length;
  second.socket.send('{"method":"LIST_SUBSCRIPTIONS","id":1}');
  await exchange.run(20_000);
  assert.equal(second.seen.messages.length, count);
  assert.deepEqual(second.seen.ends, []);
  const { DROP, HANG } = exchange.faults.counts;
  assert.deepEqual({ DROP, HANG }, { DROP: 1, HANG: 1 });
  exchange.close();
});

Deno.test("refuse() turns new connections away until it is taken back", async () => {
  const { exchange, connect } = await opened();
  exchange.faults.refuse();
  const refused = connect();
  await exchange.run(100);
  assert.deepEqual(refused.seen.ends, ["connection refused"]);
  exchange.faults.refuse(false);
  const taken = connect();
  await exchange.run(100);
  assert.equal(taken.seen.isOpen, true);
  assert.equal(exchange.faults.counts.REFUSE, 1);
  exchange.close();
});

Deno.test("restart() ends everything for a while", async () => {
  const { exchange, seen, connect } = await opened();
  void exchange.faults.restart(1_000);
  assert.equal(seen.ends.length, 1);
  const early = connect();
  const answer = exchange.get("http://exchange/api/v3/time", new AbortController().signal);
  const failed = assert.rejects(answer, /refused/);
  await exchange.run(900);
  await failed;
  assert.equal(early.seen.ends.length, 1);
  await exchange.run(200);
  const late = connect();
  await exchange.run(100);
  assert.equal(late.seen.isOpen, true);
  exchange.close();
});

Deno.test("shutDown() warns, and ends the connections that were warned", async () => {
  const { exchange, seen, connect } = await opened();
  await exchange.run(100);
  exchange.faults.shutDown(10_000);
  const notice = JSON.parse(seen.messages.at(-1)!);
  assert.equal(notice.stream, "!serverShutdown");
  assert.equal(notice.data.e, "serverShutdown");
  const later = connect();
  await exchange.run(9_000);
  assert.equal(seen.isOpen, true);
  await exchange.run(2_000);
  assert.deepEqual(seen.ends, ["server shutdown"]);
  assert.equal(later.seen.isOpen, true);
  exchange.close();
});

Deno.test("connections end when their life is over", async () => {
  const { exchange, seen } = await opened();
  exchange.faults.connectionLife(20_000);
  await exchange.run(19_000);
  assert.equal(seen.isOpen, true);
  await exchange.run(1_500);
  assert.deepEqual(seen.ends, ["the connection's life is over"]);
  exchange.close();
});

Deno.test("chaos brings every fault there is, the same for the same seed", async () => {
  const once = async () => {
    const { exchange, connect } = await opened();
    const chances = Object.fromEntries(FAULT_KINDS.map((kind) => [kind, 0.04]));
    const perMinute = { DROP: 1, HANG: 1, REFUSE: 1, RESTART: 0.5, SHUTDOWN: 0.5 };
    exchange.faults.chaos("7", { chances, perMinute });
    for (let i = 0; i < 120; i++) {
      connect();
      exchange.get("http://exchange/api/v3/time", new AbortController().signal).catch(() => {});
      await exchange.run(5_000, 500);
    }
    exchange.faults.calm();
    const counts = { ...exchange.faults.counts };
    await exchange.run(10_000, 500);
    assert.deepEqual(exchange.faults.counts, counts);
    exchange.close();
    return counts;
  };
  const counts = await once();
  for (const kind of FAULT_KINDS) assert.ok(counts[kind] > 0, `${kind} never happened`);
  assert.deepEqual(await once(), counts);
});
