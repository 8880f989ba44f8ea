import assert from "node:assert/strict";
import { createTsHost } from "./mod.ts";
import { faultFrom, faultOfLoading, load, moduleText, sourceOf, Stage } from "./testing.ts";

Deno.test("describe() tells what a module declares", async () => {
  const text = moduleText({
    top: `export const description: string = "Buys";
      export const parameters = {
        fast: { default: 10, min: 2, max: 200, step: 1, description: "Bars" },
        width: { default: 2, min: 0.5, max: 5 },
        long: { default: true },
        mode: { default: "a", options: ["a", "b"] },
      };
      export const constraints = ["width<fast"];`,
  });
  assert.deepEqual(await createTsHost().describe(sourceOf(text)), {
    name: "sample",
    language: "ts",
    path: "sample.ts",
    description: "Buys",
    parameters: [
      {
        name: "fast",
        type: "INTEGER",
        default: 10,
        min: 2,
        max: 200,
        step: 1,
        description: "Bars",
      },
      { name: "width", type: "NUMBER", default: 2, min: 0.5, max: 5 },
      { name: "long", type: "BOOLEAN", default: true },
      { name: "mode", type: "TEXT", default: "a", options: ["a", "b"] },
    ],
    constraints: ["width < fast"],
    error: null,
  });
});

Deno.test("describe() never throws: it says what is wrong, with file and line", async () => {
  const cases: [string, RegExp][] = [
    ["\nthrow new Error('no')", /^sample\.ts:2: no$/],
    ["export const detectOpportunity = 1", /detectOpportunity and .* are missing/],
    [moduleText({ top: "export const parameters = 5" }), /parameters cannot be 5/],
    [moduleText({ top: "export const parameters = { a: 5 }" }), /Parameter a cannot be 5/],
    [
      moduleText({ top: "export const parameters = { a: { default: 9, max: 5 } }" }),
      /a cannot be 9: it has to be a number of at most 5/,
    ],
    [
      moduleText({ top: "export const constraints = { a: 1 }" }),
      /^sample\.ts: constraints cannot be \{"a":1\}: it has to be a list/,
    ],
    [
      moduleText({ top: "export const constraints = ['a < b']" }),
      /^sample\.ts: Cannot keep to "a < b": there is no parameter a, the strategy has none/,
    ],
    ["import { x } from './y.ts';\nexport const z = x;", /^sample\.ts:1: .*import type/],
    ["import type { A } from './a.ts';\nimport x from 'zod';\nx;", /^sample\.ts:2: .*import type/],
    ["throw { toJSON() { throw 1; } }", /cannot be shown/],
  ];
  for (const [text, message] of cases) {
    const { error, parameters } = await createTsHost().describe(sourceOf(text));
    assert.match(error ?? "nothing", message);
    assert.deepEqual(parameters, []);
  }
});

Deno.test("types are stripped, and what is more than a type is a fault with its line", async () => {
  const enumFault = await faultOfLoading("const a = 1;\nenum Side { Long }");
  assert.deepEqual([enumFault.code, enumFault.file, enumFault.line], ["SYNTAX", "sample.ts", 2]);
  const broken = await faultOfLoading("const a: number = 1;\n\nconst b = ;");
  assert.deepEqual([broken.code, broken.line], ["SYNTAX", 3]);
  assert.match(broken.message, /^sample\.ts:3: /);
});

Deno.test("an instance sees the market, its parameters and its log", async () => {
  const stage = new Stage();
  const text = moduleText({
    top: "export const parameters = { factor: { default: 2 } };",
    detect: `tools.log.info("close " + market.close);
      return { twice: market.close * tools.params.factor, before: market.closeAt(1), at: market.timestamp };`,
  });
  const instance = await load(text, stage, { factor: 3 });
  stage.bar(10);
  stage.bar(20);
  assert.equal(instance.detect(), true);
  assert.deepEqual(instance.context(), { twice: 60, before: 10, at: 60_000 });
  assert.deepEqual(stage.log, ["INFO close 20"]);
  instance.setParameters({ factor: 5 });
  instance.detect();
  assert.equal(instance.context().twice, 100);
});

