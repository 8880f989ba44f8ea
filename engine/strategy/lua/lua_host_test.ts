import assert from "node:assert/strict";
import { StrategyFault } from "../strategy.ts";
import { createLuaHost } from "./mod.ts";
import { script, sourceOf, TestDesk } from "./test_desk.ts";

const host = createLuaHost();
const describeText = (text: string) => host.describe(sourceOf(text));

Deno.test("describe() reads description and parameters in the order of the source", async () => {
  const { error, ...about } = await describeText(
    `description = "Buys low"
    parameters = {
      slow = { default = 20, min = 5, max = 200, step = 1, description = "Slow bars" },
      factor = { default = 1.5, min = 0, max = 4, step = 0.5 },
      whole_but_no_step = { default = 3, min = 1 },
      short = { default = false },
      mode = { default = "fast", options = { "fast", "slow" } },
      brief = 7,
    }
    constraints = { "slow>factor", " short != 1 " }` + script({}),
  );
  assert.equal(error, null);
  assert.deepEqual(about, {
    name: "test",
    language: "lua",
    path: "strategies/test.lua",
    description: "Buys low",
    parameters: [
      {
        name: "slow",
        type: "INTEGER",
        default: 20,
        min: 5,
        max: 200,
        step: 1,
        description: "Slow bars",
      },
      { name: "factor", type: "NUMBER", default: 1.5, min: 0, max: 4, step: 0.5 },
      { name: "whole_but_no_step", type: "NUMBER", default: 3, min: 1 },
      { name: "short", type: "BOOLEAN", default: false },
      { name: "mode", type: "TEXT", default: "fast", options: ["fast", "slow"] },
      { name: "brief", type: "NUMBER", default: 7 },
    ],
    constraints: ["slow > factor", "short != 1"],
  });
});

Deno.test("describe() says what is wrong, with file and line", async () => {
  const cases: readonly (readonly [string, RegExp])[] = [
    ["function f(\n  return", /^test\.lua:2: .* expected near 'return'$/],
    ["local x = nil\nx.y = 1", /^test\.lua:2: attempt to index a nil value \(local 'x'\)$/],
    ["error('not today')", /^test\.lua:1: not today$/],
    ["function manage_position() end", /^test\.lua: .*detect_opportunity, filter_commitment$/],
    [script({}) + "parameters = 5", /^test\.lua:10: parameters cannot be a number/],
    [
      script({}) + "\nparameters = { fast = { min = 1 } }",
      /^test\.lua:11: Parameter fast cannot have the default undefined/,
    ],
    [
      script({}) + "parameters = { fast = { default = 1, defualt = 2 } }",
      /Parameter fast has a field "defualt"/,
    ],
    [
      script({}) + "parameters = { fast = { default = 1, Min = 2 } }",
      /has a field "Min": it has to be min/,
    ],
    [
      script({}) + "parameters = { fast = { default = 1, min = 2 } }",
      /^test\.lua:10: .*fast cannot be 1/,
    ],
    [script({}) + "parameters = { ['a b'] = { default = 1 } }", /"a b" needs another name/],
    [script({}) + "parameters = { fast = { default = {} } }", /fast cannot have the default/],
    [
      script({}) + "\nparameters = { a = 1 }\nconstraints = 'a < 2'",
      /^test\.lua:12: constraints cannot be "a < 2": it has to be a list such as "fast < slow"/,
    ],
    [
      script({}) + "\nparameters = { a = 1 }\nconstraints = { 'a < b' }",
      /^test\.lua:12: Cannot keep to "a < b": there is no parameter b, the strategy has a$/,
    ],
    [
      script({}) + "\nparameters = { a = 3, b = 3 }\nconstraints = { 'a < b' }",
      /^test\.lua:12: The defaults do not fit: a 3 and b 3, and a < b has to hold$/,
    ],
    ["-".repeat(200_000), /^test\.lua: the file has 200000 bytes, more than 131072$/],
    [
      "if a" + " or a".repeat(25_000) + " then end",
      /^test\.lua: too long or too complicated to compile$/,
    ],
    ["x = " + "(".repeat(5_000), /^test\.lua:1: too many levels of nesting/],
    ["\x1bLua", /^test\.lua: attempt to load a binary chunk/],
  ];
  for (const [text, message] of cases) {
    const { error, parameters } = await describeText(text);
    assert.match(String(error), message);
    assert.deepEqual(parameters, []);
  }
});

