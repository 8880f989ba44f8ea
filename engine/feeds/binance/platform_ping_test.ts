/**
 * Exchanges send pings and hang up on whoever does not answer them with what they hold. Nothing of ours
 * answers: this holds the platform to it, frame by frame (RFC 6455, sections 1.3 and 5.5).
 */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { platformNetwork } from "./platform_network.ts";

const GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
const PING = 0x89;
const PONG = 0x8a;
const MASKED = 0x80;

/** Reads up to and including what `isWhole` asks for. */
async function readUntil(
  connection: Deno.TcpConn,
  isWhole: (bytes: Uint8Array<ArrayBuffer>) => boolean,
): Promise<Uint8Array<ArrayBuffer>> {
  let all = new Uint8Array(0);
  const part = new Uint8Array(4_096);
  while (!isWhole(all)) {
    const count = await connection.read(part);
    assert.ok(count, "the client hung up");
    const longer = new Uint8Array(all.length + count);
    longer.set(all);
    longer.set(part.subarray(0, count), all.length);
    all = longer;
  }
  return all;
}

async function shakeHands(connection: Deno.TcpConn): Promise<void> {
  const text = (bytes: Uint8Array<ArrayBuffer>) => new TextDecoder().decode(bytes);
  const request = text(await readUntil(connection, (bytes) => text(bytes).endsWith("\r\n\r\n")));
  const key = /^sec-websocket-key: *(\S+)/im.exec(request)?.[1];
  const accept = createHash("sha1").update(`${key}${GUID}`).digest("base64");
  await connection.write(
    new TextEncoder().encode(
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
        `Sec-WebSocket-Accept: ${accept}\r\n\r\n`,
    ),
  );
}

Deno.test("a ping of the exchange is answered with what it holds", async () => {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const closed = Promise.withResolvers<void>();
  const socket = platformNetwork.connect(`ws://127.0.0.1:${listener.addr.port}/stream`, {
    opened() {},
    message() {},
    closed: () => closed.resolve(),
  });
  using connection = await listener.accept();
  await shakeHands(connection);
  // An exchange writes the time into it.
  const holds = new TextEncoder().encode("1705320030000");
  await connection.write(Uint8Array.of(PING, holds.length, ...holds));
  const length = 2 + 4 + holds.length;
  const frame = await readUntil(connection, (bytes) => bytes.length >= length);
  assert.deepEqual([...frame.subarray(0, 2)], [PONG, MASKED | holds.length]);
  const mask = frame.subarray(2, 6);
  assert.deepEqual(frame.subarray(6, length).map((byte, i) => byte ^ mask[i % 4]!), holds);
  socket.close();
  await closed.promise;
});
