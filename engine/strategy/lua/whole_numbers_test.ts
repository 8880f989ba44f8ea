import assert from "node:assert/strict";
import fc from "fast-check";
import { LuaProgram } from "./lua_program.ts";
import { DEFAULT_LIMITS } from "./limits.ts";
import { sourceOf } from "./test_desk.ts";

/** What `print` makes of an expression, and its Lua type. */
function evaluate(expression: string): [text: string, type: string] {
  const lines: string[] = [];
  const log = (_level: string, message: string) => lines.push(message);
  const text = `local v = ${expression}\nprint(v)\nprint(math.type(v))`;
  new LuaProgram(sourceOf(text), {}, { limits: DEFAULT_LIMITS, now: () => 0, log });
  return [lines[0]!, lines[1]!];
}

/** Worked by hand: what 64-bit Lua would give, as a float where it needs more than 32 bits. */
const EXPRESSIONS: readonly (readonly [string, string, "integer" | "float"])[] = [
  ["1 + 1", "2", "integer"],
  ["2147483647 + 1", "2147483648.0", "float"],
  ["-2147483647 - 2", "-2147483649.0", "float"],
  ["100000 * 100000", "10000000000.0", "float"],
  ["46341 * 46341", "2147488281.0", "float"],
  ["46340 * 46340", "2147395600", "integer"],
  ["-math.mininteger", "2147483648.0", "float"],
  ["math.mininteger // -1", "2147483648.0", "float"],
  ["7 // -2", "-4", "integer"],
  ["-7 % 3", "2", "integer"],
  ["7 % -3", "-2", "integer"],
  ["0 * -5", "0", "integer"],
  ["3000000000", "3000000000.0", "float"],
  ["0x7fffffff", "2147483647", "integer"],
  ["0xffffffff", "4294967295.0", "float"],
  ["math.abs(math.mininteger)", "2147483648.0", "float"],
  ["math.floor(1e10 + 0.5)", "10000000000.0", "float"],
  ["math.floor(3.7)", "3", "integer"],
  ["tonumber('4000000000')", "4000000000.0", "float"],
  ["tonumber('ffffffff', 16)", "4294967295.0", "float"],
  ["tonumber('-zz', 36)", "-1295", "integer"],
  ["~0", "-1", "integer"],
  ["~5.0", "-6", "integer"],
  ["1 << 4", "16", "integer"],
  ["1e15 + 1", "1e+15", "float"],
];

for (const [expression, text, type] of EXPRESSIONS) {
  Deno.test(`${expression} is ${text}, ${type === "float" ? "a float" : "an integer"}`, () => {
    assert.deepEqual(evaluate(expression), [text, type]);
  });
}

Deno.test("what is folded by the compiler is the same as what is computed", () => {
  assert.deepEqual(
    evaluate("(function(a, b) return a * b end)(65536, 65536)"),
    evaluate("65536 * 65536"),
  );
  assert.deepEqual(evaluate("(function(a) return -a end)(math.mininteger)"), [
    "2147483648.0",
    "float",
  ]);
});

Deno.test("sums, differences and products of whole numbers are exact up to 2^53", () => {
  const int = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
  fc.assert(
    fc.property(int, int, fc.constantFrom("+", "-", "*"), (a, b, op) => {
      const exact = op === "+"
        ? BigInt(a) + BigInt(b)
        : op === "-"
        ? BigInt(a) - BigInt(b)
        : BigInt(a) * BigInt(b);
      fc.pre(exact <= 2n ** 53n && exact >= -(2n ** 53n));
      const expression = `string.format("%d", (function(a, b) return a ${op} b end)(${a}, ${b}))`;
      assert.equal(evaluate(expression)[0], String(exact));
    }),
    { numRuns: 200 },
  );
});

Deno.test("a loop counts past 32 bits, and a limit is not cut", () => {
  const counted = (head: string) => {
    const lines: string[] = [];
    const log = (_level: string, message: string) => lines.push(message);
    const text = `for i = ${head} do print(string.format("%d", i)) end`;
    new LuaProgram(sourceOf(text), {}, { limits: DEFAULT_LIMITS, now: () => 0, log });
    return lines;
  };
  assert.deepEqual(counted("2147483646, 2147483649"), [
    "2147483646",
    "2147483647",
    "2147483648",
    "2147483649",
  ]);
  assert.deepEqual(counted("-2147483647, -2147483650, -1"), [
    "-2147483647",
    "-2147483648",
    "-2147483649",
    "-2147483650",
  ]);
  assert.deepEqual(counted("1, 3.9"), ["1", "2", "3"]);
  assert.deepEqual(counted("3, 1, -1"), ["3", "2", "1"]);
  assert.deepEqual(counted("1, 0"), []);
  assert.deepEqual(counted("1, -math.huge"), []);
});

Deno.test("bit operations work on 32 bits and refuse what has more", () => {
  assert.throws(() => evaluate("4294967296 & 1"), /number has no integer representation/);
});

Deno.test("times in milliseconds can be written with %d", () => {
  assert.equal(evaluate('string.format("%d", 1700000000000.0)')[0], "1700000000000");
  assert.throws(() => evaluate('string.format("%d", 1.5)'), /no integer representation/);
});
