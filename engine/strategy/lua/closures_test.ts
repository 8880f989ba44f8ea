/**
 * Cells of the stack are used again from call to call. What a closure has captured must not be
 * among them.
 */
import assert from "node:assert/strict";
import { DEFAULT_LIMITS } from "./limits.ts";
import { LuaProgram } from "./lua_program.ts";
import { sourceOf } from "./test_desk.ts";

function printed(text: string): string[] {
  const lines: string[] = [];
  const log = (_level: string, message: string) => lines.push(message);
  new LuaProgram(sourceOf(text), {}, { limits: DEFAULT_LIMITS, now: () => 0, log });
  return lines;
}

const CASES: readonly (readonly [string, string, string])[] = [
  [
    "locals of a function that has returned",
    `local function counter(start)
      local n = start
      return function() n = n + 1 return n end
    end
    local function noise(a, b, c, d) local e, f = a, b return e, f, c, d end
    local a, b = counter(10), counter(20)
    noise(1, 2, 3, 4)
    print(a(), b(), a(), noise(7, 8, 9, 0), b())`,
    "11\t21\t12\t7\t22",
  ],
  [
    "each turn of a loop has its own variable",
    `local f = {}
    for i = 1, 3 do local j = i * 10 f[i] = function() j = j + 1 return i, j end end
    print(f[1](), f[2](), f[3]())
    print(f[1](), f[1](), (select(2, f[1]())))`,
    "1\t2\t3\t31",
  ],
  [
    "parameters and varargs",
    `local function keep(a, ...) local rest = { ... } return function() return a, #rest end end
    local k = keep(1, 2, 3)
    local other = keep("x")
    print(k())
    print(other())`,
    "1\t2",
  ],
  [
    "what an error leaves behind",
    `local saved
    local function fail() local x = 1 saved = function() x = x + 1 return x end error("no") end
    pcall(fail)
    pcall(fail)
    local function noise(a, b, c) return a + b + c end
    noise(5, 6, 7)
    print(saved(), saved())`,
    "2\t3",
  ],
  [
    "a closure shared by two",
    `local function pair() local n = 0 return function() n = n + 1 end, function() return n end end
    local add, get = pair()
    add() add()
    print(get(), math.max(1, get()), get())`,
    "2\t2\t2",
  ],
  [
    "tail calls and recursion",
    `local function sum(n, total) if n == 0 then return total end return sum(n - 1, total + n) end
    local function fib(n) if n < 2 then return n end return fib(n - 1) + fib(n - 2) end
    print(sum(1000, 0), fib(15))`,
    "500500\t610",
  ],
  [
    "results that are missing are nil",
    `local function one() return 1 end
    local junk = (function(a, b, c) return c end)(7, 8, 9)
    local a, b, c = one()
    local d, e = (function() end)()
    print(a, b, c, d, e, junk)`,
    "1\tnil\tnil\tnil\tnil\t9",
  ],
  [
    "globals that come, change and go",
    `local function read() return value end
    print(read())
    value = 1
    local first = read()
    value = 2
    local second = read()
    value = nil
    local third = read()
    value = 4
    print(first, second, third, read())`,
    "nil",
  ],
];

for (const [name, text, first] of CASES) {
  Deno.test(name, () => assert.equal(printed(text)[0], first));
}

Deno.test("a cell that is remembered follows its global", () => {
  assert.deepEqual(printed(CASES.at(-1)![1]), ["nil", "1\t2\tnil\t4"]);
});
