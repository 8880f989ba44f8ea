import assert from "node:assert/strict";
import { watchedSession } from "../../../tests/support/watched_session.ts";
import { BINANCE_US } from "./exchanges.ts";

const HOUR = 3_600_000;
const STREAM = '{"stream":"a"}';
const NOTICE = '{"stream":"!serverShutdown","data":{"e":"serverShutdown","E":1}}';

/** Live, and well for so long that its next attempts do not wait. */
function seasoned() {
  const watched = watchedSession();
  watched.want("a b");
  watched.time.advance(61_000);
  watched.news();
  return watched;
}

Deno.test("before its life is over, a connection is replaced without a word", () => {
  const { session, time, net, want, news } = watchedSession({ random: () => 0.9 });
  want("a b");
  const since = session.connectedSince;
  news();
  time.advance(BINANCE_US.connectionLifeMs - 0.75 * HOUR);
  assert.equal(net.sockets.length, 1);
  time.advance(0.25 * HOUR);
  assert.deepEqual(net.sockets.map(({ state }) => state), ["CLOSED", "OPEN"]);
  assert.deepEqual([...net.last.subscribed], ["a", "b"]);
  assert.deepEqual(news(), []);
  assert.deepEqual([session.status, session.connectedSince, session.reconnects], [
    "LIVE",
    since,
    0,
  ]);
});

Deno.test("it goes on like that for days", () => {
  const { time, net, want, news } = watchedSession();
  want("a");
  news();
  time.advance(10 * 24 * HOUR);
  assert.deepEqual([net.sockets.length, net.alive.length, news()], [11, 1, []]);
});

Deno.test("a notice of shutdown is handed over and starts the replacement", () => {
  for (const text of [NOTICE, '{"e":"serverShutdown","E":1}']) {
    const { time, net, news } = seasoned();
    for (let n = 0; n < 100; n++) {
      net.sockets[0]?.say(text);
      time.advance(10);
    }
    assert.deepEqual([net.sockets.length, net.alive.length], [2, 2]);
    assert.equal(net.last.madeAt, time.now() - 1_000, "at once");
    assert.deepEqual(news(), Array.from({ length: 100 }, () => `message ${text}`));
    time.advance(60_000);
    assert.deepEqual(net.sockets.map(({ state }) => state), ["CLOSED", "OPEN"]);
    assert.deepEqual(news(), []);
  }
});

Deno.test("both deliver until the overlap is over, and wishes reach both", () => {
  const { time, net, want, news } = seasoned();
  net.last.say(NOTICE);
  time.advance(100);
  const [old, young] = net.sockets;
  news();
  want("b c");
  assert.deepEqual(news(), []);
  time.advance(400);
  assert.deepEqual(news(), ["subscribed c"]);
  assert.deepEqual([old?.subscribed, young?.subscribed], [new Set("bc"), new Set("bc")]);
  old?.say(STREAM);
  young?.say(STREAM);
  assert.deepEqual(news(), [`message ${STREAM}`, `message ${STREAM}`]);
  time.advance(5_000);
  assert.deepEqual([old?.state, young?.state], ["CLOSED", "OPEN"]);
});

Deno.test("the old connection stays until the new one has all that is wanted by then", () => {
  const { time, net, want, news } = seasoned();
  net.last.say(NOTICE);
  time.advance(25);
  net.answering = "IGNORE";
  want("a b c");
  time.advance(6_000);
  assert.equal(net.alive.length, 2);
  news();
  net.last.say('{"result":null,"id":1}');
  net.last.say('{"result":null,"id":2}');
  assert.deepEqual(news(), ["subscribed c"]);
  time.advance(5_000);
  assert.deepEqual(net.alive, [net.last]);
});

Deno.test("an old connection that ends before the new one is ready is a loss as any other", () => {
  const { session, time, net, news } = seasoned();
  net.last.say(NOTICE);
  time.advance(30);
  news();
  net.sockets[0]?.drop("gone");
  assert.deepEqual(news(), [
    "lost gone",
    "RECONNECTING: Lost the connection to Binance US: gone",
  ]);
  time.advance(100);
  assert.deepEqual(news(), ["subscribed a b", "LIVE"]);
  assert.deepEqual([net.sockets.length, session.reconnects], [2, 1]);
  assert.equal(session.connectedSince, net.last.madeAt + 20);
});

Deno.test("the old connection may end once the new one is ready", () => {
  const { time, net, news } = seasoned();
  net.last.say(NOTICE);
  time.advance(100);
  news();
  net.sockets[0]?.drop("gone");
  time.advance(60_000);
  assert.deepEqual([news(), net.sockets.length, net.alive.length], [[], 2, 1]);
});

