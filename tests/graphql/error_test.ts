import assert from "node:assert/strict";
import { InputError, StoreError } from "../../engine/mod.ts";
import { createApi } from "../support/api.ts";

/** Queries that are wrong in themselves, the code they get and a word that helps. */
const WRONG: readonly [string, string, RegExp][] = [
  ["{ runners {", "BAD_USER_INPUT", /Syntax Error/],
  ["{ nonsense }", "BAD_USER_INPUT", /Cannot query field "nonsense"/],
  ["{ runners(status: BROKEN) { id } }", "BAD_USER_INPUT", /BROKEN/],
  [`{ runner(id: "") { id } }`, "BAD_USER_INPUT", /id "".*1 to 64/],
  [`{ runner(id: "../../etc/passwd") { id } }`, "BAD_USER_INPUT", /passwd.*letters, digits/],
  [`{ events(limit: 10001) { type } }`, "BAD_USER_INPUT", /limit 10001.*0 to 10000/],
  [`{ events(limit: -1) { type } }`, "BAD_USER_INPUT", /limit -1/],
  [
    `mutation { updateRunner(id: "r1", parameters: 5) { id } }`,
    "BAD_USER_INPUT",
    /parameters 5.*object/,
  ],
  [
    `mutation { createRunner(input: { symbol: "AAPL", strategy: "x", parameters: [1] }) { id } }`,
    "BAD_USER_INPUT",
    /parameters \[1\]/,
  ],
];

for (const [text, code, message] of WRONG) {
  Deno.test(`${text} is ${code}`, async () => {
    const { engine, query, log } = createApi();
    engine.add();
    const { errors } = await query(text);
    assert.equal(errors?.[0]?.extensions.code, code);
    assert.match(errors?.[0]?.message ?? "", message);
    assert.ok(!log.some((line) => line.includes("GraphQL request failed")), "no fault of ours");
  });
}

Deno.test("a variable of the wrong type is BAD_USER_INPUT", async () => {
  const { query } = createApi();
  const { errors } = await query("query Q($n: Int) { events(limit: $n) { type } }", { n: "many" });
  assert.equal(errors?.[0]?.extensions.code, "BAD_USER_INPUT");
});

Deno.test("the field of an input error is named", async () => {
  const { engine, query } = createApi();
  engine.add();
  const { errors } = await query(`{ runner(id: "r1") { history(limit: 99999) { time } } }`);
  assert.deepEqual(errors?.[0]?.extensions, { code: "BAD_USER_INPUT", field: "limit" });
  assert.deepEqual(errors?.[0]?.path, ["runner", "history"]);
});

Deno.test("an error of ours is masked, and logged", async () => {
  const { engine, post, log } = createApi();
  engine.onStrategies = () => Promise.reject(new Error("cannot open /home/me/secret.db"));
  const response = await post({ query: "{ strategies { name } }" });
  const text = await response.text();
  assert.ok(!text.includes("secret") && !text.includes(".ts"), text);
  assert.equal(JSON.parse(text).errors[0].extensions.code, "INTERNAL");
  const entry = log.find((line) => line.includes("secret.db"));
  assert.ok(entry?.includes("stack"), "the log has message and stack");
});

Deno.test("a store that fails says what can be done about it, and not where it is", async () => {
  const { engine, post, log } = createApi();
  const path = "/home/me/data/backtests.sqlite";
  const advice = "the disk (or its quota) is full: make room and try again";
  const full = new StoreError(`Cannot write ${path}: ${advice}`, { advice });
  engine.onStrategies = () => Promise.reject(full);
  const { errors } = await (await post({ query: "{ strategies { name } }" })).json();
  assert.equal(errors[0].extensions.code, "STORE_FAILED");
  assert.equal(
    errors[0].message,
    "The service cannot use its data: the disk (or its quota) is full: make room and try again",
  );
  assert.ok(log.some((line) => line.includes(path)), "the log has the file");
});

Deno.test("an answer that does not fit the schema is INTERNAL", async () => {
  const { engine, query } = createApi();
  engine.healthView = { ...engine.healthView, uptimeMs: NaN };
  const { errors } = await query("{ health { uptimeMs } }");
  assert.equal(errors?.[0]?.extensions.code, "INTERNAL");
});

Deno.test("an error keeps other fields of the answer", async () => {
  const { engine, query } = createApi();
  engine.add();
  const { data, errors } = await query(
    `{ runner(id: "r1") { id } bad: runner(id: "a b") { id } }`,
  );
  assert.deepEqual(data, { runner: { id: "r1" }, bad: null });
  assert.equal(errors?.length, 1);
});

Deno.test("TIMEOUT when the answer takes too long", async () => {
  const { engine, query } = createApi({ patience: { queryMs: 5, mutationMs: 60_000 } });
  engine.onStrategies = () => Promise.withResolvers<never>().promise;
  const { errors } = await query("{ strategies { name } }");
  assert.equal(errors?.[0]?.extensions.code, "TIMEOUT");
});

Deno.test("what changes something may take longer than what only reads", async () => {
  const { engine, query } = createApi({ patience: { queryMs: 0, mutationMs: 60_000 } });
  engine.add();
  const paused = engine.pauseRunner.bind(engine);
  engine.pauseRunner = async (id) => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    return await paused(id);
  };
  const { data } = await query(`mutation { pauseRunner(id: "r1") { status } }`);
  assert.deepEqual(data, { pauseRunner: { status: "PAUSED" } });
});

Deno.test("codes of the engine pass as they are", async () => {
  const { engine, query } = createApi();
  engine.add();
  engine.onSnapshot = () => Promise.reject(new InputError("TIMEOUT", "No answer", "snapshot"));
  const { errors } = await query(`{ runner(id: "r1") { snapshot { asOf } } }`);
  assert.deepEqual(errors?.[0]?.extensions, { code: "TIMEOUT", field: "snapshot" });
  assert.equal(errors?.[0]?.message, "No answer");
});
