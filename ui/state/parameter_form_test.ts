import assert from "node:assert/strict";
import {
  checkParameters,
  numberFault,
  parameterEntries,
  type ParameterSpec,
  rangeHint,
} from "./parameter_form.ts";

function spec(given: Partial<ParameterSpec> & Pick<ParameterSpec, "name" | "type">): ParameterSpec {
  return {
    default: 10,
    min: null,
    max: null,
    step: null,
    options: null,
    description: null,
    ...given,
  };
}

const SPECS = [
  spec({ name: "fast", type: "INTEGER", default: 10, min: 2, max: 200, step: 1 }),
  spec({ name: "factor", type: "NUMBER", default: 1.5, min: 0.1 }),
  spec({ name: "shorts", type: "BOOLEAN", default: true }),
  spec({ name: "mode", type: "TEXT", default: "calm", options: ["calm", "wild"] }),
];

Deno.test("a form starts with the defaults, or with the values given", () => {
  assert.deepEqual(parameterEntries(SPECS), {
    fast: "10",
    factor: "1.5",
    shorts: true,
    mode: "calm",
  });
  assert.deepEqual(parameterEntries(SPECS, { fast: 20, shorts: false }), {
    fast: "20",
    factor: "1.5",
    shorts: false,
    mode: "calm",
  });
});

Deno.test("good entries become values of their type", () => {
  const { values, errors } = checkParameters(
    { parameters: SPECS, constraints: [] },
    parameterEntries(SPECS),
  );
  assert.deepEqual(values, { fast: 10, factor: 1.5, shorts: true, mode: "calm" });
  assert.deepEqual(errors, {});
});

Deno.test("each bad entry has its own message", () => {
  const entries = { fast: "1", factor: "much", shorts: false, mode: "odd" };
  const { values, errors } = checkParameters({ parameters: SPECS, constraints: [] }, entries);
  assert.deepEqual(errors, {
    fast: "Has to be at least 2",
    factor: "Has to be a number",
    mode: "Has to be one of calm, wild",
  });
  assert.deepEqual(values, { shorts: false });
});

Deno.test("what the strategy declares between them is said at each of them, once they are right", () => {
  const declared = { parameters: SPECS, constraints: ["factor < fast", "fast != 13"] };
  const errorsOf = (fast: string, factor: string) =>
    checkParameters(declared, { ...parameterEntries(SPECS), fast, factor }).errors;
  assert.deepEqual(errorsOf("3", "2"), {});
  assert.deepEqual(errorsOf("3", "3"), {
    factor: "Factor < fast has to hold",
    fast: "Factor < fast has to hold",
  });
  assert.deepEqual(errorsOf("13", "2"), { fast: "Fast != 13 has to hold" });
  assert.deepEqual(errorsOf("1", "3"), { fast: "Has to be at least 2" });
});

Deno.test("numbers: empty, fractions, infinity and the borders", () => {
  const whole = { min: 2, max: 200, isWhole: true };
  assert.equal(numberFault("", whole), "Has to be a whole number");
  assert.equal(numberFault("2.5", whole), "Has to be a whole number");
  assert.equal(numberFault("Infinity", {}), "Has to be a number");
  assert.equal(numberFault("201", whole), "Has to be at most 200");
  assert.equal(numberFault("2", whole), null);
  assert.equal(numberFault("200", whole), null);
});

Deno.test("the hint names the borders there are", () => {
  assert.deepEqual(SPECS.map(rangeHint), ["2 – 200", "from 0.1", "", ""]);
});
