import assert from "node:assert/strict";
import { FakeTime } from "../../../tests/support/fake_time.ts";
import { breathe } from "../breathe.ts";
import { BINANCE, type Exchange } from "./exchanges.ts";
import type { HttpAnswer, Network } from "./network.ts";
import type { RestError, RestFault } from "./rest_api.ts";
import { createRestClient, type RestClientOptions } from "./rest_client.ts";
import { MAX_PARALLEL } from "./rest_gate.ts";
import { MAX_QUEUED } from "./rest_requests.ts";

/** Two seconds after the full minute. */
const START = Date.UTC(2024, 0, 15, 12, 0, 2);
const SERVER_TIME = '{"serverTime":1700000000000}';

type Reply = Partial<Pick<HttpAnswer, "status" | "body">> & { headers?: Record<string, string> };

/** A request that waits for the test to answer it. */
interface Sent {
  readonly url: URL;
  readonly at: number;
  readonly signal: AbortSignal;
  answer(reply?: Reply): Promise<void>;
  fail(message: string): Promise<void>;
}

class ManualNetwork implements Network {
  readonly sent: Sent[] = [];
  readonly #time: FakeTime;

  constructor(time: FakeTime) {
    this.#time = time;
  }

  connect(): never {
    throw new Error("no sockets here");
  }

  get(url: string, signal: AbortSignal): Promise<HttpAnswer> {
    const { promise, resolve, reject } = Promise.withResolvers<HttpAnswer>();
    this.sent.push({
      url: new URL(url),
      at: this.#time.now() - START,
      signal,
      answer: ({ status = 200, body = SERVER_TIME, headers = {} } = {}) => {
        resolve({ status, body, header: (name) => headers[name.toLowerCase()] ?? null });
        return breathe();
      },
      fail: (message) => {
        reject(new Error(message));
        return breathe();
      },
    });
    return promise;
  }
}

interface Outcome {
  value?: unknown;
  error?: RestError;
  readonly done: boolean;
  readonly fault: RestFault | null;
}

/** What became of a promise, so far. */
function follow(promise: Promise<unknown>): Outcome {
  const outcome: Outcome = {
    get done() {
      return "value" in outcome || "error" in outcome;
    },
    get fault() {
      return outcome.error?.fault ?? null;
    },
  };
  promise.then((value) => outcome.value = value, (error) => outcome.error = error);
  return outcome;
}

function setup(options: Partial<RestClientOptions> = {}) {
  const time = new FakeTime(START);
  const network = new ManualNetwork(time);
  const rest = createRestClient({
    exchange: BINANCE,
    base: "http://exchange.test/",
    network,
    clock: time,
    timers: time,
    random: () => 1,
    ...options,
  });
  const advance = async (ms: number) => {
    time.advance(ms);
    await breathe();
  };
  const ask = async (count: number) => {
    const outcomes = Array.from({ length: count }, () => follow(rest.time()));
    await breathe();
    return outcomes;
  };
  /** When each request was sent, in milliseconds from the start. */
  const times = () => network.sent.map(({ at }) => at);
  return { time, network, rest, advance, ask, times, sent: network.sent };
}

Deno.test("asks for the time", async () => {
  const { rest, sent } = setup();
  const time = rest.time();
  await breathe();
  assert.equal(sent[0]!.url.href, "http://exchange.test/api/v3/time");
  await sent[0]!.answer();
  assert.equal(await time, 1_700_000_000_000);
});

Deno.test("without another endpoint it asks the exchange's own", async () => {
  const time = new FakeTime(START);
  const network = new ManualNetwork(time);
  const rest = createRestClient({
    exchange: BINANCE,
    network,
    clock: time,
    timers: time,
    random: Math.random,
  });
  follow(rest.time());
  await breathe();
  assert.equal(network.sent[0]!.url.href, "https://data-api.binance.vision/api/v3/time");
  rest.close();
});

Deno.test("asks for candles, and the exchange's end is inclusive", async () => {
  const { rest, sent } = setup();
  const asked = rest.klines({ symbol: "BTCUSDT", interval: "1m", from: 60_000, to: 180_000 });
  await breathe();
  assert.equal(sent[0]!.url.pathname, "/api/v3/klines");
  assert.deepEqual([...sent[0]!.url.searchParams], [
    ["symbol", "BTCUSDT"],
    ["interval", "1m"],
    ["startTime", "60000"],
    ["endTime", "179999"],
    ["limit", "1000"],
  ]);
  await sent[0]!.answer({
    body: '[[60000,"1","3","0.5","2","9",119999],[120000,"1","3","0.5","2","x",179999]]',
  });
  const { candles, garbage } = await asked;
  assert.deepEqual([...candles.time], [60_000]);
  assert.deepEqual([...candles.close], [2]);
  assert.equal(garbage, 1);
});

