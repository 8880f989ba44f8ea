/**
 * Every script here tries to do harm. Each has to end soon, with the fault its first line says or
 * without one, while memory stays bounded and a good strategy beside it goes on.
 */
import assert from "node:assert/strict";
import { createLuaHost, type LuaHostOptions } from "../../engine/strategy/lua/mod.ts";
import { restingOrder } from "../../engine/strategy/scripted_scope.ts";
import { sourceOf, TestDesk } from "../../engine/strategy/lua/test_desk.ts";
import { StrategyFault, type StrategyInstance } from "../../engine/strategy/mod.ts";

const FOLDER = new URL("./", import.meta.url);
/** Twenty times what the slowest takes on a quiet machine. */
const MAX_CALL_MS = 3_000;
/** The real clock must not decide which limit a script meets first. */
const OPTIONS: LuaHostOptions = { limits: { timeMs: 60_000 } };
/** Calls of each script: enough for those that take a little more each time. */
const CALLS = 24;
/** What all scripts together may leave in use, garbage not yet collected included. */
const MAX_GROWTH = 700 * 2 ** 20;

const GOOD = `
function detect_opportunity(market_data, context, indicators)
  return { close = market_data.close, average = indicators.sma(3) }
end
function filter_commitment() end
function manage_position() end
`;

const scripts = [...Deno.readDirSync(FOLDER)]
  .map((entry) => entry.name)
  .filter((name) => name.endsWith(".lua"))
  .sort();

const expectation = (text: string) => /^-- expect: (.+)$/m.exec(text)?.[1];

async function goodStrategy(): Promise<() => void> {
  const desk = new TestDesk();
  const good = await desk.load(GOOD);
  let close = 100;
  desk.feed(98, 99);
  return () => {
    desk.feed(close);
    assert.equal(good.detect(), true);
    assert.deepEqual(good.context(), { close, average: close - 1 });
    close++;
  };
}

function codeOf(error: unknown): string {
  if (!(error instanceof StrategyFault)) throw error;
  assert.equal(error.file, "hostile.lua");
  assert.match(error.message, /^hostile\.lua/);
  return error.code;
}

/** The first fault of some rounds of calls; every round is timed. */
function firstFault(instance: StrategyInstance): string {
  let found = "harmless";
  for (let i = 0; i < CALLS && found === "harmless"; i++) {
    const begin = performance.now();
    try {
      instance.detect();
      instance.filter();
      instance.manage();
    } catch (error) {
      found = codeOf(error);
    }
    const took = performance.now() - begin;
    assert.ok(took < MAX_CALL_MS, `a round took ${took} ms`);
  }
  return found;
}

async function outcome(text: string): Promise<string> {
  const desk = new TestDesk();
  desk.feed(100, 101, 102);
  desk.position.side = "LONG";
  desk.orders.set(restingOrder({ id: "a" }), restingOrder({ id: "b" }));
  const orders = structuredClone(desk.orders.list());
  const host = createLuaHost(OPTIONS);
  const source = sourceOf(text, "hostile.lua");
  const { error } = await host.describe(source);
  try {
    const instance = await host.load(source, {}, desk.scope);
    assert.equal(error, null);
    const found = firstFault(instance);
    // After a fault the same instance can be asked again, and says the same.
    if (found !== "harmless" && found !== "MEMORY_LIMIT") assert.equal(firstFault(instance), found);
    assert.ok(JSON.stringify(instance.context()).length < 1_100_000);
    assert.deepEqual(desk.orders.list(), orders);
    assert.ok(desk.logs.length <= CALLS * 21, `${desk.logs.length} messages`);
    assert.ok(desk.logs.every((line) => line.length < 600));
    instance.close();
    assert.equal(desk.indicators.list().length, 0);
    return found;
  } catch (fault) {
    const code = codeOf(fault);
    assert.ok(error?.startsWith("hostile.lua"), `description says ${error}`);
    return `refused ${code}`;
  }
}

Deno.test("there are two dozen hostile scripts and more", () => assert.ok(scripts.length > 24));

for (const name of scripts) {
  Deno.test(`hostile ${name} ends as it says, and a good strategy goes on`, async () => {
    const text = await Deno.readTextFile(new URL(name, FOLDER));
    const ask = await goodStrategy();
    ask();
    assert.equal(await outcome(text), expectation(text));
    ask();
  });
}

Deno.test("hostile scripts that are kept for long stay within bounds", async () => {
  const before = Deno.memoryUsage();
  const kept: StrategyInstance[] = [];
  for (const name of scripts.filter((name) => name.startsWith("kept_"))) {
    const desk = new TestDesk();
    desk.feed(100);
    const text = await Deno.readTextFile(new URL(name, FOLDER));
    const instance = await createLuaHost(OPTIONS).load(
      sourceOf(text, "hostile.lua"),
      {},
      desk.scope,
    );
    let faults = 0;
    for (let i = 0; i < 40; i++) {
      try {
        instance.detect();
      } catch (error) {
        assert.equal(codeOf(error), "MEMORY_LIMIT");
        faults++;
      }
    }
    assert.ok(faults > 0, `${name} never met its limit`);
    kept.push(instance);
  }
  const after = Deno.memoryUsage();
  const grown = after.heapUsed + after.external - before.heapUsed - before.external;
  assert.ok(grown < MAX_GROWTH, `grew by ${grown} bytes`);
  for (const instance of kept) instance.close();
});