Deno.test("a replacement that fails is tried again while the old connection lives", () => {
  const { session, time, net, news } = seasoned();
  net.opening = "REFUSE";
  net.last.say(NOTICE);
  news();
  for (let n = 0; n < 60; n++) {
    time.advance(1_000);
    net.sockets[0]?.say(STREAM);
  }
  const attempts = net.sockets.length;
  assert.ok(attempts > 5 && attempts < 15, `${attempts} attempts`);
  assert.deepEqual([...new Set(news())], [`message ${STREAM}`]);
  net.opening = "ACCEPT";
  time.advance(40_000);
  assert.deepEqual([news(), net.alive, session.status], [[], [net.last], "LIVE"]);
});

Deno.test("a replacement that is given notice itself is replaced once it has taken over", () => {
  const { time, net, news } = seasoned();
  net.last.say(NOTICE);
  time.advance(25);
  net.answering = "IGNORE";
  net.last.say(NOTICE);
  time.advance(5_000);
  assert.equal(net.sockets.length, 2);
  net.answering = "CONFIRM";
  net.last.say('{"result":null,"id":1}');
  time.advance(60_000);
  assert.deepEqual([net.sockets.length, net.alive], [3, [net.last]]);
  assert.deepEqual(news(), [`message ${NOTICE}`, `message ${NOTICE}`]);
});

Deno.test("a good connection makes up for failures when it is replaced, too", () => {
  const { time, net, want } = watchedSession();
  net.opening = "REFUSE";
  want("a");
  time.advance(20_000);
  net.opening = "ACCEPT";
  time.advance(100_000);
  net.last.say(NOTICE);
  time.advance(0);
  assert.equal(net.last.madeAt, time.now());
});

Deno.test("half a replacement that has to take over is reported as far as it is", () => {
  const { session, time, net, news } = watchedSession();
  session.want(new Set(Array.from({ length: 300 }, (_, n) => `s${n}`)));
  time.advance(61_000);
  net.last.say(NOTICE);
  time.advance(100);
  news();
  net.sockets[0]?.drop("gone");
  const words = () => news().map((line) => line.split(" ").slice(0, 2).join(" "));
  assert.deepEqual(words(), ["lost gone", "RECONNECTING: Lost", "subscribed s0"]);
  time.advance(1_000);
  assert.deepEqual(words(), ["subscribed s200", "LIVE"]);
});

Deno.test("an old connection that ends while a replacement waits is a loss, made good at once", () => {
  const { time, net, news } = seasoned();
  net.opening = "REFUSE";
  net.last.say(NOTICE);
  time.advance(20_000);
  news();
  net.opening = "ACCEPT";
  net.sockets[0]?.drop("gone");
  time.advance(100);
  assert.deepEqual(news().slice(2), ["subscribed a b", "LIVE"]);
});

Deno.test("the old connection takes over again when the new one ends in the overlap", () => {
  const { session, time, net, news } = seasoned();
  net.last.say(NOTICE);
  time.advance(1_000);
  news();
  net.last.drop("gone");
  assert.deepEqual([news(), session.status, net.alive], [[], "LIVE", [net.sockets[0]]]);
  time.advance(60_000);
  assert.deepEqual([news(), net.sockets.length, net.alive], [[], 3, [net.last]]);
});

Deno.test("what the old connection does not have is reported anew when it takes over", () => {
  const { time, net, want, news } = seasoned();
  net.last.say(NOTICE);
  time.advance(1_000);
  news();
  net.answering = "IGNORE";
  want("a b c");
  net.last.say('{"result":null,"id":2}');
  assert.deepEqual(news(), ["subscribed c"]);
  net.last.drop("gone");
  assert.deepEqual(news(), []);
  const asked = net.sockets[0]?.sent.find(({ params }) => params?.includes("c"));
  net.sockets[0]?.say(`{"result":null,"id":${asked?.id}}`);
  assert.deepEqual(news(), ["subscribed c"]);
});

Deno.test("an exchange that sends everybody away at once is not stormed", () => {
  const { time, net, want, news } = watchedSession();
  want("a");
  for (let n = 0; n < 300; n++) {
    for (const socket of net.alive) socket.say(NOTICE);
    time.advance(1_000);
    assert.ok(net.alive.length <= 2);
  }
  assert.ok(net.sockets.length < 40, `${net.sockets.length} connections`);
  assert.deepEqual(news().filter((line) => !line.startsWith("message")), [
    "CONNECTING",
    "subscribed a",
    "LIVE",
  ]);
});

Deno.test("with nothing wanted any more, old and new are both closed", () => {
  const { time, net, want, news } = seasoned();
  net.last.say(NOTICE);
  time.advance(1_000);
  news();
  want("");
  assert.deepEqual([net.alive.length, time.timers, news()], [0, 0, []]);
});
