import assert from "node:assert/strict";
import { streamsOf, watchedSession } from "../../../tests/support/watched_session.ts";
import { CONNECTIONS_WINDOW_MS, MAX_CONNECTIONS } from "./session_backoff.ts";

const STREAM = '{"stream":"a"}';

Deno.test("a loss is told once, and the connection is opened again at once", () => {
  const { session, time, net, want, news } = watchedSession();
  want("a b");
  time.advance(5_000);
  news();
  net.last.drop("closed by the exchange (1006)");
  assert.deepEqual(news(), [
    "lost closed by the exchange (1006)",
    "RECONNECTING: Lost the connection to Binance US: closed by the exchange (1006)",
  ]);
  assert.deepEqual([session.status, session.connectedSince], ["RECONNECTING", null]);
  time.advance(0);
  assert.equal(net.last.madeAt, time.now());
  time.advance(40);
  assert.deepEqual(news(), ["subscribed a b", "LIVE"]);
  assert.deepEqual([session.reconnects, session.detail], [1, null]);
});

Deno.test("a silent connection is asked, and an answer keeps it", () => {
  const { time, net, want, news } = watchedSession();
  want("a");
  news();
  time.advance(100_000);
  assert.deepEqual([...new Set(net.last.sent.slice(1).map(({ method }) => method))], [
    "LIST_SUBSCRIPTIONS",
  ]);
  assert.equal(net.last.sent.length, 10);
  assert.deepEqual([news(), net.sockets.length], [[], 1]);
});

Deno.test("a connection with data is not asked", () => {
  const { time, net, want } = watchedSession();
  want("a");
  for (let n = 0; n < 10; n++) {
    net.last.say(STREAM);
    time.advance(9_999);
  }
  assert.equal(net.last.sent.length, 1);
});

Deno.test("any message is as good as an answer", () => {
  const { time, net, want, news } = watchedSession();
  want("a");
  net.answering = "IGNORE";
  for (let n = 0; n < 5; n++) {
    time.advance(19_000);
    net.last.say(STREAM);
  }
  assert.deepEqual(news().filter((line) => line.startsWith("lost")), []);
  assert.equal(net.last.sent.length, 6);
});

Deno.test("a connection that is silent and does not answer is dead", () => {
  const { session, time, net, want, news } = watchedSession();
  want("a");
  const heardAt = session.lastMessageAt ?? NaN;
  news();
  net.answering = "IGNORE";
  time.advance(heardAt + 20_000 - 1 - time.now());
  assert.deepEqual(news(), []);
  net.answering = "CONFIRM";
  time.advance(1);
  assert.deepEqual(news(), [
    "lost no data for 20 s and no answer",
    "RECONNECTING: Lost the connection to Binance US: no data for 20 s and no answer",
  ]);
  time.advance(100);
  assert.deepEqual(news(), ["subscribed a", "LIVE"]);
  assert.deepEqual(net.sockets.map(({ state }) => state), ["CLOSED", "OPEN"]);
});

Deno.test("the watch survives a clock that is set back, and a machine that slept", () => {
  for (const jump of [-3_600_000, 8 * 3_600_000]) {
    const { time, net, want, news } = watchedSession();
    want("a");
    time.jump(jump);
    time.advance(60_000);
    assert.equal(net.sockets.length, 1);
    news();
    net.answering = "IGNORE";
    time.advance(30_000);
    assert.equal(news()[0], "lost no data for 20 s and no answer");
  }
});

Deno.test("it is down after some attempts, says so once, and goes on trying", () => {
  const { session, time, net, want, news } = watchedSession();
  net.opening = "REFUSE";
  want("a");
  const first = "CONNECTING: Cannot reach Binance US: connection refused";
  assert.deepEqual(news(), ["CONNECTING", first]);
  time.advance(3_600_000);
  assert.deepEqual(news(), [
    "DOWN: Cannot reach Binance US: connection refused; trying again at least every 30 s",
  ]);
  assert.ok(net.sockets.length > 200, `${net.sockets.length} attempts`);
  net.opening = "ACCEPT";
  time.advance(30_000);
  assert.deepEqual(news(), ["subscribed a", "LIVE"]);
  assert.deepEqual([session.reconnects, session.detail], [0, null]);
});

