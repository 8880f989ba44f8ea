import assert from "node:assert/strict";
import { pino } from "pino";
import { ListenError, serve, type ServeOptions } from "../../graphql/mod.ts";
import { submitted } from "../support/events.ts";
import { FakeEngine } from "../support/fake_engine.ts";
import { readEventStream } from "../support/sse.ts";

function optionsFor(engine: FakeEngine, more: Partial<ServeOptions> = {}): ServeOptions {
  return {
    engine,
    logger: pino({ level: "silent" }),
    assets: { ui: { read: () => Promise.resolve(null) } },
    host: "127.0.0.1",
    port: 0,
    ...more,
  };
}

/** Resolves once the condition holds, looked at after each turn of the event loop. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 1));
}

function subscribe(url: string, query: string): Promise<Response> {
  return fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "text/event-stream" },
    body: JSON.stringify({ query }),
  });
}

async function subscribers(url: string): Promise<number> {
  const response = await fetch(`${url}/graphql?query={engine{subscribers}}`);
  return (await response.json()).data.engine.subscribers;
}

Deno.test("serve() answers on a real socket, streams, and notices clients that leave", async () => {
  const engine = new FakeEngine();
  const runner = engine.add();
  const serving = await serve(optionsFor(engine));
  assert.equal(serving.host, "127.0.0.1");
  assert.equal(serving.url, `http://127.0.0.1:${serving.port}`);

  const stream = readEventStream(
    await subscribe(serving.url, "subscription { events { type sequence } }"),
  );
  engine.emit(submitted(runner, 41));
  assert.deepEqual((await stream.next())?.data.events, { type: "ORDER_SUBMITTED", sequence: 41 });
  assert.equal(await subscribers(serving.url), 1);
  await stream.cancel();
  let open = 1;
  await until(() => {
    void subscribers(serving.url).then((count) => open = count);
    return open === 0;
  });

  const last = readEventStream(await subscribe(serving.url, "subscription { events { type } }"));
  await serving.close();
  assert.equal(await last.next(), null, "completed, not cut off");
  await serving.finished;
  assert.equal(engine.listeners.size, 0);
  await assert.rejects(fetch(`${serving.url}/health`));
});

Deno.test("serve() stops on its signal", async () => {
  const engine = new FakeEngine();
  const abort = new AbortController();
  const serving = await serve(optionsFor(engine, { signal: abort.signal }));
  abort.abort();
  await serving.finished;
  assert.equal(engine.listeners.size, 0);
});

Deno.test("serve() rejects a taken port in words for the command line", async () => {
  const engine = new FakeEngine();
  const first = await serve(optionsFor(engine));
  const error = await serve(optionsFor(engine, { port: first.port })).catch((error) => error);
  assert.equal(error instanceof ListenError, true);
  assert.equal(error.message, `Cannot listen on 127.0.0.1:${first.port}: the port is taken`);
  assert.equal(engine.listeners.size, 1, "the one that failed has left the engine");
  await first.close();
});

Deno.test("serve() wants a token for a host that others reach", async () => {
  await assert.rejects(serve(optionsFor(new FakeEngine(), { host: "0.0.0.0" })), {
    code: "BAD_USER_INPUT",
    field: "token",
    message: /0\.0\.0\.0 without a token/,
  });
});

Deno.test("serve() on loopback refuses names that others could point at it", async () => {
  const serving = await serve(optionsFor(new FakeEngine()));
  const socket = await Deno.connect({ hostname: "127.0.0.1", port: serving.port });
  await socket.write(
    new TextEncoder().encode(
      "GET /health HTTP/1.1\r\nHost: rebound.example\r\nConnection: close\r\n\r\n",
    ),
  );
  const answer = await new Response(socket.readable).text();
  assert.match(answer, /^HTTP\/1\.1 421 /);
  await serving.close();
});
