import { deepEqual, equal, match } from "node:assert/strict";
import type { ParameterSpec } from "../parameter_form.ts";
import { readVaried, startingVaried, type Varied } from "./varied.ts";

const spec = (change: Partial<ParameterSpec>): ParameterSpec => ({
  name: "fast",
  type: "INTEGER",
  default: 10,
  min: 2,
  max: 200,
  step: 1,
  options: null,
  description: null,
  ...change,
});
const FAST = spec({});
const varied = (from: string, to: string, step: string): Varied => {
  return { isOn: true, from, to, step, list: "" };
};

Deno.test("a range begins around the value there is, on the declared grid and within its ends", () => {
  // A fifth of 10 is 2: four steps either way.
  deepEqual(startingVaried(FAST, "10"), {
    isOn: false,
    from: "2",
    to: "18",
    step: "2",
    list: "",
  });
  const near = startingVaried(spec({ min: 9, max: 12 }), "10");
  deepEqual([near.from, near.to], ["10", "12"]);
  const fine = startingVaried(spec({ type: "NUMBER", min: 0, max: 5, step: 0.1 }), "1.5");
  deepEqual([fine.from, fine.to, fine.step], ["0.3", "2.7", "0.3"]);
  equal(startingVaried(spec({ type: "NUMBER", step: null, min: null, max: null }), "0").step, "1");
});

Deno.test("a range has as many values as the service counts", () => {
  const cases: [string, string, string, number][] = [
    ["2", "8", "2", 4],
    ["2", "7", "2", 3],
    ["5", "5", "1", 1],
  ];
  for (const [from, to, step, count] of cases) {
    equal(readVaried(FAST, varied(from, to, step)).values?.length, count);
  }
  // 0.1 + 0.2 is not 0.3 in binary, but 0 to 0.3 by 0.1 are four values.
  const tenths = spec({ type: "NUMBER", min: 0, step: 0.1 });
  deepEqual(readVaried(tenths, varied("0", "0.3", "0.1")), {
    values: [0, 0.1, 0.2, 0.3],
    choice: "0:0.3:0.1",
    fault: null,
  });
});

Deno.test("what is no range says why", () => {
  const cases: [Varied, RegExp][] = [
    [varied("", "8", "2"), /From: has to be a whole number/],
    [varied("1", "8", "2"), /From: has to be at least 2/],
    [varied("2", "201", "2"), /To: has to be at most 200/],
    [varied("2", "8", "0"), /Step: has to be above 0/],
    [varied("8", "2", "1"), /To: has to be at least as much as from/],
  ];
  for (const [entry, message] of cases) {
    const { values, fault } = readVaried(FAST, entry);
    equal(values, null);
    match(fault!, message);
  }
});

Deno.test("what is on or off has both, a text its options or a list", () => {
  deepEqual(readVaried(spec({ type: "BOOLEAN" }), varied("", "", "")).values, [false, true]);
  const text = spec({ type: "TEXT", options: ["a", "b", "c"] });
  deepEqual(readVaried(text, varied("", "", "")).choice, ["a", "b", "c"]);
  const free = spec({ type: "TEXT", options: null });
  deepEqual(readVaried(free, { ...varied("", "", ""), list: "x, y,x" }).choice, ["x", "y"]);
  match(readVaried(free, { ...varied("", "", ""), list: "x" }).fault!, /Two values at least/);
});
