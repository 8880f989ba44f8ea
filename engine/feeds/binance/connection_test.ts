import assert from "node:assert/strict";
import { FakeTime } from "../../../tests/support/fake_time.ts";
import { Connection } from "./connection.ts";
import { BINANCE_US } from "./exchanges.ts";
import type { Network, Socket, SocketEvents } from "./network.ts";
import { SESSION_TIMING } from "./session_api.ts";

/** A connection to a network that does what it does before `connect` returns. */
function connectionTo(now: (events: SocketEvents, connection: Connection) => void) {
  const time = new FakeTime();
  const log: string[] = [];
  const socket: Socket = {
    send: (text) => void log.push(text),
    close: () => void log.push("close"),
  };
  const network: Network = {
    connect(_url, events) {
      now(events, connection);
      return socket;
    },
    get: () => Promise.reject(new Error("no requests here")),
  };
  const setup = {
    exchange: BINANCE_US,
    endpoint: "ws://localhost",
    network,
    clock: time,
    timers: time,
    random: () => 0,
    timing: SESSION_TIMING,
  };
  const connection = new Connection(setup, new Set(["a"]), {
    heard() {},
    message() {},
    opened() {},
    confirmed() {},
    retiring() {},
    ended: (reason) => void log.push(`ended ${reason}`),
  });
  connection.open();
  return { time, log };
}

Deno.test("a socket that is open at once is used at once", () => {
  const { log } = connectionTo((events) => events.opened());
  assert.deepEqual(log, ['{"method":"SUBSCRIBE","params":["a"],"id":1}']);
});

Deno.test("a socket that fails at once ends the connection once", () => {
  const { time, log } = connectionTo((events) => events.closed("no such host"));
  assert.deepEqual([log, time.timers], [["ended no such host", "close"], 0]);
});

Deno.test("a connection that is closed while it opens hangs up and says nothing", () => {
  const { time, log } = connectionTo((events, connection) => {
    connection.close();
    events.opened();
    events.message("x");
    events.closed("gone");
  });
  assert.deepEqual([log, time.timers], [["close"], 0]);
});