Deno.test("after a loss it is reconnecting, then down, then live", () => {
  const { session, time, net, want, news } = watchedSession();
  want("a");
  news();
  net.opening = "IGNORE";
  net.last.drop("gone");
  time.advance(120_000);
  assert.deepEqual(news(), [
    "lost gone",
    "RECONNECTING: Lost the connection to Binance US: gone",
    "DOWN: Cannot reach Binance US: no answer within 10 s; trying again at least every 30 s",
  ]);
  net.opening = "ACCEPT";
  time.advance(40_000);
  assert.deepEqual(news(), ["subscribed a", "LIVE"]);
  assert.equal(session.reconnects, 1);
});

Deno.test("waits double up to the longest, a random part of each", () => {
  const { time, net, want } = watchedSession();
  net.opening = "REFUSE";
  want("a");
  time.advance(150_000);
  const waits = net.sockets.slice(1).map((socket, n) =>
    socket.madeAt - (net.sockets[n]?.madeAt ?? NaN) - 20
  );
  assert.deepEqual(waits.slice(0, 10), [
    ...[0, 250, 500, 1_000, 2_000, 4_000, 8_000],
    ...[15_000, 15_000, 15_000],
  ]);
});

Deno.test("only a connection that lasted makes the waits short again", () => {
  const { time, net, want } = watchedSession();
  const wait = (afterMs: number) => {
    const count = net.sockets.length;
    time.advance(afterMs);
    net.last.drop("gone");
    const droppedAt = time.now();
    while (net.sockets.length === count) time.advance(10);
    return net.last.madeAt - droppedAt;
  };
  want("a");
  assert.deepEqual([wait(0), wait(1_000), wait(1_000), wait(59_000)], [0, 250, 500, 1_000]);
  assert.deepEqual([wait(61_000), wait(1_000)], [0, 250]);
});

Deno.test("however unlucky it is, it stays within the connections that are allowed", () => {
  const { session, time, net } = watchedSession({ random: () => 0 });
  net.opening = "REFUSE";
  session.want(streamsOf("a"));
  time.advance(3 * CONNECTIONS_WINDOW_MS);
  const times = net.sockets.map(({ madeAt }) => madeAt);
  assert.ok(times.length > 2 * MAX_CONNECTIONS);
  for (const [n, at] of times.entries()) {
    assert.ok(at - (times[n - MAX_CONNECTIONS] ?? -Infinity) >= CONNECTIONS_WINDOW_MS);
  }
});

Deno.test("wishes that come and go open no more connections than are allowed", () => {
  const { time, net, want } = watchedSession();
  for (let n = 0; n < 400; n++) {
    want("a");
    want("");
  }
  assert.equal(net.sockets.length, MAX_CONNECTIONS);
  time.jump(-3_600_000);
  want("a");
  time.advance(CONNECTIONS_WINDOW_MS);
  assert.equal(net.alive.length, 1);
});

Deno.test("wishes do not shorten a wait", () => {
  const { time, net, want } = watchedSession();
  net.opening = "REFUSE";
  want("a");
  time.advance(60_000);
  const attempts = net.sockets.length;
  for (let n = 0; n < 100; n++) want(n % 2 === 0 ? "a b" : "a");
  assert.equal(net.sockets.length, attempts + 1);
});

Deno.test("failures before it was live do not count for the next loss", () => {
  const { session, time, net, want, news } = watchedSession({ timing: { downAfter: 3 } });
  net.opening = "REFUSE";
  want("a");
  net.opening = "ACCEPT";
  time.advance(1_000);
  assert.equal(session.status, "LIVE");
  net.opening = "REFUSE";
  net.last.drop("gone");
  news();
  while (net.sockets.length < 5) time.advance(10);
  time.advance(30);
  assert.deepEqual([news(), session.status], [[], "RECONNECTING"]);
});

Deno.test("what changed while there was no connection counts for the next one", () => {
  const { time, net, want, news } = watchedSession();
  want("a b");
  net.opening = "REFUSE";
  net.last.drop("gone");
  want("b c");
  news();
  net.opening = "ACCEPT";
  time.advance(10_000);
  assert.deepEqual(news(), ["subscribed b c", "LIVE"]);
  assert.deepEqual(net.last.sent.map(({ params }) => params), [["b", "c"]]);
});

Deno.test("half a subscription that is lost is a loss, too", () => {
  const { session, time, net, news } = watchedSession();
  session.want(new Set(Array.from({ length: 300 }, (_, n) => `s${n}`)));
  time.advance(100);
  net.last.drop("gone");
  assert.deepEqual(news().map((line) => line.slice(0, 12)), [
    "CONNECTING",
    "subscribed s",
    "lost gone",
    "RECONNECTING",
  ]);
  time.advance(1_000);
  assert.deepEqual(news().length, 3);
  assert.equal(session.status, "LIVE");
});
