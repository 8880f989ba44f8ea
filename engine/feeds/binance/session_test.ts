import assert from "node:assert/strict";
import { streamsOf, watchedSession } from "../../../tests/support/watched_session.ts";
import { MAX_UNANSWERED } from "./connection_requests.ts";
import { BINANCE_US } from "./exchanges.ts";

const names = (count: number, prefix = "s") =>
  Array.from({ length: count }, (_, n) => `${prefix}${n}@kline_1m`);

Deno.test("nothing is opened before something is wanted", () => {
  const { session, time, net, log } = watchedSession();
  session.want(new Set());
  time.advance(60_000);
  assert.deepEqual([net.sockets.length, log, time.timers], [0, [], 0]);
  assert.deepEqual([session.status, session.connectedSince], ["CONNECTING", null]);
});

Deno.test("the first wish opens a connection, and it is live once all is confirmed", () => {
  const { session, time, net, news } = watchedSession();
  session.want(streamsOf("a b"));
  time.advance(30);
  assert.deepEqual(news(), ["CONNECTING"]);
  assert.equal(net.last.url, "wss://stream.binance.us:9443/stream");
  time.advance(40);
  assert.deepEqual(news(), ["subscribed a b", "LIVE"]);
  assert.deepEqual(net.last.sent.map(({ method, params, id }) => ({ method, params, id })), [
    { method: "SUBSCRIBE", params: ["a", "b"], id: 1 },
  ]);
  assert.deepEqual([session.status, session.detail, session.reconnects], ["LIVE", null, 0]);
  assert.equal(session.connectedSince, net.last.madeAt + 20);
});

Deno.test("an endpoint can be given instead of the exchange's own", () => {
  const { want, net } = watchedSession({ endpoint: "ws://localhost:1234" });
  want("a");
  assert.equal(net.last.url, "ws://localhost:1234/stream");
});

Deno.test("wishes of one moment go out together", () => {
  const { session, time, net, want, news } = watchedSession();
  want("a b");
  news();
  for (const streams of ["a", "a c", "c", "c d", "d c e"]) session.want(streamsOf(streams));
  time.advance(1_000);
  assert.deepEqual(net.last.sent.slice(1).map(({ method, params }) => [method, params]), [
    ["UNSUBSCRIBE", ["a", "b"]],
    ["SUBSCRIBE", ["d", "c", "e"]],
  ]);
  assert.deepEqual(news(), ["subscribed d c e"]);
  assert.deepEqual([...net.last.subscribed], ["d", "c", "e"]);
});

Deno.test("a set that its owner changes later is another wish", () => {
  const { session, time, net } = watchedSession();
  const streams = streamsOf("a");
  session.want(streams);
  streams.add("b");
  time.advance(100);
  assert.deepEqual([...net.last.subscribed], ["a"]);
});

Deno.test("a stream that was given up and is wanted again at once is reported anew", () => {
  const { session, time, net, want, news } = watchedSession();
  want("a b");
  news();
  session.want(streamsOf("a"));
  session.want(streamsOf("a b"));
  time.advance(1_000);
  assert.deepEqual(news(), ["subscribed b"]);
  assert.equal(net.last.sent.length, 1);
});

Deno.test("an old answer does not confirm what was cancelled and asked for again", () => {
  const { session, time, net, want, news } = watchedSession();
  want("a");
  net.answering = "IGNORE";
  want("a b");
  time.advance(1_000);
  want("a");
  time.advance(1_000);
  want("a b");
  time.advance(1_000);
  news();
  net.last.say('{"result":null,"id":2}');
  assert.deepEqual(news(), []);
  net.last.say('{"result":null,"id":3}');
  net.last.say('{"result":null,"id":4}');
  assert.deepEqual(news(), ["subscribed b"]);
  assert.equal(session.status, "LIVE");
});

Deno.test("it is live only when the last of several messages was confirmed", () => {
  const { session, time, net, news } = watchedSession();
  session.want(new Set(names(450)));
  time.advance(10_000);
  assert.deepEqual(net.last.sent.map(({ params }) => params?.length), [200, 200, 50]);
  assert.deepEqual(news().map((line) => line.split(" ").length - 1), [0, 200, 200, 50, 0]);
  assert.equal(session.status, "LIVE");
});