Deno.test("asks for the newest candles where no beginning is given", async () => {
  const { rest, sent } = setup();
  follow(rest.klines({ symbol: "BTCUSDT", interval: "1h", limit: 5 }));
  follow(rest.klines({ symbol: "BTCUSDT", interval: "1h", limit: 5_000 }));
  await breathe();
  assert.equal(sent[0]!.url.search, "?symbol=BTCUSDT&interval=1h&limit=5");
  assert.equal(sent[1]!.url.search, "?symbol=BTCUSDT&interval=1h&limit=1000");
  rest.close();
});

const FILTERS = JSON.stringify([
  { filterType: "PRICE_FILTER", tickSize: "0.01" },
  { filterType: "LOT_SIZE", minQty: "1", maxQty: "9", stepSize: "1" },
]);
const info = (...symbols: string[]) => ({
  body: `{"symbols":[${symbols.map((s) => `{"symbol":"${s}","filters":${FILTERS}}`).join()}]}`,
});
const UNKNOWN = { status: 400, body: '{"code":-1121,"msg":"Invalid symbol."}' };

Deno.test("asks for the terms of all symbols at once, and of each only once", async () => {
  const { rest, sent } = setup();
  const asked = rest.terms(["AB", "cd", "AB"]);
  await breathe();
  assert.equal(
    sent[0]!.url.href,
    "http://exchange.test/api/v3/exchangeInfo?symbols=%5B%22AB%22%2C%22CD%22%5D",
  );
  await sent[0]!.answer(info("CD", "AB", "OTHER"));
  assert.deepEqual([...(await asked).keys()], ["AB", "CD"]);
  assert.equal(sent.length, 1);
});

Deno.test("a symbol that the exchange does not have is left out", async () => {
  const { rest, sent } = setup();
  const asked = rest.terms(["AB", "NO", "CD"]);
  await breathe();
  await sent[0]!.answer(UNKNOWN);
  for (const [i, reply] of [info("AB"), UNKNOWN, info("CD")].entries()) {
    await sent[i + 1]!.answer(reply);
  }
  assert.deepEqual([...(await asked).keys()], ["AB", "CD"]);
  assert.deepEqual(sent.slice(1).map(({ url }) => url.searchParams.get("symbols")), [
    '["AB"]',
    '["NO"]',
    '["CD"]',
  ]);
});

Deno.test("of one unknown symbol there are no terms, of no symbols neither", async () => {
  const { rest, sent } = setup();
  const asked = rest.terms(["NO"]);
  await breathe();
  await sent[0]!.answer(UNKNOWN);
  assert.equal((await asked).size, 0);
  assert.equal((await rest.terms([])).size, 0);
  assert.equal(sent.length, 1);
});

Deno.test("terms that are refused for another reason are an error", async () => {
  const { rest, sent } = setup();
  const asked = follow(rest.terms(["AB", "CD"]));
  await breathe();
  await sent[0]!.answer({ status: 403, body: "<html>" });
  assert.equal(asked.fault, "REFUSED");
  assert.equal(sent.length, 1);
});

Deno.test("no more than four requests are under way, and the others follow in order", async () => {
  const { rest, sent } = setup();
  const asked = Array.from(
    { length: 7 },
    (_, i) => follow(rest.klines({ symbol: `S${i}`, interval: "1m" })),
  );
  await breathe();
  assert.equal(sent.length, 4);
  await sent[2]!.answer({ body: "[]" });
  assert.equal(sent.length, 5);
  for (let i = 0; i < 7; i++) await sent[i]!.answer({ body: "[]" });
  assert.deepEqual(
    sent.map(({ url }) => url.searchParams.get("symbol")),
    ["S0", "S1", "S2", "S3", "S4", "S5", "S6"],
  );
  assert.ok(asked.every(({ value }) => value !== undefined));
});

Deno.test("more requests than the queue holds are turned away", async () => {
  const { rest, ask } = setup();
  const all = await ask(MAX_PARALLEL + MAX_QUEUED + 1);
  assert.equal(all.filter(({ done }) => done).length, 1);
  assert.equal(all.at(-1)!.fault, "LIMITED");
  assert.ok(all.at(-1)!.error!.waitMs > 0);
  assert.match(all.at(-1)!.error!.message, /1000 requests are waiting/);
  rest.close();
});

