import assert from "node:assert/strict";
import { InputError } from "../domain/mod.ts";
import { declaredParameters, MAX_PARAMETERS } from "./declaration.ts";
import { resolveParameters } from "./parameters.ts";

const SPECS = declaredParameters([
  ["fast", { default: 10, min: 2, max: 200, step: 1 }],
  ["width", { default: 2, min: 0.5 }],
  ["long", { default: true }],
  ["mode", { default: "a", options: ["a", "b"] }],
]);

const DECLARED = { parameters: SPECS, constraints: [] };

function refusal(call: () => unknown): InputError {
  try {
    call();
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error("It was accepted");
}

Deno.test("resolveParameters() fills in defaults and keeps what was given", () => {
  assert.deepEqual(resolveParameters(DECLARED, { fast: 12 }), {
    fast: 12,
    width: 2,
    long: true,
    mode: "a",
  });
});

Deno.test("resolveParameters() refuses what does not fit, naming field, value and what would be right", () => {
  const cases: [Record<string, unknown>, string, string][] = [
    [{ fast: 1 }, "fast", "cannot be 1: it has to be a whole number from 2 to 200"],
    [{ fast: 201 }, "fast", "cannot be 201"],
    [{ fast: 2.5 }, "fast", "cannot be 2.5"],
    [{ fast: "10" }, "fast", 'cannot be "10"'],
    [{ fast: NaN }, "fast", "cannot be NaN"],
    [{ fast: null }, "fast", "cannot be null"],
    [{ width: 0.4 }, "width", "it has to be a number of at least 0.5"],
    [{ width: Infinity }, "width", "cannot be Infinity"],
    [{ long: "yes" }, "long", "it has to be true or false"],
    [{ mode: "c" }, "mode", "it has to be one of a, b"],
    [{ mode: "x".repeat(201) }, "mode", "at most 200 characters"],
    [{ slow: 1 }, "slow", 'Unknown parameter "slow": the strategy has fast, width, long, mode'],
  ];
  for (const [given, field, message] of cases) {
    const error = refusal(() => resolveParameters(DECLARED, given));
    assert.equal(error.code, "BAD_USER_INPUT");
    assert.equal(error.field, `parameters.${field}`);
    assert.ok(error.message.includes(message), error.message);
  }
  assert.match(
    refusal(() => resolveParameters({ parameters: [], constraints: [] }, { a: 1 })).message,
    /the strategy has none/,
  );
});

Deno.test("declaredParameters() tells whole numbers from others by step and limits", () => {
  const typeOf = (raw: object) => declaredParameters([["x", raw]])[0]!.type;
  assert.equal(typeOf({ default: 10, step: 1 }), "INTEGER");
  assert.equal(typeOf({ default: 10, min: 2, max: 20, step: 2 }), "INTEGER");
  assert.equal(typeOf({ default: 10 }), "NUMBER");
  assert.equal(typeOf({ default: 10, step: 0.5 }), "NUMBER");
  assert.equal(typeOf({ default: 10, min: 0.5, step: 1 }), "NUMBER");
  assert.equal(typeOf({ default: false }), "BOOLEAN");
  assert.equal(typeOf({ default: "a" }), "TEXT");
});

Deno.test("declaredParameters() refuses declarations that make no sense", () => {
  const cases: [string, unknown, RegExp][] = [
    ["x", 5, /Parameter x cannot be 5/],
    ["x", {}, /cannot have the default undefined/],
    ["x", { default: [] }, /cannot have the default \[\]/],
    ["x", { default: NaN }, /x cannot be NaN/],
    ["x", { default: 1, min: 5 }, /The default does not fit.*at least 5/],
    ["x", { default: 1, min: 5, max: 2 }, /min 5 is above max 2/],
    ["x", { default: 1, step: 0 }, /step cannot be 0: it has to be a number above 0/],
    ["x", { default: 1, max: "9" }, /max cannot be "9"/],
    ["x", { default: "c", options: ["a"] }, /one of a/],
    ["x", { default: "c", options: [1] }, /options cannot hold 1/],
    ["no good", { default: 1 }, /"no good" needs another name/],
    ["__proto__", { default: 1 }, /"__proto__" needs another name: letters/],
  ];
  for (const [name, raw, message] of cases) {
    assert.match(refusal(() => declaredParameters([[name, raw]])).message, message);
  }
  const many = Array.from({ length: MAX_PARAMETERS + 1 }, (_, i) => [`p${i}`, { default: 1 }]);
  const pairs = many.map(([name, raw]) => [String(name), raw] as const);
  assert.match(refusal(() => declaredParameters(pairs)).message, /more than 50 parameters/);
});