Deno.test("no more than four messages are sent in a second, streams go before others come", () => {
  const { session, time, net } = watchedSession();
  session.want(new Set(names(1_024)));
  time.advance(2_000);
  assert.equal(net.last.subscribed.size, 1_024);
  let most = 0;
  session.want(new Set(names(1_024, "t")));
  for (let step = 0; step < 500; step++) {
    time.advance(10);
    most = Math.max(most, net.last.subscribed.size);
  }
  assert.equal(most, 1_024);
  assert.deepEqual([...net.last.subscribed], names(1_024, "t"));
  const times = net.last.sent.map(({ at }) => at);
  assert.equal(times.length, 18);
  for (const [n, at] of times.entries()) {
    assert.ok(at - (times[n - 4] ?? -Infinity) >= 1_000, `message ${n} at ${at}`);
  }
});

Deno.test("more streams than fit on a connection are the caller's fault", () => {
  const { session } = watchedSession();
  assert.throws(
    () => session.want(new Set(names(BINANCE_US.maxStreams + 1))),
    /Invariant: 1025 streams fit on one connection \(at most 1024\)/,
  );
});

Deno.test("all but answers is handed over as it came", () => {
  const { session, time, net, want, news } = watchedSession();
  want("a");
  news();
  const texts = [
    '{"stream":"a","data":{"id":1,"result":null}}',
    '{"stream":"a","id":1,"result":null}',
    '{"u":1,"s":"A","b":"1"}',
    "",
    "{",
    "garbage",
    '{"id":"1","result":null}',
    '{"id":99,"result":null}',
    '{"id":1}',
    '{"id" "result"',
    "null",
  ];
  time.advance(500);
  for (const text of texts) net.last.say(text);
  assert.deepEqual(news(), texts.map((text) => `message ${text}`));
  assert.equal(session.lastMessageAt, time.now());
  assert.equal(session.status, "LIVE");
});

Deno.test("an answer that comes twice, or late, is nobody's business", () => {
  const { net, want, news } = watchedSession();
  want("a");
  news();
  net.last.say('{"result":null,"id":1}');
  assert.deepEqual(news(), []);
});

Deno.test("a refusal is told and ends the connection", () => {
  const { session, time, net, want, news } = watchedSession();
  net.answering = "REFUSE";
  want("a");
  assert.deepEqual(news(), [
    "CONNECTING",
    "CONNECTING: Cannot subscribe at Binance US: SUBSCRIBE was refused: Invalid request: no",
  ]);
  assert.equal(net.sockets[0]?.state, "CLOSED");
  net.answering = "CONFIRM";
  time.advance(10_000);
  assert.deepEqual(news(), ["subscribed a", "LIVE"]);
  assert.equal(session.detail, null);
});

Deno.test("an answer of the older form, or one without sense, is a refusal, too", () => {
  for (const text of ['{"code":3,"msg":"Invalid JSON","id":1}', '{"result":[],"id":1}']) {
    const { net, want, news } = watchedSession();
    net.answering = "IGNORE";
    want("a");
    net.last.say(text);
    assert.match(news().at(-1) ?? "", /SUBSCRIBE was refused: (Invalid JSON|no sense in it)$/);
  }
});

Deno.test("a subscription that nobody answers ends the connection", () => {
  const { time, net, want, news } = watchedSession();
  want("a");
  net.answering = "IGNORE";
  want("a b");
  news();
  for (let n = 0; n < 9; n++) {
    net.last.say('{"stream":"a"}');
    time.advance(1_000);
  }
  time.advance(1_079);
  assert.equal(net.alive.length, 1, "sent 250 ms after the one before");
  time.advance(1);
  const reason = "SUBSCRIBE was not answered within 10 s";
  assert.deepEqual(news().slice(9), [
    `lost ${reason}`,
    `RECONNECTING: Lost the connection to Binance US: ${reason}`,
  ]);
});

Deno.test("with no streams wanted it rests without a word, and begins anew", () => {
  const { session, time, net, want, news } = watchedSession();
  want("a");
  news();
  want("");
  assert.deepEqual([news(), net.alive.length, time.timers], [[], 0, 0]);
  assert.deepEqual(
    [session.status, session.detail, session.connectedSince],
    ["CONNECTING", null, null],
  );
  want("b");
  assert.deepEqual(news(), ["CONNECTING", "subscribed b", "LIVE"]);
  assert.deepEqual([net.sockets.length, session.reconnects], [2, 0]);
});

