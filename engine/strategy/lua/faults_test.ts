/** Errors and used-up budgets: what is told, and that the instance goes on. */
import assert from "node:assert/strict";
import { StrategyFault, type StrategyInstance } from "../strategy.ts";
import type { LuaLimits } from "./limits.ts";
import { script, TestDesk } from "./test_desk.ts";

function faultOf(call: () => unknown): StrategyFault {
  try {
    call();
  } catch (error) {
    if (error instanceof StrategyFault) return error;
    throw error;
  }
  throw new Error("no fault");
}

async function loaded(
  body: string,
  limits: Partial<LuaLimits> = {},
): Promise<[StrategyInstance, TestDesk]> {
  const desk = new TestDesk();
  desk.feed(100);
  return [
    await desk.load(script({ detect: body, filter: "context.n = (context.n or 0) + 1" }), {}, {
      limits,
    }),
    desk,
  ];
}

Deno.test("a fault has file, line and the Lua traceback", async () => {
  const desk = new TestDesk();
  desk.feed(100);
  const text = `local function helper(x)
  return x.missing.field
end
${script({ detect: "return helper(market_data)" })}`;
  const instance = await desk.load(text);
  const fault = faultOf(() => instance.detect());
  assert.equal(fault.code, "RUNTIME");
  assert.equal(fault.message, "test.lua:2: attempt to index a nil value (field 'missing')");
  assert.equal(fault.file, "test.lua");
  assert.equal(fault.line, 2);
  assert.equal(
    fault.traceback,
    "stack traceback:\n\ttest.lua:2: in function <test.lua:1>\n\t(...tail calls...)",
  );
});

Deno.test("a traceback names functions, and leaves out the middle of a deep one", async () => {
  const [instance] = await loaded(
    "local function deeper(n)\nif n == 0 then error('deep') end\nreturn 1 + deeper(n - 1)\nend\nlocal found = deeper(100)\nreturn found",
  );
  const { traceback } = faultOf(() => instance.detect());
  const lines = traceback!.split("\n\t");
  assert.equal(lines[1], "[host]: in function 'error'");
  assert.equal(lines[2], "test.lua:3: in upvalue 'deeper'");
  assert.ok(lines.some((line) => /^\.\.\. \(\d+ levels\)$/.test(line)));
  assert.equal(lines.length, 22);
});

Deno.test("errors of all kinds have a text", async () => {
  const cases: readonly (readonly [string, string])[] = [
    ["error('plain')", "test.lua:2: plain"],
    ["error('no position', 0)", "test.lua:2: no position"],
    ["error({ message = 'in a table' })", "test.lua:2: in a table"],
    ["error({})", "test.lua:2: (the error is a table)"],
    ["error(nil)", "test.lua:2: (the error is nil)"],
    ["error(42)", "test.lua:2: 42"],
    ["error(print)", "test.lua:2: (the error is a function)"],
    ["assert(false)", "test.lua:2: assertion failed!"],
    ["assert(nil, 'said so')", "test.lua:2: said so"],
    ["string.rep()", "test.lua:2: bad argument #1 to 'rep' (string expected, got no value)"],
  ];
  for (const [body, message] of cases) {
    const [instance] = await loaded(body);
    const fault = faultOf(() => instance.detect());
    assert.equal(fault.message, message);
    assert.equal(fault.line, 2);
  }
});

Deno.test("a budget's end names the limit and the line", async () => {
  const cases: readonly (readonly [string, Partial<LuaLimits>, string, RegExp])[] = [
    ["while true do end", { instructions: 10_000 }, "INSTRUCTION_LIMIT", /10,000 instructions/],
    [
      "return ('a'):rep(99):find('.-.-.-.-b')",
      { patternSteps: 1_000 },
      "PATTERN_LIMIT",
      /1,000 pattern steps/,
    ],
    [
      "local t = {} while true do t = { t } end",
      { allocation: 100_000 },
      "MEMORY_LIMIT",
      /100,000 bytes/,
    ],
    ["return ('a'):rep(2000)", { stringLength: 1_000 }, "MEMORY_LIMIT", /a string of 2,000 bytes/],
  ];
  for (const [body, limits, code, message] of cases) {
    const [instance] = await loaded(body, limits);
    const fault = faultOf(() => instance.detect());
    assert.equal(fault.code, code);
    assert.match(fault.message, message);
    assert.match(fault.message, /^test\.lua:2: /);
    assert.match(fault.traceback!, /test\.lua:2: in function 'detect_opportunity'/);
  }
});

Deno.test("a call that takes too long is ended by the clock", async () => {
  let time = 0;
  const desk = new TestDesk();
  desk.feed(100);
  const text = script({ detect: "while true do end" });
  const instance = await desk.load(text, {}, { now: () => time += 50, limits: { timeMs: 200 } });
  const fault = faultOf(() => instance.detect());
  assert.equal(fault.code, "TIME_LIMIT");
  assert.match(fault.message, /^test\.lua:2: stopped after 200 ms in one call$/);
});

Deno.test("after any fault the instance goes on with its context", async () => {
  for (
    const body of [
      "error('x')",
      "while true do end",
      "return ('a'):rep(999):find('.-.-.-.-b')",
      "local t = {} while true do t = { t } end",
      "local function f() return 1 + f() end f()",
      "local t = setmetatable({}, {}) getmetatable(t).__index = function(_, k) return t[k .. 'x'] end return t.x",
      "pcall(function() while true do end end)",
      "table.sort({ 3, 2, 1 }, function() while true do end end)",
      "string.gsub('x', 'x', function() while true do end end)",
      "return 5",
    ]
  ) {
    const [instance] = await loaded(body, { instructions: 50_000, timeMs: 60_000 });
    for (let i = 1; i <= 3; i++) {
      const first = faultOf(() => instance.detect());
      assert.equal(faultOf(() => instance.detect()).message, first.message);
      assert.equal(instance.filter(), null);
      assert.deepEqual(instance.context(), { n: i });
    }
  }
});

Deno.test("a strategy that keeps too much is loaded anew, with its context", async () => {
  const body = `kept = kept or {}
    for i = 1, 2000 do kept[#kept + 1] = i end
    context.size = #kept`;
  const [instance] = await loaded(body, { retained: 2 ** 20 });
  instance.filter();
  let calls = 0;
  const fault = faultOf(() => {
    for (; calls < 100; calls++) instance.detect();
  });
  // 210 bytes an entry: past a megabyte with the third call, found out after 4 MB were made.
  assert.ok(calls > 2 && calls < 20, `${calls} calls`);
  assert.equal(fault.code, "MEMORY_LIMIT");
  assert.equal(
    fault.message,
    "test.lua: the strategy keeps more than 1048576 bytes of values between calls; " +
      "it was loaded anew: its context is kept, its other variables begin again",
  );
  assert.deepEqual(instance.context(), { n: 1, size: (calls + 1) * 2000 });
  instance.detect();
  assert.equal(instance.context().size, 2000);
});

Deno.test("a strategy that makes much and keeps little is left alone", async () => {
  const [instance] = await loaded("local t = {} for i = 1, 2000 do t[i] = { i } end", {
    retained: 2 ** 20,
  });
  for (let i = 0; i < 100; i++) assert.equal(instance.detect(), false);
});
