import assert from "node:assert/strict";
import { MAX_BODY_BYTES } from "../../graphql/limits.ts";
import { createApi } from "../support/api.ts";

async function codeOf(text: string, variables: unknown = {}): Promise<string | undefined> {
  const { engine, query } = createApi();
  engine.add();
  return (await query(text, variables)).errors?.[0]?.extensions.code;
}

Deno.test("QUERY_TOO_COMPLEX for a longer text than the limit", async () => {
  assert.equal(await codeOf(`{ health { status } } # ${"x".repeat(20_000)}`), "QUERY_TOO_COMPLEX");
  assert.equal(await codeOf(`{ health { status } } # ${"x".repeat(19_000)}`), undefined);
});

Deno.test("QUERY_TOO_COMPLEX for more tokens than the limit", async () => {
  assert.equal(await codeOf(`{ ${"health { status } ".repeat(600)} }`), "QUERY_TOO_COMPLEX");
});

Deno.test("QUERY_TOO_COMPLEX for more aliases than the limit", async () => {
  const aliases = (count: number) =>
    `{ ${Array.from({ length: count }, (_, i) => `a${i}: health { status }`).join(" ")} }`;
  assert.equal(await codeOf(aliases(51)), "QUERY_TOO_COMPLEX");
  assert.equal(await codeOf(aliases(50)), undefined);
});

Deno.test("QUERY_TOO_COMPLEX for rows times rows, also through variables and fragments", async () => {
  assert.equal(
    await codeOf("{ runners { history(limit: 10000) { time open high low close } } }"),
    "QUERY_TOO_COMPLEX",
  );
  assert.equal(
    await codeOf(
      `query Q($n: Int!) { runners { ...Rows } } fragment Rows on Runner { history(limit: $n) { time } }`,
      { n: 10_000 },
    ),
    "QUERY_TOO_COMPLEX",
  );
  assert.equal(
    await codeOf(
      `{ runner(id: "r1") { history(limit: 10000) { time open high low close volume bid ask closed } } }`,
    ),
    undefined,
  );
});

Deno.test("QUERY_TOO_COMPLEX holds for subscriptions too", async () => {
  const { subscribe, engine } = createApi();
  engine.add();
  const stream = await subscribe(
    "subscription { runners { history(limit: 10000) { time open high low close } indicatorSeries(limit: 10000) { values } } }",
  );
  const answer = await stream.next();
  assert.equal(answer?.errors?.[0]?.extensions.code, "QUERY_TOO_COMPLEX");
  assert.equal(await stream.next(), null);
});

Deno.test("QUERY_TOO_COMPLEX for introspection that nests", async () => {
  const nested = "fields { type { ".repeat(6) + "name" + " } }".repeat(6);
  assert.equal(await codeOf(`{ __schema { types { ${nested} } } }`), "QUERY_TOO_COMPLEX");
});

Deno.test("the introspection query of tools is served", async () => {
  const { getIntrospectionQuery } = await import("graphql");
  assert.equal(await codeOf(getIntrospectionQuery()), undefined);
});

Deno.test("a body over the limit is 413, with and without its length", async () => {
  const { fetch, post } = createApi();
  const body = JSON.stringify({ query: `{ health { status } } # ${"x".repeat(MAX_BODY_BYTES)}` });
  const known = await post(body);
  assert.equal(known.status, 413);
  assert.equal((await known.json()).errors[0].extensions.code, "BAD_USER_INPUT");
  const streamed = await fetch("/graphql", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: new Blob([body]).stream(),
  });
  assert.equal(streamed.status, 413);
});
