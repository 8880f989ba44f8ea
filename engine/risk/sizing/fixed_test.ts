import assert from "node:assert/strict";
import { BTC, requestOf, viewOf } from "../testing.ts";
import { FixedQuantity } from "./fixed.ts";

Deno.test("a fixed quantity is what it says, whatever the equity", () => {
  // 0.5 in steps of 0.00001 is 50,000 lots.
  assert.equal(new FixedQuantity(0.5).lots(requestOf(), viewOf({ instrument: BTC })), 50_000);
  const poor = viewOf({ instrument: BTC, equity: 1 });
  assert.equal(new FixedQuantity(0.5).lots(requestOf(), poor), 50_000);
});

Deno.test("a fixed quantity off the step is refused, not rounded", () => {
  assert.deepEqual(
    new FixedQuantity(0.123456).lots(requestOf(), viewOf({ instrument: BTC })),
    {
      code: "QUANTITY_STEP",
      reason: "Quantity 0.123456 is no multiple of 0.00001: 0.12345 would be",
    },
  );
});
