import assert from "node:assert/strict";
import { closingInWords, faultInWords } from "./platform_faults.ts";

const WORDS: readonly (readonly [said: string, words: string])[] = [
  ["tcp connect error: Connection refused (os error 111)", "the connection was refused"],
  [
    "failed to connect to WebSocket: tcp connect error",
    "no connection (refused, or not reachable)",
  ],
  ["dns error: failed to lookup address information", "its name was not resolved"],
  ["invalid peer certificate: UnknownIssuer", "no secure connection (TLS)"],
  ["received corrupt message of type InvalidContentType", "no secure connection (TLS)"],
  ["Connection reset by peer (os error 104)", "the connection broke off"],
  ["Unexpected EOF", "the connection broke off"],
  ["error reading a body from connection", "the connection broke off"],
  ["Connection timed out (os error 110)", "no answer in time"],
  ["Network is unreachable (os error 101)", "there is no way to it"],
  ["Invalid status code: 404", "it answered HTTP 404 in place of a socket"],
  [
    "Invalid status code: 451",
    "it answered HTTP 451 (not offered where you are) in place of a socket",
  ],
  ["Invalid status code: 429", "it answered HTTP 429 (too many requests) in place of a socket"],
  ["Frame too large", "Frame too large"],
  ["", "the connection failed"],
];

for (const [said, words] of WORDS) {
  Deno.test(`${JSON.stringify(said)} is in words: ${words}`, () => {
    assert.equal(faultInWords(new Error(said)), words);
    assert.equal(faultInWords(new TypeError("fetch failed", { cause: new Error(said) })), words);
  });
}

Deno.test("what is no error at all has words, too", () => {
  for (const nothing of [null, undefined, 7, {}]) {
    assert.equal(faultInWords(nothing), "the connection failed");
  }
});

Deno.test("an error that is its own cause is looked at once in a while", () => {
  const error = new Error("odd");
  error.cause = error;
  assert.equal(faultInWords(error), "odd");
});

const CLOSINGS: readonly (readonly [code: number, reason: string, words: string])[] = [
  [1000, "", "closed by the exchange with code 1000 (normally)"],
  [1008, "", "closed by the exchange with code 1008 (policy violated)"],
  [1008, "Too many requests", "closed by the exchange with code 1008 (Too many requests)"],
  [4999, "", "closed by the exchange with code 4999"],
  [1005, "", "closed by the exchange without a code"],
  [1006, "", "the connection broke off"],
  [0, "", "the connection broke off"],
];

for (const [code, reason, words] of CLOSINGS) {
  Deno.test(`code ${code} ${JSON.stringify(reason)} is in words: ${words}`, () => {
    assert.equal(closingInWords(code, reason), words);
  });
}
