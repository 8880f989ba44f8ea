import assert from "node:assert/strict";
import { sameProperties } from "./memo.ts";

Deno.test("properties are the same as long as each is the very one", () => {
  const orders: readonly unknown[] = [];
  assert.equal(sameProperties({ orders, id: "r1" }, { orders, id: "r1" }), true);
  assert.equal(sameProperties({ orders }, { orders: [] }), false);
  assert.equal(sameProperties({ orders }, {}), false);
});
