import assert from "node:assert/strict";
import { LoopbackExchange } from "./loopback_exchange.ts";

const START = Date.UTC(2024, 0, 15, 12, 0, 30);
const TIME = "/api/v3/time";

/** A platform socket whose happenings can be awaited. */
class Client {
  readonly socket: WebSocket;
  readonly opened: Promise<boolean>;
  readonly closed: Promise<CloseEvent>;
  readonly #messages: string[] = [];
  #wake = () => {};

  constructor(url: string) {
    this.socket = new WebSocket(url);
    this.socket.addEventListener("message", (event) => {
      this.#messages.push(event.data);
      this.#wake();
    });
    this.closed = new Promise((resolve) => this.socket.addEventListener("close", resolve));
    this.opened = new Promise((resolve) => {
      this.socket.addEventListener("open", () => resolve(true));
      this.socket.addEventListener("error", () => resolve(false));
    });
  }

  /** The first message that is so, among those that came and will come. */
  async find(isIt: (text: string) => boolean): Promise<string> {
    for (;;) {
      const found = this.#messages.find(isIt);
      if (found) return found;
      await new Promise<void>((resolve) => this.#wake = resolve);
    }
  }

  get count(): number {
    return this.#messages.length;
  }
}

/** An exchange whose time stands, and a client that is subscribed. */
async function subscribed(streams = "btcusdt@kline_1m") {
  const exchange = LoopbackExchange.start({ speed: 0, start: START });
  const client = new Client(`${exchange.ws}/stream`);
  await client.opened;
  client.socket.send(JSON.stringify({ method: "SUBSCRIBE", params: streams.split("/"), id: 7 }));
  assert.equal(await client.find((text) => text.includes("result")), '{"result":null,"id":7}');
  return { exchange, client };
}

Deno.test("streams and answers come over a real socket, and everything closes", async () => {
  const { exchange, client } = await subscribed();
  exchange.advance(40_000);
  await client.find((text) => text.includes('"x":true'));
  const answer = await fetch(exchange.rest + TIME);
  assert.deepEqual(await answer.json(), { serverTime: START + 40_000 });
  assert.equal(answer.headers.get("x-mbx-used-weight-1m"), "1");
  await exchange.close();
  assert.equal((await client.closed).wasClean, true);
});

Deno.test("drop() breaks the connection without a goodbye", async () => {
  const { exchange, client } = await subscribed();
  exchange.faults.drop();
  assert.equal((await client.closed).wasClean, false);
  await exchange.close();
});

Deno.test("hang() leaves the connection open and silent, and answers no goodbye", async () => {
  const { exchange, client } = await subscribed("btcusdt@aggTrade");
  const second = new Client(`${exchange.ws}/stream?streams=btcusdt@aggTrade`);
  await second.opened;
  exchange.faults.hang(1);
  const before = client.count;
  exchange.advance(10_000);
  await second.find((text) => text.includes("aggTrade"));
  client.socket.close();
  await fetch(exchange.rest + TIME).then((answer) => answer.text());
  assert.equal(client.count, before);
  assert.equal(client.socket.readyState, WebSocket.CLOSING);
  await exchange.close();
  await Promise.all([client.closed, second.closed]);
});

Deno.test("refuse() lets no new connection open", async () => {
  const { exchange } = await subscribed();
  exchange.faults.refuse();
  assert.equal(await new Client(`${exchange.ws}/stream`).opened, false);
  exchange.faults.refuse(false);
  assert.equal(await new Client(`${exchange.ws}/stream`).opened, true);
  await exchange.close();
});

Deno.test("restart() ends all connections and comes back on the same port", async () => {
  const { exchange, client } = await subscribed();
  const { port } = exchange;
  const back = exchange.faults.restart(50);
  assert.equal((await client.closed).wasClean, false);
  await assert.rejects(fetch(exchange.rest + TIME));
  await back;
  assert.equal(exchange.port, port);
  assert.equal(await new Client(`${exchange.ws}/stream`).opened, true);
  await exchange.close();
});

Deno.test("an answer breaks off, or never comes", async () => {
  const { exchange } = await subscribed();
  exchange.faults.next("REST_BREAK");
  await assert.rejects(fetch(exchange.rest + TIME).then((answer) => answer.text()));
  exchange.faults.next("REST_HANG");
  const patience = AbortSignal.timeout(30);
  await assert.rejects(fetch(exchange.rest + TIME, { signal: patience }), {
    name: "TimeoutError",
  });
  exchange.faults.next("REST_HANG");
  const forgotten = fetch(exchange.rest + TIME).then((answer) => answer.text(), () => "failed");
  while (exchange.faults.counts.REST_HANG < 2) await fetch(exchange.rest + "/api/v3/ping");
  await exchange.close();
  await forgotten;
});

Deno.test("closing does not wait for a restart or an announced shutdown", async () => {
  const { exchange, client } = await subscribed();
  exchange.faults.shutDown(60_000);
  void exchange.faults.restart(60_000);
  await client.closed;
  await exchange.close();
});

Deno.test("market time runs at its speed", async () => {
  const exchange = LoopbackExchange.start({ start: START, speed: 600 });
  const client = new Client(`${exchange.ws}/ws/btcusdt@kline_1m`);
  const text = await client.find((text) => text.includes('"x":true'));
  assert.equal(JSON.parse(text).k.T, START + 30_000 - 1);
  assert.throws(() => exchange.advance(1), /speed 0/);
  await exchange.close();
  await client.closed;
});