const SMALL: Exchange = { ...BINANCE, weightPerMinute: 10 };

Deno.test("what the minute does not allow waits for the next one", async () => {
  const { rest, sent, advance, time } = setup({ exchange: SMALL });
  const ask = () => follow(rest.klines({ symbol: "AB", interval: "1m" }));
  const asked = Array.from({ length: 6 }, ask);
  await breathe();
  // Weight 2 each, and 8 of 10 are ours.
  for (let i = 0; i < 4; i++) await sent[i]!.answer({ body: "[]" });
  assert.equal(sent.length, 4);
  await advance(58_999);
  assert.equal(sent.length, 4);
  await advance(1);
  assert.equal(sent.length, 6);
  await sent[4]!.answer({ body: "[]" });
  await sent[5]!.answer({ body: "[]" });
  assert.ok(asked.every(({ value }) => value !== undefined));
  assert.equal(time.timers, 0);
});

Deno.test("what others behind the same address have used counts", async () => {
  const { ask, sent, advance, rest } = setup();
  await ask(1);
  await sent[0]!.answer({ headers: { "x-mbx-used-weight-1m": "4800" } });
  await ask(1);
  assert.equal(sent.length, 1);
  await advance(59_000);
  assert.equal(sent.length, 2);
  rest.close();
});

Deno.test("after 429 nothing is sent for as long as it says, then all goes on in order", async () => {
  const { rest, sent, advance, times } = setup();
  const asked = Array.from(
    { length: 6 },
    (_, i) => follow(rest.klines({ symbol: `S${i}`, interval: "1m" })),
  );
  await breathe();
  await sent[1]!.answer({ status: 429, headers: { "retry-after": "30" } });
  await sent[0]!.answer({ body: "[]" });
  await sent[2]!.answer({ body: "[]" });
  await sent[3]!.answer({ status: 429, headers: { "retry-after": "3" } });
  await advance(29_999);
  assert.equal(sent.length, 4);
  await advance(1);
  assert.deepEqual(
    sent.slice(4).map(({ url }) => url.searchParams.get("symbol")),
    ["S1", "S3", "S4", "S5"],
  );
  assert.deepEqual(times().slice(4), [30_000, 30_000, 30_000, 30_000]);
  for (const each of sent.slice(4)) await each.answer({ body: "[]" });
  assert.ok(asked.every(({ value }) => value !== undefined));
  assert.equal(rest.requests, 8);
  assert.equal(rest.failedRequests, 2);
});

for (const [status, waitMs] of [[429, 10_000], [418, 120_000]] as const) {
  Deno.test(`after ${status} without a word of how long it waits ${waitMs / 1_000} s`, async () => {
    const { ask, sent, times, advance } = setup();
    const [asked] = await ask(1);
    await sent[0]!.answer({ status, headers: { "retry-after": "soon" } });
    await advance(waitMs);
    assert.deepEqual(times(), [0, waitMs]);
    await sent[1]!.answer();
    assert.equal(asked!.value, 1_700_000_000_000);
  });
}

Deno.test("a wait until a date is one, too", async () => {
  const { ask, sent, times, advance, rest } = setup();
  await ask(1);
  await sent[0]!.answer({
    status: 429,
    headers: { "retry-after": "Mon, 15 Jan 2024 12:00:47 GMT" },
  });
  await advance(44_999);
  await advance(1);
  assert.deepEqual(times(), [0, 45_000]);
  rest.close();
});

Deno.test("nobody is kept waiting for a long ban, neither who comes later", async () => {
  const { ask, sent, advance } = setup();
  const asked = await ask(6);
  await sent[0]!.answer({ status: 418, headers: { "retry-after": "600" } });
  for (const { fault, error } of [asked[0]!, asked[4]!, asked[5]!]) {
    assert.equal(fault, "LIMITED");
    assert.equal(error!.waitMs, 600_000);
  }
  // Those under way may still be answered.
  await sent[1]!.answer();
  assert.equal(asked[1]!.value, 1_700_000_000_000);
  await advance(200_000);
  const [later] = await ask(1);
  assert.equal(later!.fault, "LIMITED");
  assert.equal(later!.error!.waitMs, 400_000);
  assert.match(later!.error!.message, /Binance wants to be left alone for 400 s \(HTTP 418\)/);
  assert.equal(sent.length, 4);
});

