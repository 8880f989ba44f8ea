import { deepEqual } from "node:assert/strict";
import plugin from "./lint_plugin.ts";

function refused(file: string, source: string): string[] {
  return Deno.lint.runPlugin(plugin, file, source).map(({ message }) => message.split(" is ")[0]!);
}

const IN_CORE = "/x/engine/runner/runner.ts";

const CASES: readonly (readonly [source: string, refused: readonly string[]])[] = [
  ["const t = Date.now();", ["Date.now"]],
  ["const clock = Date.now;", ["Date.now"]],
  ["globalThis.Date['now']()", ["Date.now"]],
  ["performance.now()", ["performance.now"]],
  ["Math.random()", ["Math.random"]],
  ["new Date()", ["new Date()"]],
  ["Date()", ["Date()"]],
  ["new Date(time).toISOString()", []],
  ["setTimeout(() => {}, 1)", ["setTimeout"]],
  ["globalThis.setInterval(f, 1)", ["setInterval"]],
  ["crypto.randomUUID()", ["crypto.randomUUID"]],
  ["Math.floor(clock.now())", []],
];

for (const [source, expected] of CASES) {
  Deno.test(`no-ambient in the core: ${source}`, () => {
    deepEqual(refused(IN_CORE, source), expected);
  });
}

Deno.test("no-ambient leaves the shell around the core and all tests alone", () => {
  const source = "Date.now(); setTimeout(f, Math.random());";
  deepEqual(refused("/x/engine/workers/pool.ts", source), []);
  deepEqual(refused("/x/engine/service/real_time.ts", source), []);
  deepEqual(refused("/x/engine/runner/runner_test.ts", source), []);
});

Deno.test("no-ambient watches each room of the core", () => {
  const rooms = [
    ..."domain kernel market indicators strategy strategy/lua machine".split(" "),
    ..."broker risk runner".split(" "),
  ];
  for (const room of rooms) {
    deepEqual(refused(`/x/engine/${room}/a.ts`, "Date.now()"), ["Date.now"], room);
  }
});
