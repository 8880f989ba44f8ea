import assert from "node:assert/strict";
import { IntentAnswer } from "./intent_answer.ts";
import type { IntentField } from "./intent_words.ts";
import { IntentReader, LUA_WORDING, MAX_REASON_LENGTH, TS_WORDING } from "./intents.ts";
import { StrategyFault } from "./strategy.ts";

const lua = new IntentReader(LUA_WORDING, "s.lua");
const ts = new IntentReader(TS_WORDING, "s.ts");

function faultOf(call: () => unknown): StrategyFault {
  try {
    call();
  } catch (error) {
    if (error instanceof StrategyFault) return error;
    throw error;
  }
  throw new Error("It was accepted");
}

Deno.test("IntentReader reads entries, with or without levels", () => {
  assert.deepEqual(lua.filter({ action: "enter_long", price: 10, quantity: 0.1 }), {
    action: "ENTER",
    side: "LONG",
    order: "MARKET",
    price: 10,
    quantity: 0.1,
  });
  const short = { action: "enter_short", price: 10, stopLoss: 12, takeProfit: 8, order: "stop" };
  assert.deepEqual(lua.filter(short), {
    action: "ENTER",
    side: "SHORT",
    order: "STOP",
    price: 10,
    stopLoss: 12,
    takeProfit: 8,
  });
  assert.deepEqual(lua.filter({ action: "cancel_analysis", reason: "No signal" }), {
    action: "CANCEL",
    reason: "No signal",
  });
});

Deno.test("IntentReader reads what manages a position", () => {
  assert.deepEqual(ts.manage({ action: "exit", quantity: 1, price: 9, reason: "why" }), {
    action: "EXIT",
    order: "MARKET",
    quantity: 1,
    price: 9,
    reason: "why",
  });
  assert.deepEqual(ts.manage({ action: "reverse", stopLoss: 9, takeProfit: null }), {
    action: "REVERSE",
    stopLoss: 9,
  });
  assert.deepEqual(lua.manage({ action: "add", quantity: 2, order: "stop", stopPrice: 11 }), {
    action: "ADD",
    order: "STOP",
    quantity: 2,
    stopPrice: 11,
  });
  assert.deepEqual(lua.manage({ action: "add", reason: "more" }), {
    action: "ADD",
    order: "MARKET",
    reason: "more",
  });
  assert.deepEqual(lua.manage({ action: "cancel_orders", reason: "late" }), {
    action: "CANCEL_ORDERS",
    reason: "late",
  });
});

Deno.test("IntentReader tells a stop that stays from one that goes", () => {
  assert.deepEqual(ts.manage({ action: "update_stops", stopLoss: 9 }), {
    action: "UPDATE_STOPS",
    stopLoss: 9,
  });
  assert.deepEqual(ts.manage({ action: "update_stops", stopLoss: null }), {
    action: "UPDATE_STOPS",
    stopLoss: null,
  });
  assert.deepEqual(lua.manage({ action: "update_stops", takeProfit: false }), {
    action: "UPDATE_STOPS",
    takeProfit: null,
  });
  assert.deepEqual(lua.manage({ action: "update_stops", trailingStop: 2, stopLoss: false }), {
    action: "UPDATE_STOPS",
    trailingStop: 2,
    stopLoss: null,
  });
  assert.deepEqual(lua.manage({ action: "update_stops", trailingStop: false }), {
    action: "UPDATE_STOPS",
    trailingStop: null,
  });
});

Deno.test("IntentReader reads a trailing stop for what opens a position", () => {
  const enter = lua.filter({ action: "enter_long", stopLoss: 8, trailingStop: 2 });
  assert.ok(enter.action === "ENTER" && enter.trailingStop === 2 && enter.stopLoss === 8);
  assert.deepEqual(ts.manage({ action: "reverse", trailingStop: 2 }), {
    action: "REVERSE",
    trailingStop: 2,
  });
});

Deno.test("IntentReader keeps to the actions of a state", () => {
  for (const action of ["exit", "add", "reverse", "update_stops", "cancel_orders"]) {
    assert.match(
      faultOf(() => lua.filter({ action })).message,
      /filter_commitment returned action = .*: it has to be one of enter_long, enter_short, cancel_analysis$/,
    );
  }
  for (const action of ["enter_long", "enter_short", "cancel_analysis"]) {
    assert.match(
      faultOf(() => ts.manage({ action })).message,
      /managePosition .*: it has to be one of exit, add, reverse, update_stops, cancel_orders$/,
    );
  }
});

Deno.test("IntentReader names fields as the language spells them", () => {
  const fault = faultOf(() => lua.filter({ action: "enter_long", stopLoss: -1 }));
  assert.equal(
    fault.message,
    "s.lua: filter_commitment returned stop_loss = -1: it has to be a number above 0",
  );
  assert.deepEqual([fault.code, fault.file], ["BAD_RETURN", "s.lua"]);
  const other = faultOf(() => ts.manage({ action: "reverse", takeProfit: "x" }));
  assert.match(other.message, /^s\.ts: managePosition returned takeProfit = "x"/);
});

Deno.test("IntentReader takes no number that is none, and no unknown word", () => {
  for (const quantity of [0, -1, NaN, Infinity, "1", true, {}]) {
    const fault = faultOf(() => lua.filter({ action: "enter_long", quantity }));
    assert.match(fault.message, /quantity = /);
  }
  for (const action of [undefined, null, "buy", 1, {}]) {
    assert.match(faultOf(() => lua.filter({ action })).message, /one of enter_long/);
    assert.match(faultOf(() => lua.manage({ action })).message, /one of exit/);
  }
  assert.match(faultOf(() => lua.manage({ action: "exit", reason: 5 })).message, /reason = 5/);
});

Deno.test("IntentReader cuts a long reason", () => {
  const intent = lua.manage({ action: "exit", reason: "x".repeat(1_000) });
  assert.ok("reason" in intent && intent.reason?.length === MAX_REASON_LENGTH);
});

Deno.test("whatever an answer names besides action, quantity and reason is read", () => {
  const others = {
    order: "limit",
    price: 99,
    stopPrice: 98,
    trailBy: 1,
    timeInForce: "gtc",
    expiresIn: 3,
    expiresAt: 1,
    postOnly: true,
    stopLoss: 98,
    takeProfit: 102,
    trailingStop: 1,
  } satisfies Record<Exclude<IntentField, "action" | "quantity" | "reason">, unknown>;
  for (const [field, value] of Object.entries(others)) {
    const answer = new IntentAnswer({ action: "exit", [field]: value }, "", TS_WORDING, "");
    assert.equal(answer.isShort, false, field);
  }
  const short = { action: "exit", quantity: 1, reason: "why" };
  assert.equal(new IntentAnswer(short, "", TS_WORDING, "").isShort, true);
});