Deno.test("indicators answer null until warm, then a number, and look back", async () => {
  const stage = new Stage();
  const text = moduleText({
    detect: `const now = indicators.sma(2), before = indicators.sma(2, 1);
      const { middle } = indicators.bollinger(2, 1) ?? {};
      const old = indicators.bollinger(2, 1, 1)?.middle;
      return { now, before, middle, old };`,
  });
  const instance = await load(text, stage);
  const contexts = [2, 4, 8].map((close) => {
    stage.bar(close);
    instance.detect();
    return instance.context();
  });
  assert.deepEqual(contexts, [
    { now: null, before: null },
    { now: 3, before: null, middle: 3 },
    { now: 6, before: 3, middle: 6, old: 3 },
  ]);
});

Deno.test("indicators are shared, and let go of on close", async () => {
  const stage = new Stage();
  const text = moduleText({ detect: "indicators.ema(10); indicators.macd(); indicators.macd(12)" });
  const one = await load(text, stage);
  const two = await load(text, stage);
  one.detect();
  two.detect();
  assert.deepEqual(stage.indicators.list().map((s) => s.key), ["ema(10)", "macd(12,26,9)"]);
  one.close();
  assert.equal(stage.indicators.list().length, 2);
  two.close();
  assert.equal(stage.indicators.list().length, 0);
});

Deno.test("an average goes on where it was when a parameter changes", async () => {
  const stage = new Stage(20);
  const text = moduleText({
    top: "export const parameters = { other: { default: 5 } };",
    detect: "return { value: indicators.ema(50), other: indicators.sma(tools.params.other) }",
  });
  const instance = await load(text, stage);
  instance.detect();
  for (let i = 0; i < 100; i++) stage.bar(i);
  instance.detect();
  const before = instance.context().value;
  instance.setParameters({ other: 6 });
  instance.detect();
  // Computed anew from a window of 20 bars, an EMA of 50 would not even be warm.
  assert.equal(instance.context().value, before);
  instance.setParameters({ other: 6 });
  instance.setParameters({ other: 6 });
  assert.deepEqual(stage.indicators.list(), []);
});

Deno.test("a position shows up in the context, as of now, and goes with it", async () => {
  const stage = new Stage();
  const text = moduleText({
    detect: "return { had: 'position' in context, mine: 1 }",
    manage: `context.seen = [context.position.side, context.position.barsHeld,
        context.position.stopLoss, context.position.takeProfit];`,
  });
  const instance = await load(text, stage);
  instance.detect();
  Object.assign(stage.position, { side: "SHORT", barsHeld: 3, stopLoss: 120 });
  assert.equal(instance.manage(), null);
  assert.deepEqual(instance.context(), { had: false, mine: 1, seen: ["short", 3, 120, null] });
  stage.position.side = null;
  instance.detect();
  assert.deepEqual(instance.context(), { had: false, mine: 1 });
});

Deno.test("two instances of one text share no variables", async () => {
  const text = moduleText({ top: "let calls = 0;", detect: "return { calls: ++calls };" });
  const first = await load(text);
  const second = await load(text);
  first.detect();
  first.detect();
  second.detect();
  assert.deepEqual([first.context(), second.context()], [{ calls: 2 }, { calls: 1 }]);
});

Deno.test("the context goes over a restart", async () => {
  const text = moduleText({ filter: "context.count++; return { action: 'cancel_analysis' }" });
  const instance = await load(text);
  instance.setContext({ count: 4 });
  instance.filter();
  assert.deepEqual(instance.context(), { count: 5 });
});

Deno.test("answers become intents", async () => {
  const instance = await load(moduleText({
    filter: `return { action: "enter_short", price: 10, stopLoss: 12, takeProfit: null,
      quantity: undefined, order: "limit", reason: "because" }`,
    manage: `return { action: "update_stops", stopLoss: 11, takeProfit: null }`,
  }));
  assert.deepEqual(instance.filter(), {
    action: "ENTER",
    side: "SHORT",
    order: "LIMIT",
    price: 10,
    stopLoss: 12,
    reason: "because",
  });
  assert.deepEqual(instance.manage(), { action: "UPDATE_STOPS", stopLoss: 11, takeProfit: null });
});