Deno.test("the rest of a ban is waited for when it is short enough", async () => {
  const { ask, sent, advance, times, rest } = setup();
  await ask(1);
  await sent[0]!.answer({ status: 418, headers: { "retry-after": "600" } });
  await advance(300_000);
  const [later] = await ask(1);
  assert.equal(later!.done, false);
  await advance(300_000);
  assert.deepEqual(times(), [0, 600_000]);
  rest.close();
});

Deno.test("an exchange that says 429 again and again is given up in the end", async () => {
  const { ask, sent, advance, time } = setup({ maxWaitMs: 35_000 });
  const asked = await ask(5);
  for (let round = 0; round < 4; round++) {
    for (const each of sent.slice(-4)) await each.answer({ status: 429 });
    await advance(10_000);
  }
  assert.deepEqual(asked.map(({ fault }) => fault), Array(5).fill("LIMITED"));
  assert.equal(sent.length, 16);
  // Whoever comes later has all patience again.
  const [later] = await ask(1);
  await sent.at(-1)!.answer({ status: 429 });
  assert.equal(later!.done, false);
  await advance(10_000);
  await sent.at(-1)!.answer();
  assert.equal(later!.value, 1_700_000_000_000);
  assert.equal(time.timers, 0);
});

Deno.test("a server fault is tried five times, each wait twice the last", async () => {
  const { ask, sent, advance, times, rest, time } = setup();
  const [asked] = await ask(1);
  for (let i = 0; i < 5; i++) {
    await sent[i]!.answer({ status: 503 });
    for (let ms = 0; ms < 8_000; ms += 500) await advance(500);
  }
  assert.equal(asked!.fault, "SERVER");
  assert.equal(asked!.error!.message, "Binance has trouble answering: HTTP 503 (5 attempts)");
  const gaps = times().slice(1).map((at, i) => at - times()[i]!);
  assert.equal(gaps.length, 4);
  // Answered at once; the test's steps are 8 s.
  assert.deepEqual(gaps, [500, 8_000 - 500 + 1_000, 8_000 - 1_000 + 2_000, 8_000 - 2_000 + 4_000]);
  assert.equal(rest.failedRequests, 5);
  assert.equal(time.timers, 0);
});

Deno.test("half of a wait is random, and none is longer than the longest", async () => {
  const { ask, sent, advance, times } = setup({
    random: () => 0,
    timing: { backoffMs: 1_000, maxBackoffMs: 1_500 },
  });
  const [asked] = await ask(1);
  for (const ms of [500, 750, 750, 750]) {
    await sent.at(-1)!.answer({ status: 500 });
    await advance(ms);
  }
  assert.deepEqual(times(), [0, 500, 1_250, 2_000, 2_750]);
  await sent.at(-1)!.answer();
  assert.equal(asked!.value, 1_700_000_000_000);
});

Deno.test("others are sent while one waits to be tried again", async () => {
  const { ask, sent, rest } = setup();
  await ask(5);
  await sent[0]!.answer({ status: 500 });
  assert.equal(sent.length, 5);
  rest.close();
});

Deno.test("no answer in time is no answer, and one that comes late is ignored", async () => {
  const { ask, sent, advance, time } = setup();
  const [asked] = await ask(1);
  await advance(9_999);
  assert.equal(sent[0]!.signal.aborted, false);
  await advance(1);
  assert.equal(sent[0]!.signal.aborted, true);
  await advance(500);
  assert.equal(sent.length, 2);
  await sent[0]!.answer();
  assert.equal(asked!.done, false);
  for (let i = 1; i < 5; i++) {
    await advance(10_000);
    await advance(5_000);
  }
  assert.equal(sent.length, 5);
  assert.equal(asked!.fault, "UNREACHABLE");
  assert.equal(
    asked!.error!.message,
    "Cannot reach Binance at exchange.test: no answer in 10 s (5 attempts)",
  );
  assert.equal(time.timers, 0);
});

Deno.test("no connection is tried again and says why", async () => {
  const { ask, sent, advance } = setup();
  const [asked] = await ask(1);
  for (let i = 0; i < 5; i++) {
    await sent[i]!.fail("its name was not resolved");
    await advance(10_000);
  }
  assert.equal(asked!.fault, "UNREACHABLE");
  assert.match(asked!.error!.message, /exchange\.test: its name was not resolved/);
});

