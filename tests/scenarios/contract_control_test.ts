/** What pausing, resuming, stopping, changing and removing a runner mean, alone and at the same time. */
import assert from "node:assert/strict";
import { InputError } from "../../engine/mod.ts";
import { openStore } from "../../engine/store/mod.ts";
import { StrategyFault, type StrategyHost } from "../../engine/strategy/mod.ts";
import { createTsHost } from "../../engine/strategy/ts/mod.ts";
import { engineBench } from "../support/engine_bench.ts";
import { flat } from "../support/scripted.ts";

const BTC = { symbol: "BTCUSDT", strategy: "buy_and_sell" } as const;
/** Buys 0.1 on the first bar and never sells; its two parameters do nothing. */
const HOLD = `
export const parameters = { a: { default: 1, min: 1, max: 9 }, b: { default: 1, min: 1, max: 9 } };
export function detectOpportunity() { return { seen: 1 }; }
export function filterCommitment() { return { action: "enter_long", quantity: 0.1 }; }
export function managePosition() { return null; }
`;

const isCode = (code: string) => (error: unknown) =>
  error instanceof InputError && error.code === code;

Deno.test("a stop that is refused trades nothing", async () => {
  const bench = await engineBench({ strategies: { hold: HOLD } });
  const { engine, feed } = bench;
  const { id } = await engine.createRunner({ ...BTC, strategy: "hold" });
  for (const price of [100, 101, 102]) feed.bar(flat(price));
  await engine.stopRunner(id);
  const stopped = await engine.snapshot(id);
  assert.equal(stopped.position?.quantity, 0.1);
  await assert.rejects(engine.stopRunner(id, true), isCode("CONFLICT"));
  const { position, account, stats } = await engine.snapshot(id);
  assert.deepEqual([position, account, stats], [stopped.position, stopped.account, stopped.stats]);
  assert.deepEqual(engine.trades(id, 10), []);
  await bench.close();
});

Deno.test("of two changes at once neither undoes the other", async () => {
  const bench = await engineBench({ strategies: { hold: HOLD } });
  const { engine } = bench;
  const { id } = await engine.createRunner({ ...BTC, strategy: "hold" });
  const answers = await Promise.all([
    engine.updateRunner(id, { a: 5 }),
    engine.updateRunner(id, { b: 7 }),
    engine.reloadStrategy(id),
  ]);
  assert.deepEqual(answers.at(-1)?.parameters, { a: 5, b: 7 });
  assert.deepEqual(engine.runner(id)?.parameters, { a: 5, b: 7 });
  // A change that is refused does not stand in the way of the next one.
  const refused = engine.updateRunner(id, { a: 99 });
  const next = engine.updateRunner(id, { a: 3 });
  await assert.rejects(refused, isCode("BAD_USER_INPUT"));
  assert.deepEqual((await next).parameters, { a: 3, b: 7 });
  await bench.close();
});

Deno.test("what is under way when a runner is removed ends at once with NOT_FOUND", async () => {
  const store = openStore(":memory:");
  const bench = await engineBench({ store, strategies: { hold: HOLD } });
  const { engine, feed } = bench;
  const { id } = await engine.createRunner({ ...BTC, strategy: "hold" });
  feed.bar(flat(100));
  const began = performance.now();
  const under = [
    engine.pauseRunner(id),
    engine.updateRunner(id, { a: 2 }),
    engine.removeRunner(id),
    engine.pauseRunner(id),
    engine.removeRunner(id),
  ];
  const answers = await Promise.allSettled(under.map((p) => Promise.resolve(p)));
  assert.ok(performance.now() - began < 2_000, "nothing waits for a runner that is gone");
  assert.equal(answers[2]?.status, "fulfilled");
  for (const answer of answers.filter((_, i) => i !== 2)) {
    if (answer.status === "rejected") assert.ok(isCode("NOT_FOUND")(answer.reason), answer.reason);
  }
  assert.equal(answers[3]?.status, "rejected");
  assert.equal(answers[4]?.status, "rejected");
  assert.deepEqual(engine.runners(), []);
  await bench.close();
  assert.deepEqual(store.runners(), [], "it does not come back with the next start");
  store.close();
});

Deno.test("two pauses at once: one pauses, the other is a conflict", async () => {
  const bench = await engineBench();
  const { engine } = bench;
  const { id } = await engine.createRunner(BTC);
  const [one, two] = await Promise.allSettled([engine.pauseRunner(id), engine.pauseRunner(id)]);
  assert.equal(one.status, "fulfilled");
  assert.ok(two.status === "rejected" && isCode("CONFLICT")(two.reason));
  assert.equal(engine.runner(id)?.status, "PAUSED");
  const changes = engine.events({ runnerId: id, types: ["RUNNER_STATUS_CHANGED"], limit: 10 });
  assert.equal(changes.length, 1);
  await bench.close();
});

Deno.test("a runner that could not start takes new parameters, and resumes with them", async () => {
  const store = openStore(":memory:");
  const first = await engineBench({ store });
  const { id } = await first.engine.createRunner(BTC);
  await first.close();

  const real = createTsHost();
  let broken = true;
  const host: StrategyHost = {
    language: real.language,
    describe: (source) => real.describe(source),
    load: (...given) =>
      broken ? Promise.reject(new StrategyFault("RUNTIME", "not now")) : real.load(...given),
  };
  const second = await engineBench({ store, hosts: () => [host] });
  const { engine, feed } = second;
  assert.equal(engine.runner(id)?.status, "FAILED");
  await assert.rejects(engine.resumeRunner(id), isCode("BAD_USER_INPUT"));
  broken = false;
  await engine.updateRunner(id, { bars: 4 });
  assert.equal((await engine.resumeRunner(id)).status, "RUNNING");
  for (const price of [100, 101, 102, 103, 104, 105, 106]) feed.bar(flat(price));
  await second.until((event) => event.type === "POSITION_CLOSED");
  assert.equal(engine.trades(id, 1)[0]?.barsHeld, 4);
  await second.close();
  store.close();
});
