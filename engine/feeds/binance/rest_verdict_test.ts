import assert from "node:assert/strict";
import type { HttpAnswer } from "./network.ts";
import { REST_TIMING } from "./rest_timing.ts";
import { faultOf, MAX_PAUSE_MS, Refusal, retryAfter } from "./rest_verdict.ts";

const NOW = Date.UTC(2015, 9, 21, 7, 28, 0);

function answer(status: number, body = "", headers: Record<string, string> = {}): HttpAnswer {
  return { status, body, header: (name) => headers[name] ?? null };
}

const judge = (given: HttpAnswer) => faultOf(given, "Binance", REST_TIMING, NOW);

const WAITS: readonly (readonly [header: string | null, ms: number | null])[] = [
  ["1", 1_000],
  [" 120 ", 120_000],
  ["Wed, 21 Oct 2015 07:28:30 GMT", 30_000],
  ["Wed, 21 Oct 2015 07:27:30 GMT", null],
  ["0", null],
  ["-5", null],
  ["1.5", null],
  ["soon", null],
  ["2015", 2_015_000],
  ["", null],
  [null, null],
  ["99999999999999999999999999", MAX_PAUSE_MS],
];

for (const [header, ms] of WAITS) {
  Deno.test(`Retry-After ${JSON.stringify(header)} asks for ${ms ?? "nothing"}`, () => {
    assert.equal(retryAfter(header, NOW), ms);
  });
}

Deno.test("an answer with data has no fault", () => {
  assert.equal(judge(answer(200, "[]")), null);
});

Deno.test("429 and 418 are limits, each with its own usual wait", () => {
  for (const [status, waitMs] of [[429, 10_000], [418, 120_000]] as const) {
    const fault = judge(answer(status));
    assert.equal(fault?.fault, "LIMITED");
    assert.equal(fault.waitMs, waitMs);
    assert.equal(judge(answer(status, "", { "Retry-After": "7" }))?.waitMs, 7_000);
  }
  const { message } = judge(answer(418))!;
  assert.equal(message, "Binance wants to be left alone for 120 s (HTTP 418)");
});

Deno.test("5xx, and the exchange's own timeout, are the server's trouble", () => {
  for (const status of [500, 502, 503, 504, 408]) {
    assert.equal(judge(answer(status))?.fault, "SERVER", `${status}`);
  }
});

Deno.test("any other 4xx is a refusal in the exchange's own words", () => {
  const fault = judge(answer(400, '{"code":-1121,"msg":"Invalid symbol."}'));
  assert.ok(fault instanceof Refusal);
  assert.equal(fault.fault, "REFUSED");
  assert.equal(fault.code, -1121);
  assert.equal(
    fault.message,
    "Binance refused the request: Invalid symbol. (HTTP 400, code -1121)",
  );
});

Deno.test("a refusal without words says so, and a long one is cut", () => {
  for (const body of ["<html>", "null", "7", '{"code":"x","msg":""}', ""]) {
    const fault = judge(answer(403, body));
    assert.equal(fault?.message, "Binance refused the request: no reason given (HTTP 403)");
  }
  const long = judge(answer(400, JSON.stringify({ code: -1, msg: "x".repeat(10_000) })));
  assert.ok(long!.message.length < 300);
});

Deno.test("a status that is neither data nor a fault is garbage", () => {
  for (const status of [0, 101, 304]) assert.equal(judge(answer(status))?.fault, "GARBAGE");
});
