import assert from "node:assert/strict";
import type { OrderStatus } from "../domain/mod.ts";
import { canBecome, isFinal, requireOrderStep } from "./order_machine.ts";

const ALL: readonly OrderStatus[] = [
  "SUBMITTED",
  "ACCEPTED",
  "PARTIALLY_FILLED",
  "FILLED",
  "CANCELED",
  "REJECTED",
  "EXPIRED",
];

Deno.test("an order's whole life, step by step", () => {
  const allowed = ALL.flatMap((from) =>
    ALL.filter((to) => canBecome(from, to)).map((to) => `${from} > ${to}`)
  );
  assert.deepEqual(allowed, [
    "SUBMITTED > ACCEPTED",
    "SUBMITTED > PARTIALLY_FILLED",
    "SUBMITTED > FILLED",
    "SUBMITTED > CANCELED",
    "SUBMITTED > REJECTED",
    "SUBMITTED > EXPIRED",
    "ACCEPTED > PARTIALLY_FILLED",
    "ACCEPTED > FILLED",
    "ACCEPTED > CANCELED",
    "ACCEPTED > EXPIRED",
    "PARTIALLY_FILLED > PARTIALLY_FILLED",
    "PARTIALLY_FILLED > FILLED",
    "PARTIALLY_FILLED > CANCELED",
    "PARTIALLY_FILLED > EXPIRED",
  ]);
  assert.deepEqual(ALL.filter(isFinal), ["FILLED", "CANCELED", "REJECTED", "EXPIRED"]);
});

Deno.test("a step that is not there is our own bug", () => {
  assert.throws(
    () => requireOrderStep("FILLED", "CANCELED"),
    /Invariant: an order that is FILLED cannot become CANCELED/,
  );
});