Deno.test("it rests also while it tries to connect", () => {
  const { session, time, net, want, news } = watchedSession();
  net.opening = "REFUSE";
  want("a");
  time.advance(5_000);
  assert.equal(session.status, "DOWN");
  want("");
  assert.equal(time.timers, 0);
  assert.equal(session.status, "CONNECTING");
  news();
  net.opening = "ACCEPT";
  want("a");
  assert.deepEqual(news(), ["CONNECTING", "subscribed a", "LIVE"]);
});

Deno.test("after a rest nothing counts of what was before", () => {
  const { session, time, net, want, news } = watchedSession();
  want("a");
  net.opening = "REFUSE";
  net.last.drop("gone");
  time.advance(100);
  want("");
  news();
  const attempts = net.sockets.length;
  want("a");
  const failed = "CONNECTING: Cannot reach Binance US: connection refused";
  assert.deepEqual(news(), ["CONNECTING", failed]);
  assert.equal(net.sockets.length, attempts + 2, "the second without a wait");
  net.opening = "ACCEPT";
  time.advance(1_000);
  assert.deepEqual(news(), ["subscribed a", "LIVE"]);
  assert.equal(session.reconnects, 0);
});

Deno.test("a loss after a rest, before anything was confirmed, is none", () => {
  const { time, net, want, news } = watchedSession();
  want("a");
  want("");
  net.answering = "IGNORE";
  want("a");
  news();
  net.last.drop("gone");
  time.advance(0);
  assert.deepEqual(news(), ["CONNECTING: Cannot subscribe at Binance US: gone"]);
});

Deno.test("whoever wants nothing any more is told nothing, even if it just happens", () => {
  for (let ms = 0; ms < 100; ms++) {
    const { session, time, net, news } = watchedSession();
    session.want(streamsOf("a"));
    time.advance(ms);
    news();
    session.want(new Set());
    time.advance(5);
    net.alive[0]?.drop("gone");
    time.advance(10_000);
    assert.deepEqual([news(), net.alive.length, time.timers], [[], 0, 0], `after ${ms} ms`);
    assert.equal(session.status, "CONNECTING");
  }
});

Deno.test("a wish that shrinks to what is there already makes it live", () => {
  const { time, net, session, news } = watchedSession();
  net.answering = "IGNORE";
  session.want(new Set(names(300)));
  time.advance(1_000);
  net.last.say('{"result":null,"id":1}');
  assert.equal(session.status, "CONNECTING");
  session.want(new Set(names(100)));
  time.advance(100);
  assert.equal(session.status, "LIVE");
  news();
  net.last.drop("gone");
  assert.equal(news()[1], "RECONNECTING: Lost the connection to Binance US: gone");
});

Deno.test("with many requests unanswered, more wait for an answer", () => {
  const { time, net, want } = watchedSession();
  net.answering = "IGNORE";
  for (let n = 0; n < 20; n++) {
    want(n % 2 === 0 ? "a" : "b");
    time.advance(200);
  }
  assert.equal(net.last.sent.length, MAX_UNANSWERED);
  net.last.say('{"result":null,"id":1}');
  assert.equal(net.last.sent.length, MAX_UNANSWERED + 1);
});

Deno.test("what the other side says of its end is shown cut to a bearable length", () => {
  const { net, want, news } = watchedSession();
  want("a");
  news();
  net.last.drop("x".repeat(10_000));
  assert.equal(news()[1]?.length, "RECONNECTING: Lost the connection to Binance US: ".length + 200);
});

Deno.test("nothing is left and nothing is called after close, whenever it comes", () => {
  for (let ms = 0; ms < 120; ms++) {
    const { session, time, net, log } = watchedSession();
    session.want(streamsOf("a"));
    time.advance(ms);
    const lines = log.length;
    session.close();
    session.close();
    session.want(streamsOf("a b"));
    assert.equal(time.timers, 0);
    time.advance(100_000);
    assert.deepEqual([net.alive.length, log.length], [0, lines], `closed after ${ms} ms`);
  }
});

Deno.test("whoever is told something may close the session", () => {
  for (const word of ["CONNECTING", "subscribed", "LIVE", "message", "lost", "RECONNECTING"]) {
    const { session, time, net, want, log } = watchedSession({
      onLine: (line, itself) => line.startsWith(word) && itself.close(),
    });
    want("a");
    net.sockets.at(-1)?.say('{"stream":"a"}');
    net.sockets.at(-1)?.drop("gone");
    time.advance(1_000);
    assert.deepEqual([time.timers, net.alive.length], [0, 0], word);
    assert.ok(log.at(-1)?.startsWith(word), word);
    assert.equal(session.connectedSince, null);
  }
});
