import assert from "node:assert/strict";
import type { SocketEvents } from "./network.ts";
import { platformNetwork, textOf } from "./platform_network.ts";

/** What a socket says, in order, and a way to wait for it. */
class Log implements SocketEvents {
  readonly lines: string[] = [];
  #waiting: { readonly sign: string; readonly found: () => void }[] = [];

  opened(): void {
    this.#add("opened");
  }
  message(text: string): void {
    this.#add(`message ${text}`);
  }
  closed(reason: string): void {
    this.#add(`closed ${reason}`);
  }

  /** Resolves when a line begins so. */
  async line(sign: string): Promise<void> {
    if (this.lines.some((line) => line.startsWith(sign))) return;
    await new Promise<void>((found) => this.#waiting.push({ sign, found }));
  }

  #add(line: string): void {
    this.lines.push(line);
    for (const { sign, found } of this.#waiting) if (line.startsWith(sign)) found();
  }
}

interface Server {
  /** `127.0.0.1:12345` */
  readonly host: string;
  /** The sockets' own ends. */
  readonly sockets: WebSocket[];
}

/** Runs a test beside a server, and whatever is opened has to be closed in the end. */
function testWithServer(name: string, run: (server: Server) => Promise<void>): void {
  Deno.test({
    name,
    sanitizeOps: true,
    sanitizeResources: true,
    fn: async () => {
      const sockets: WebSocket[] = [];
      const hanging = Promise.withResolvers<Response>();
      const answers: Record<string, () => Response | Promise<Response>> = {
        "/json": () => new Response("[1]", { headers: { "X-MBX-USED-WEIGHT-1M": "17" } }),
        "/refused": () => new Response("no", { status: 418, headers: { "Retry-After": "9" } }),
        "/umlaut": () => new Response("ä€𝄞"),
        "/hang": () => hanging.promise,
      };
      const server = Deno.serve(
        { hostname: "127.0.0.1", port: 0, onListen: () => {} },
        (request) => {
          const { pathname } = new URL(request.url);
          if (pathname !== "/ws") {
            return answers[pathname]?.() ?? new Response("no such page", { status: 404 });
          }
          const { socket, response } = Deno.upgradeWebSocket(request);
          sockets.push(socket);
          socket.onmessage = ({ data }) => onMessage(socket, data);
          return response;
        },
      );
      await run({ host: `127.0.0.1:${server.addr.port}`, sockets });
      hanging.resolve(new Response("late"));
      await Promise.all(sockets.map(ended));
      await server.shutdown();
    },
  });
}

function onMessage(socket: WebSocket, text: string): void {
  if (text === "bytes") socket.send(new Uint8Array([65, 66]));
  else if (text === "close") socket.close(4_001, "bye");
  else if (text === "leave") socket.close(1_001);
  else socket.send(`echo ${text}`);
}

async function ended(socket: WebSocket): Promise<void> {
  if (socket.readyState === WebSocket.CLOSED) return;
  await new Promise((resolve) => socket.addEventListener("close", resolve, { once: true }));
}

/** A port where nobody listens. */
function freePort(): number {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  listener.close();
  return (listener.addr as Deno.NetAddr).port;
}

testWithServer("texts go both ways, bytes are ignored", async ({ host }) => {
  const log = new Log();
  const socket = platformNetwork.connect(`ws://${host}/ws`, log);
  await log.line("opened");
  socket.send("bytes");
  socket.send("hello");
  await log.line("message");
  socket.close();
  assert.deepEqual(log.lines, ["opened", "message echo hello", "closed closed from here"]);
});

testWithServer("close is heard at once, and nothing after it", async ({ host, sockets }) => {
  const log = new Log();
  const socket = platformNetwork.connect(`ws://${host}/ws`, log);
  await log.line("opened");
  for (let i = 0; i < 100; i++) sockets[0]!.send("flood");
  await log.line("message");
  socket.close();
  const after = log.lines.length;
  assert.equal(log.lines.at(-1), "closed closed from here");
  socket.close();
  socket.send("more");
  await ended(sockets[0]!);
  assert.equal(log.lines.length, after);
});

testWithServer("says what the exchange closes with", async ({ host }) => {
  for (
    const [ask, reason] of [
      ["close", "closed closed by the exchange with code 4001 (bye)"],
      ["leave", "closed closed by the exchange with code 1001 (going away)"],
    ] as const
  ) {
    const log = new Log();
    const socket = platformNetwork.connect(`ws://${host}/ws`, log);
    await log.line("opened");
    socket.send(ask);
    await log.line("closed");
    socket.send("into the void");
    socket.close();
    assert.deepEqual(log.lines, ["opened", reason]);
  }
});

testWithServer("a socket that is closed before it opened is closed once", async ({ host }) => {
  const log = new Log();
  const socket = platformNetwork.connect(`ws://${host}/ws`, log);
  socket.send("too early");
  socket.close();
  assert.deepEqual(log.lines, ["closed closed from here"]);
  // A round trip of another one leaves time for whatever else would come.
  const other = new Log();
  const second = platformNetwork.connect(`ws://${host}/ws`, other);
  await other.line("opened");
  second.close();
  assert.deepEqual(log.lines, ["closed closed from here"]);
});

testWithServer("an answer in place of a socket is said to be one", async ({ host }) => {
  const log = new Log();
  platformNetwork.connect(`ws://${host}/plain`, log);
  await log.line("closed");
  assert.deepEqual(log.lines, ["closed it answered HTTP 404 in place of a socket"]);
});

/** A server that takes a connection and never says a word. */
async function withSilentServer(run: (host: string) => Promise<void>): Promise<void> {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const accepted = listener.accept();
  await run(`127.0.0.1:${(listener.addr as Deno.NetAddr).port}`);
  (await accepted).close();
  listener.close();
}

Deno.test({
  name: "an exchange that takes the call and says nothing can be hung up on",
  sanitizeOps: true,
  sanitizeResources: true,
  fn: () =>
    withSilentServer(async (host) => {
      const log = new Log();
      const socket = platformNetwork.connect(`ws://${host}/ws`, log);
      const request = new AbortController();
      const asked = platformNetwork.get(`http://${host}/`, request.signal);
      socket.close();
      request.abort();
      await assert.rejects(asked, { message: "given up" });
      assert.deepEqual(log.lines, ["closed closed from here"]);
    }),
});

const NOT_OPENING: readonly (readonly [what: string, url: () => string, reason: RegExp])[] = [
  ["nobody listens", () => `ws://127.0.0.1:${freePort()}/`, /^closed .*(no connection|refused)/],
  [
    "there is no such name",
    () => "ws://no-such-host.invalid/",
    /^closed its name was not resolved$/,
  ],
  ["the address is none", () => "nonsense", /^closed .*nonsense/],
];

for (const [what, url, reason] of NOT_OPENING) {
  Deno.test(`a socket is closed once, with a reason, where ${what}`, async () => {
    const log = new Log();
    const socket = platformNetwork.connect(url(), log);
    assert.deepEqual(log.lines, []);
    await log.line("closed");
    socket.send("x");
    socket.close();
    assert.equal(log.lines.length, 1);
    assert.match(log.lines[0]!, reason);
  });
}

Deno.test("an address that is none can be hung up on, too", async () => {
  const log = new Log();
  platformNetwork.connect("nonsense", log).close();
  await Promise.resolve();
  assert.deepEqual(log.lines, ["closed closed from here"]);
});

testWithServer("an answer comes whole, whatever its status", async ({ host }) => {
  const { signal } = new AbortController();
  const good = await platformNetwork.get(`http://${host}/json`, signal);
  assert.equal(good.status, 200);
  assert.equal(good.body, "[1]");
  assert.equal(good.header("x-mbx-used-weight-1M"), "17");
  assert.equal(good.header("Retry-After"), null);
  const bad = await platformNetwork.get(`http://${host}/refused`, signal);
  assert.equal(bad.status, 418);
  assert.equal(bad.body, "no");
  assert.equal(bad.header("retry-after"), "9");
  assert.equal((await platformNetwork.get(`http://${host}/umlaut`, signal)).body, "ä€𝄞");
});

testWithServer("a request can be given up", async ({ host }) => {
  const request = new AbortController();
  const asked = platformNetwork.get(`http://${host}/hang`, request.signal);
  queueMicrotask(() => request.abort());
  await assert.rejects(asked, { message: "given up" });
  await assert.rejects(platformNetwork.get(`http://${host}/json`, request.signal), {
    message: "given up",
  });
});

Deno.test("a request that does not get through says why", async () => {
  const { signal } = new AbortController();
  await assert.rejects(platformNetwork.get(`http://127.0.0.1:${freePort()}/`, signal), {
    message: "the connection was refused",
  });
  await assert.rejects(platformNetwork.get("http://no-such-host.invalid/", signal), {
    message: "its name was not resolved",
  });
});

Deno.test("a body that is too large is hung up on", async () => {
  const chunks = Array.from({ length: 5 }, () => new Uint8Array(100).fill(65));
  let cancelled = false;
  const body = () =>
    new ReadableStream<Uint8Array>({
      pull(controller) {
        const chunk = chunks.pop();
        if (chunk) controller.enqueue(chunk);
        else controller.close();
      },
      cancel: () => void (cancelled = true),
    });
  await assert.rejects(textOf(new Response(body()), 299), /larger than 299 bytes/);
  assert.equal(cancelled, true);
  assert.equal(await textOf(new Response("x".repeat(300)), 300), "x".repeat(300));
  assert.equal(await textOf(new Response(null), 1), "");
});