Deno.test("an empty list of constraints is none", async () => {
  const { error, constraints } = await describeText("constraints = {}" + script({}));
  assert.deepEqual([error, constraints], [null, []]);
});

Deno.test("at the top level params reads the declared defaults until there are values", async () => {
  const text = `parameters = { fast = { default = 10 } }
    local fast = params.fast
    description = "fast is " .. fast .. tostring(params.slow)` + script({});
  assert.equal((await describeText(text)).description, "fast is 10nil");
});

Deno.test("load() runs the top level with the values given", async () => {
  const desk = new TestDesk();
  desk.feed(100);
  const text = "local at_load = params.fast\n" +
    script({ detect: "return { at_load = at_load, now = params.fast, text = params.mode }" });
  const instance = await desk.load(text, { fast: 12, mode: "x" });
  assert.ok(instance.detect());
  assert.deepEqual(instance.context(), { at_load: 12, now: 12, text: "x" });
  instance.setParameters({ fast: 15, mode: "y" });
  assert.ok(instance.detect());
  assert.deepEqual(instance.context(), { at_load: 12, now: 15, text: "y" });
});

Deno.test("load() rejects with a fault that says where", async () => {
  const desk = new TestDesk();
  const fault = await desk.load("local x\nlocal y = x + 1").catch((error: unknown) => error);
  if (!(fault instanceof StrategyFault)) throw fault;
  assert.equal(fault.code, "RUNTIME");
  assert.equal(fault.file, "test.lua");
  assert.equal(fault.line, 2);
  assert.equal(
    fault.message,
    "test.lua:2: attempt to perform arithmetic on a nil value (local 'x')",
  );
  assert.equal(fault.traceback, "stack traceback:\n\ttest.lua:2: in main chunk");
});

Deno.test("instances are worlds of their own", async () => {
  const desk = new TestDesk();
  desk.feed(100);
  const text = "count = 0\n" + script({
    detect: "count = count + 1; string.count = (string.count or 0) + 1; " +
      "return { count = count, strings = string.count, random = math.random(1000) }",
  });
  const [a, b] = [await desk.load(text), await desk.load(text)];
  for (let i = 0; i < 3; i++) a.detect();
  b.detect();
  assert.equal(a.context().count, 3);
  assert.deepEqual([b.context().count, b.context().strings], [1, 1]);
});

Deno.test("random numbers are the same in every run", async () => {
  const draw = async () => {
    const desk = new TestDesk();
    desk.feed(100);
    const instance = await desk.load(
      script({ detect: "return { math.random(), math.random(6), math.random(-3, 3) }" }),
    );
    return Array.from({ length: 20 }, () => (instance.detect(), instance.context()));
  };
  const first = await draw();
  assert.deepEqual(await draw(), first);
  for (const { "1": unit, "2": die, "3": between } of first) {
    assert.ok(Number(unit) >= 0 && Number(unit) < 1);
    assert.ok([1, 2, 3, 4, 5, 6].includes(Number(die)));
    assert.ok([-3, -2, -1, 0, 1, 2, 3].includes(Number(between)));
  }
});

Deno.test("the strategy that the project began with runs unchanged", async () => {
  const path = new URL("../../../lua-strategies/my_strategy.lua", import.meta.url);
  const desk = new TestDesk();
  const instance = await desk.load(await Deno.readTextFile(path));
  desk.feed(...Array.from({ length: 19 }, (_, i) => 100 + i));
  assert.equal(instance.detect(), false);
  desk.feed(119, 120);
  assert.equal(instance.detect(), true);
  assert.deepEqual(instance.context(), { signal: "bullish", confidence: 0.8 });
  assert.deepEqual(instance.filter(), {
    action: "ENTER",
    side: "LONG",
    order: "MARKET",
    price: 120,
    quantity: 0.1,
  });
  desk.position.side = "LONG";
  assert.equal(instance.manage(), null);
  desk.feed(...Array.from({ length: 20 }, (_, i) => 119 - 2 * i));
  assert.deepEqual(instance.manage(), {
    action: "EXIT",
    order: "MARKET",
    price: 81,
    reason: "Bearish crossover",
  });
});

Deno.test("all strategies that come with the project describe without an error", async () => {
  const folder = new URL("../../../lua-strategies/", import.meta.url);
  for (const { name } of Deno.readDirSync(folder)) {
    if (!name.endsWith(".lua")) continue;
    const text = await Deno.readTextFile(new URL(name, folder));
    const { error } = await host.describe(sourceOf(text, name));
    assert.equal(error, null);
  }
});
