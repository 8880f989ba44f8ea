import { deepEqual, equal, throws } from "node:assert/strict";
import type { ParameterSpec } from "../../../strategy/mod.ts";
import { axisOf } from "./axis_text.ts";
import { parameterSpace } from "./parameter_space.ts";

const FAST: ParameterSpec = { name: "fast", type: "INTEGER", default: 10, min: 2, max: 8, step: 2 };
const WIDTH: ParameterSpec = { name: "width", type: "NUMBER", default: 2, min: 0, max: 5 };
const LONG: ParameterSpec = { name: "long", type: "BOOLEAN", default: true };
const MODE: ParameterSpec = { name: "mode", type: "TEXT", default: "a", options: ["a", "b"] };
const FREE: ParameterSpec = { name: "free", type: "TEXT", default: "x" };
const ALL = { parameters: [FAST, WIDTH, LONG, MODE], constraints: [] };

Deno.test("a parameter is one value, a list or a range", () => {
  const cases: [ParameterSpec, string, readonly unknown[]][] = [
    [FAST, "5", [5]],
    [FAST, "2:8:3", [2, 5, 8]],
    [FAST, "2:7:3", [2, 5]],
    [FAST, "3:7", [3, 5, 7]],
    [FAST, "*", [2, 4, 6, 8]],
    [FAST, "8, 2,8", [8, 2]],
    [WIDTH, "0:0.3:0.1", [0, 0.1, 0.2, 0.3]],
    [WIDTH, "1e-7:3e-7:1e-7", [1e-7, 2e-7, 3e-7]],
    [WIDTH, "1,2.5", [1, 2.5]],
    [LONG, "*", [false, true]],
    [LONG, "true", [true]],
    [MODE, "*", ["a", "b"]],
    [MODE, "b,a", ["b", "a"]],
    [FREE, "a:b", ["a:b"]],
  ];
  for (const [spec, text, values] of cases) deepEqual(axisOf(spec, text).values, values, text);
});

Deno.test("what is no choice says what would be right", () => {
  const cases: [ParameterSpec, string, RegExp][] = [
    [FAST, "2:9:1", /fast cannot be 9: it has to be a whole number from 2 to 8/],
    [FAST, "8:2", /fast cannot be "8:2": .* from the lower to the higher value/],
    [FAST, "2:8:0", /a step above 0/],
    [FAST, "2:8:1:1", /it has to be from:to:step/],
    [FAST, "x", /fast cannot be "x": it has to be a number, a list a,b,c or a range/],
    [FAST, "2:", /fast cannot be ""/],
    [WIDTH, "0:5", /no step is declared/],
    [WIDTH, "*", /min, max or step are not declared/],
    [WIDTH, "0:5:0.0001", /at most 10000 values, these are 50001/],
    [LONG, "maybe", /long cannot be "maybe": it has to be true or false/],
    [MODE, "c", /mode cannot be "c": it has to be one of a, b/],
    [FREE, "*", /does not list its values/],
  ];
  for (const [spec, text, message] of cases) throws(() => axisOf(spec, text), message, text);
});

Deno.test("a space has every combination, the last parameter going round first", () => {
  const space = parameterSpace(ALL, { fast: "2:4", long: "*", mode: "b" });
  equal(space.size, 4);
  deepEqual(Array.from(space.points(), (point) => space.valuesAt(point)), [
    { fast: 2, width: 2, long: false, mode: "b" },
    { fast: 2, width: 2, long: true, mode: "b" },
    { fast: 4, width: 2, long: false, mode: "b" },
    { fast: 4, width: 2, long: true, mode: "b" },
  ]);
});

Deno.test("relations leave combinations out", () => {
  const space = parameterSpace(ALL, { fast: "2:8", width: "3,5" }, ["width < fast", "fast != 8"]);
  equal(space.size, 8);
  deepEqual(Array.from(space.points(), (point) => space.valuesAt(point).fast), [4, 6, 6]);
});

Deno.test("what the strategy declares leaves combinations out, and where others on top", () => {
  const declared = { ...ALL, constraints: ["width < fast"] };
  const fastOf = (where: readonly string[]) => {
    const space = parameterSpace(declared, { fast: "2:8", width: "3,5" }, where);
    return [space.allowedSize, Array.from(space.points(), (point) => space.valuesAt(point).fast)];
  };
  deepEqual(fastOf([]), [5, [4, 6, 6, 8, 8]]);
  deepEqual(fastOf(["fast != 8"]), [3, [4, 6, 6]]);
  // One value that breaks it with the defaults of what varies is no fault: these are never tried.
  equal(parameterSpace(declared, { width: "5", fast: "6:8" }).allowedSize, 2);
});

Deno.test("a space that allows nothing says which relation it is", () => {
  const declared = { ...ALL, constraints: ["width < fast"] };
  const fault = (where: readonly string[]) => {
    const { message, field } = parameterSpace(declared, { fast: "2,4", width: "5" }, where)
      .noneAllowed();
    return [message, field];
  };
  deepEqual(fault([]), [
    "No combination is allowed: width < fast leaves all of them out",
    "parameters",
  ]);
  deepEqual(fault(["fast<9"]), [
    "No combination is allowed: width < fast and fast < 9 leave all of them out",
    "where",
  ]);
});

Deno.test("a space says what is wrong with it", () => {
  const cases: [Record<string, string>, string[], RegExp][] = [
    [{ fast: "5" }, [], /Nothing varies: .* fast=5:50:5/],
    [{ quick: "1:2" }, [], /Unknown parameter "quick": the strategy has fast, width, long, mode/],
    [{ fast: "2:8" }, ["fast slow"], /Cannot keep to "fast slow": it has to be like fast<slow/],
    [{ fast: "2:8" }, ["fast<slow"], /there is no parameter slow, the strategy has fast, width/],
  ];
  for (const [choices, where, message] of cases) {
    throws(() => parameterSpace(ALL, choices, where), message);
  }
});

Deno.test("values may also stand one by one", () => {
  deepEqual(axisOf(FAST, [8, 2, 8]).values, [8, 2]);
  deepEqual(axisOf(FREE, ["a,b", "c"]).values, ["a,b", "c"]);
  throws(() => axisOf(FAST, [3, "x"]), /fast cannot be "x"/);
  throws(() => axisOf(FAST, []), /it has to be one value at least/);
});
