import { deepEqual, throws } from "node:assert/strict";
import { declaredConstraints, MAX_CONSTRAINTS } from "./constraints.ts";
import { declaredParameters } from "./declaration.ts";
import { resolveParameters } from "./parameters.ts";

const SPECS = declaredParameters([
  ["fast", { default: 10 }],
  ["slow", { default: 20 }],
  ["short", { default: false }],
  ["mode", { default: "a" }],
]);
const DECLARED = { parameters: SPECS, constraints: ["fast < slow", "fast != 13"] };

Deno.test("declaredConstraints() gives each in its usual spelling", () => {
  deepEqual(declaredConstraints(["fast<slow", " slow  >= -1.5 ", "short != 1"], SPECS), [
    "fast < slow",
    "slow >= -1.5",
    "short != 1",
  ]);
  deepEqual(declaredConstraints(undefined, SPECS), []);
});

Deno.test("declaredConstraints() says what is wrong with the text, and what would be right", () => {
  const cases: [unknown, RegExp][] = [
    ["fast < slow", /constraints cannot be "fast < slow": it has to be a list/],
    [{ 1: "fast < slow" }, /constraints cannot be \{/],
    [[5], /constraints cannot hold 5: only texts such as "fast < slow"/],
    [["fast slow"], /Cannot keep to "fast slow": it has to be like fast<slow, with <, <=/],
    [["fast == slow"], /Cannot keep to "fast == slow": it has to be like fast<slow/],
    [["fast < slwo"], /"fast < slwo": there is no parameter slwo, the strategy has fast, slow/],
    [["mode != 1"], /"mode != 1": mode is a text, and only numbers are more or less/],
    [["1 < 2"], /"1 < 2": it has to be about a parameter/],
    [["slow < fast"], /The defaults do not fit: slow 20 and fast 10, and slow < fast has to hold/],
    [["fast > 10"], /The defaults do not fit: fast 10, and fast > 10 has to hold/],
    [Array(MAX_CONSTRAINTS + 1).fill("fast < slow"), /Cannot declare 21 constraints: at most 20/],
  ];
  for (const [raw, message] of cases) {
    throws(() => declaredConstraints(raw, SPECS), { message, field: "constraints" });
  }
});

Deno.test("resolveParameters() refuses what breaks a constraint, naming what was given", () => {
  const cases: [Record<string, unknown>, string, string][] = [
    [{ fast: 20 }, "fast", "Parameter fast cannot be 20 with slow 20: fast < slow has to hold"],
    [{ slow: 5 }, "slow", "Parameter slow cannot be 5 with fast 10: fast < slow has to hold"],
    [
      { slow: 5, fast: 9 },
      "slow",
      "Parameter slow cannot be 5 with fast 9: fast < slow has to hold",
    ],
    [{ fast: 13 }, "fast", "Parameter fast cannot be 13: fast != 13 has to hold"],
  ];
  for (const [given, field, message] of cases) {
    throws(() => resolveParameters(DECLARED, given), {
      message,
      code: "BAD_USER_INPUT",
      field: `parameters.${field}`,
    });
  }
  deepEqual(resolveParameters(DECLARED, { fast: 19 }).fast, 19);
});
