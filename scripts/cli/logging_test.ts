import assert from "node:assert/strict";
import { messageLine } from "./logging.ts";

Deno.test("a request is one line on a terminal", () => {
  const entry = { msg: "request", method: "POST", path: "/graphql", status: 200, ms: 3.6 };
  assert.equal(messageLine(entry, "msg"), "POST /graphql 200 3.6 ms");
  assert.equal(
    messageLine({ ...entry, operation: "query Engine" }, "msg"),
    "POST /graphql query Engine 200 3.6 ms",
  );
});

Deno.test("any other message keeps its words, and its place if it has one", () => {
  assert.equal(
    messageLine({ msg: "request failed", path: "/health" }, "msg"),
    "request failed (/health)",
  );
  assert.equal(messageLine({ msg: "cannot write" }, "msg"), "cannot write");
});

Deno.test("what happened to a feed is one line, with the reason at its end", () => {
  const entry = { msg: "feed not live", feed: "BINANCE", status: "DOWN", detail: "no route" };
  assert.equal(messageLine(entry, "msg"), "feed not live (BINANCE DOWN): no route");
  assert.equal(messageLine({ msg: "feed live", feed: "BINANCE" }, "msg"), "feed live (BINANCE)");
  assert.equal(messageLine({ ...entry, detail: null }, "msg"), "feed not live (BINANCE DOWN)");
});
