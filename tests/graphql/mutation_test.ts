import assert from "node:assert/strict";
import { createApi } from "../support/api.ts";

Deno.test("createRunner hands over what was given, with the contract's defaults", async () => {
  const { engine, query } = createApi();
  const create = `mutation Create($input: CreateRunnerInput!) {
    createRunner(input: $input) { id status symbol { code } }
  }`;
  const { data } = await query(create, {
    input: { symbol: "AAPL", strategy: "ema_crossover", feed: null, parameters: { fast: 5 } },
  });
  assert.deepEqual(data.createRunner, { id: "r1", status: "RUNNING", symbol: { code: "AAPL" } });
  assert.deepEqual(engine.created, {
    symbol: "AAPL",
    strategy: "ema_crossover",
    timeframe: "1m",
    windowSize: 500,
    parameters: { fast: 5 },
    cash: 10_000,
    decideOn: "CANDLE",
    autostart: true,
  });
});

Deno.test("a runner is paused, resumed, stopped and removed", async () => {
  const { engine, query } = createApi();
  const { id } = engine.add();
  const { data } = await query(`mutation {
    pauseRunner(id: "${id}") { status }
    resumeRunner(id: "${id}") { status }
    updateRunner(id: "${id}", parameters: { fast: 12 }) { id }
    reloadStrategy(id: "${id}") { id }
    stopRunner(id: "${id}", flatten: true) { status }
    removeRunner(id: "${id}")
  }`);
  assert.deepEqual(data, {
    pauseRunner: { status: "PAUSED" },
    resumeRunner: { status: "RUNNING" },
    updateRunner: { id },
    reloadStrategy: { id },
    stopRunner: { status: "STOPPED" },
    removeRunner: id,
  });
  assert.equal(engine.all.size, 0);
});

Deno.test("a variable may stand inside a JSON literal", async () => {
  const { engine, query } = createApi();
  const create = `mutation Create($fast: Int!) {
    createRunner(input: { symbol: "AAPL", strategy: "x", parameters: { fast: $fast } }) { id }
  }`;
  const { errors } = await query(create, { fast: 7 });
  assert.equal(errors, undefined);
  assert.deepEqual(engine.created?.parameters, { fast: 7 });
});

Deno.test("what the engine refuses reaches the client with its code", async () => {
  const { engine, query } = createApi();
  const { id } = engine.add({ status: "STOPPED" });
  const answer = await query(`mutation {
    resumeRunner(id: "${id}") { id }
    pauseRunner(id: "r77") { id }
  }`);
  assert.equal(answer.errors?.[0]?.message, "Cannot resume runner r1: it is stopped");
  assert.equal(answer.errors?.[0]?.extensions.code, "CONFLICT");
  const other = await query(`mutation { pauseRunner(id: "r77") { id } }`);
  assert.equal(other.errors?.[0]?.extensions.code, "NOT_FOUND");
});