Deno.test("a refusal is not tried again", async () => {
  const { ask, sent, advance, time } = setup();
  const [asked] = await ask(1);
  await sent[0]!.answer({ status: 400, body: '{"code":-1100,"msg":"Illegal characters."}' });
  assert.equal(asked!.fault, "REFUSED");
  assert.match(asked!.error!.message, /Illegal characters\. \(HTTP 400, code -1100\)/);
  await advance(60_000);
  assert.equal(sent.length, 1);
  assert.equal(time.timers, 0);
});

for (const body of ["", "{", "[]", '{"serverTime":"now"}', "null", "<html>"]) {
  Deno.test(`an answer of ${JSON.stringify(body)} is asked for once more`, async () => {
    const { ask, sent, advance } = setup();
    const [bad, good] = await ask(2);
    await sent[0]!.answer({ body });
    await sent[1]!.answer({ body });
    await advance(500);
    await sent[2]!.answer({ body });
    await sent[3]!.answer();
    assert.equal(bad!.fault, "GARBAGE");
    assert.equal(
      bad!.error!.message,
      "Binance gave an answer that makes no sense (/api/v3/time) (2 attempts)",
    );
    assert.equal(good!.value, 1_700_000_000_000);
  });
}

Deno.test("a caller can give up at any time, and others are not touched", async () => {
  const { rest, ask, sent, advance, time } = setup();
  const [running, waiting, late] = [1, 2, 3].map(() => new AbortController());
  const one = follow(rest.time(running!.signal));
  await ask(3);
  const two = follow(rest.time(waiting!.signal));
  const [other] = await ask(1);
  running!.abort();
  waiting!.abort();
  late!.abort();
  const three = follow(rest.time(late!.signal));
  await breathe();
  assert.deepEqual([one.fault, two.fault, three.fault], ["ABORTED", "ABORTED", "ABORTED"]);
  assert.equal(sent[0]!.signal.aborted, true);
  assert.equal(sent.length, 5);
  await sent[4]!.answer();
  assert.equal(other!.value, 1_700_000_000_000);
  for (const each of sent) await each.answer();
  await advance(60_000);
  assert.equal(rest.failedRequests, 0);
  assert.equal(time.timers, 0);
});

for (
  const [when, reply] of [
    ["between two attempts", { status: 500 }],
    ["while nothing is sent", { status: 429 }],
  ] as const
) {
  Deno.test(`a caller can give up ${when}`, async () => {
    const { rest, sent, advance } = setup();
    const controller = new AbortController();
    const asked = follow(rest.time(controller.signal));
    await breathe();
    await sent[0]!.answer(reply);
    assert.equal(asked.done, false);
    controller.abort();
    await breathe();
    assert.equal(asked.fault, "ABORTED");
    await advance(60_000);
    assert.equal(sent.length, 1);
    rest.close();
  });
}

Deno.test("a caller can give up while the minute is full", async () => {
  const { rest, ask, sent, time } = setup();
  await ask(1);
  await sent[0]!.answer({ headers: { "x-mbx-used-weight-1m": "6000" } });
  const controller = new AbortController();
  const asked = follow(rest.time(controller.signal));
  await breathe();
  assert.equal(time.timers, 1);
  controller.abort();
  await breathe();
  assert.equal(asked.fault, "ABORTED");
  assert.equal(time.timers, 0);
  assert.equal(sent.length, 1);
});

Deno.test("close ends everything, leaves no timer and takes nothing more", async () => {
  const { rest, ask, sent, time } = setup();
  const tried = await ask(1);
  await sent[0]!.answer({ status: 500 });
  const many = await ask(8);
  await sent[1]!.answer({ status: 429 });
  assert.ok(time.timers > 0);
  rest.close();
  await breathe();
  for (const { fault } of [...tried, ...many]) assert.equal(fault, "ABORTED");
  assert.equal(time.timers, 0);
  assert.ok(sent.slice(2).every(({ signal }) => signal.aborted));
  const before = sent.length;
  const [later] = await ask(1);
  assert.equal(later!.fault, "ABORTED");
  rest.close();
  for (const each of sent) await each.answer({ status: 429 });
  assert.equal(sent.length, before);
  assert.equal(time.timers, 0);
});

Deno.test("a queue that is closed is not sent on the way out", async () => {
  const { rest, ask, sent } = setup();
  const asked = await ask(50);
  rest.close();
  await breathe();
  assert.equal(sent.length, 4);
  assert.ok(asked.every(({ fault }) => fault === "ABORTED"));
});