Deno.test("nonsense is refused, naming function, field and value", async () => {
  const cases: [string, "detect" | "filter" | "manage", RegExp][] = [
    ["return 5", "detect", /detectOpportunity returned 5: it has to be an object/],
    ["return [1]", "detect", /detectOpportunity returned \[1\]/],
    ["return { f() {} }", "detect", /f cannot be .*plain data/],
    ["return { f: Object.create({ stop: 1 }) }", "detect", /f cannot be .*plain data/],
    ["return { deep: { x: NaN } }", "detect", /deep\.x cannot be "NaN": it has to be a finite/],
    ["const a = {}; a.a = a; return a", "detect", /nested at most 8 deep/],
    ["return Array(2000).fill(1)", "detect", /it has to be an object/],
    ["return { a: Array(2000).fill(1) }", "detect", /among at most 1000 values/],
    ["return 'enter_long'", "filter", /filterCommitment returned "enter_long"/],
    ["return Promise.resolve()", "filter", /returned "a promise"/],
    ["return {}", "filter", /returned no action: it has to be one of enter_long/],
    ["return { action: 'exit' }", "filter", /action = "exit"/],
    ["return { action: 'enter_long', quantity: -1 }", "filter", /quantity = -1/],
    ["return { action: 'enter_long', stopLoss: 'x' }", "filter", /stopLoss = "x"/],
    ["return { action: 'enter_long', order: 'limit' }", "filter", /no price: .* for a limit order/],
    ["return { action: 'enter_long', order: 'soon' }", "filter", /order = "soon".*market, limit/],
    ["return { action: 'exit', price: Infinity }", "manage", /price = Infinity/],
    ["return { get action() { throw 1 } }", "manage", /threw 1/],
  ];
  for (const [body, name, message] of cases) {
    const instance = await load(moduleText({ [name]: body }));
    const fault = faultFrom(() => instance[name]());
    assert.equal(fault.code, "BAD_RETURN", body);
    assert.match(fault.message, message);
  }
});

Deno.test("a fault has file, line and the strategy's own frames, and the instance lives on", async () => {
  const stage = new Stage();
  const instance = await load(
    `export function detectOpportunity(market: { close: number }) {
  if (market.close > 5) inner();
  return { ok: 1 };
}
const inner = () => {
  throw new TypeError("no such thing");
};
export const filterCommitment = (_m: unknown, _c: unknown, indicators: { ema(n: number): number }) =>
  indicators.ema(0);
export const managePosition = () => null;
`,
    stage,
  );
  stage.bar(10);
  const fault = faultFrom(() => instance.detect());
  assert.equal(fault.message, "sample.ts:6: no such thing");
  assert.deepEqual([fault.code, fault.file, fault.line], ["RUNTIME", "sample.ts", 6]);
  assert.match(
    fault.traceback ?? "",
    /inner .*sample\.ts:6:9[\s\S]*detectOpportunity .*sample\.ts:2/,
  );
  assert.doesNotMatch(fault.traceback ?? "", /data:|file:/);
  const range = faultFrom(() => instance.filter());
  assert.equal(range.line, 9);
  assert.match(
    range.message,
    /ema: period cannot be 0: it has to be a whole number from 1 to 5000/,
  );
  stage.bar(1);
  assert.equal(instance.detect(), true);
});

Deno.test("whatever is thrown is a fault", async () => {
  const bodies = [
    "throw 5",
    "throw null",
    "throw Object.create(null)",
    "null.x",
    "(function f() { f(); })()",
  ];
  for (const body of bodies) {
    const instance = await load(moduleText({ detect: body }));
    assert.equal(faultFrom(() => instance.detect()).code, "RUNTIME");
  }
});

Deno.test("a context that was spoilt later still reads as plain data", async () => {
  const instance = await load(moduleText({
    detect: "context.bad = () => 1; context.good = 2; context.nan = NaN; context.self = context",
  }));
  instance.detect();
  const { good, bad, nan } = instance.context();
  assert.deepEqual([good, bad, nan], [2, null, null]);
});

Deno.test("a strategy may use a limited number of different indicators", async () => {
  const stage = new Stage();
  const instance = await load(
    moduleText({ detect: "for (let n = 1; n < 99; n++) indicators.sma(n)" }),
    stage,
  );
  assert.match(faultFrom(() => instance.detect()).message, /more than 64 different indicators/);
  instance.close();
  assert.equal(stage.indicators.list().length, 0);
});

Deno.test("the host works in a worker without permissions", async () => {
  const worker = new Worker(new URL("./permissionless_worker.ts", import.meta.url), {
    type: "module",
    deno: { permissions: "none" },
  });
  const answer = await new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = (event) => reject(event.error);
    worker.postMessage(sourceOf(moduleText({ detect: "return { close: market.close }" })));
  });
  worker.terminate();
  assert.deepEqual(answer, { close: 7 });
});
