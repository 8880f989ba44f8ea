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
