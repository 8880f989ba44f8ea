import assert from "node:assert/strict";
import { BTC, FILLED, LIMIT, type ORDER, STOP } from "../state/sample_orders.ts";
import { CODE_WORDS, codeWords } from "./code_words.ts";
import { orderLasts, orderPrices, orderQuantity, orderReason } from "./order_words.ts";

Deno.test("an order says at which prices it waits", () => {
  const prices = (
    type: typeof ORDER["type"],
    limitPrice: number | null,
    stopPrice: number | null,
    trailBy: number | null = null,
  ) => orderPrices({ type, limitPrice, stopPrice, trailBy }, BTC.priceStep);
  assert.equal(prices("MARKET", null, null), "–");
  assert.equal(prices("LIMIT", 95, null), "95.00");
  assert.equal(prices("STOP", null, 105), "105.00");
  assert.equal(prices("STOP_LIMIT", 106, 105), "stop 105.00, limit 106.00");
  assert.equal(prices("TRAILING_STOP", null, 95, 5), "95.00, 5.00 behind");
  assert.equal(prices("TAKE_PROFIT", null, 110), "110.00");
});

Deno.test("what was filled of an order stands before the whole while it differs", () => {
  const text = (filledQuantity: number) => orderQuantity({ ...LIMIT, filledQuantity }, 0.001);
  assert.deepEqual([text(0), text(0.2)], ["0.5", "0.2 of 0.5"]);
  assert.equal(orderQuantity(FILLED, 0.001), "0.5");
});

Deno.test("how long an order lasts is said in words", () => {
  assert.equal(orderLasts(LIMIT, 0), "Until canceled");
  assert.equal(orderLasts({ ...LIMIT, timeInForce: "IOC" }, 0), "What trades at once");
  const dated = { ...LIMIT, timeInForce: "GTD", expiresAt: 60_000 } as const;
  assert.equal(orderLasts(dated, 0), "Until 00:01:00");
  assert.equal(orderLasts({ ...dated, status: "EXPIRED" }, 0), "Until a time");
});

Deno.test("an order that ended says why in a few words, and in full on demand", () => {
  assert.deepEqual(orderReason(LIMIT), { text: "crossed", full: "crossed" });
  const ended = {
    ...STOP,
    status: "CANCELED",
    cancelCode: "OCO",
    cancelReason: "The take profit was filled",
  } as const;
  assert.deepEqual(orderReason(ended), {
    text: "The other one was filled",
    full: "The take profit was filled",
  });
});

/** The guide names every code in its tables and in the sentence after the last of them. */
async function codesOfTheGuide(): Promise<string[]> {
  const guide = await Deno.readTextFile(new URL("../../docs/guides/execution.md", import.meta.url));
  const limits = guide.slice(guide.indexOf("## Risk"), guide.indexOf("`onBreach: FLATTEN`"));
  const rejections = guide.slice(guide.indexOf("## Rejections"));
  const inLimits = limits.split("\n").flatMap((line) => line.split("|").at(-2) ?? []);
  return [...inLimits, rejections].flatMap((text) =>
    [...text.matchAll(/`([A-Z][A-Z_]+)`/g)].map((match) => match[1] ?? "")
  );
}

Deno.test("every code of the guide has words of its own", async () => {
  const codes = await codesOfTheGuide();
  assert.ok(codes.length > 40);
  assert.deepEqual(codes.filter((code) => !Object.hasOwn(CODE_WORDS, code)), []);
  assert.equal(codeWords("SOMETHING_NEW"), "Something new");
});
