import assert from "node:assert/strict";
import { LoopbackExchange } from "./loopback_exchange.ts";

const START = Date.UTC(2024, 0, 15, 12, 0, 30);

/** Messages of a socket, one after the other. */
async function* messagesOf(socket: WebSocket): AsyncGenerator<string> {
  const waiting: string[] = [];
  let wake = () => {};
  socket.addEventListener("message", (event) => {
    waiting.push(event.data);
    wake();
  });
  for (;;) {
    while (waiting.length > 0) yield waiting.shift()!;
    await new Promise<void>((resolve) => wake = resolve);
  }
}

Deno.test("streams and answers come over a real socket, and everything closes", async () => {
  const exchange = LoopbackExchange.start({ speed: 0, start: START });
  const socket = new WebSocket(`${exchange.ws}/stream`);
  const closed = new Promise((resolve) => socket.addEventListener("close", resolve));
  const messages = messagesOf(socket);
  await new Promise((resolve) => socket.addEventListener("open", resolve));
  socket.send('{"method":"SUBSCRIBE","params":["btcusdt@kline_1m"],"id":7}');
  assert.deepEqual((await messages.next()).value, '{"result":null,"id":7}');
  exchange.advance(40_000);
  for await (const text of messages) if (JSON.parse(text).data.k.x) break;
  const answer = await fetch(`${exchange.rest}/api/v3/time`);
  assert.deepEqual(await answer.json(), { serverTime: START + 40_000 });
  assert.equal(answer.headers.get("x-mbx-used-weight-1m"), "1");
  await exchange.close();
  await closed;
});
