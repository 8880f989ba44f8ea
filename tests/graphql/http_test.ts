import assert from "node:assert/strict";
import { createApi, ORIGIN } from "../support/api.ts";
import { SIMULATED_FEED } from "../support/fake_engine.ts";

const SUMMARY = "subscription { engine { running } }";
const HEALTH = { query: "{ health { status } }" };

Deno.test("GET /health says ok, or 503 with the reasons", async () => {
  const { engine, fetch } = createApi();
  const ok = await fetch("/health");
  assert.equal(ok.status, 200);
  assert.deepEqual(await ok.json(), { status: "ok", version: "0.1.0-test", uptimeMs: 5 });
  engine.healthView = { ...engine.healthView, status: "unavailable", reasons: ["disk full"] };
  const down = await fetch("/health");
  assert.equal(down.status, 503);
  assert.deepEqual((await down.json()).reasons, ["disk full"]);
});

Deno.test("GET /metrics is Prometheus text of engine, events, subscribers and requests", async () => {
  const { engine, fetch, post } = createApi();
  engine.add();
  await engine.pauseRunner("r1");
  const down = { kind: "BINANCE", status: "DOWN", lastDataAt: null, ageMs: null } as const;
  engine.feedViews = [SIMULATED_FEED, { ...SIMULATED_FEED, ...down }];
  await post(HEALTH);
  const response = await fetch("/metrics");
  assert.match(response.headers.get("content-type") ?? "", /^text\/plain/);
  const text = await response.text();
  for (
    const line of [
      `trading_simulator_runners{status="paused"} 1`,
      `trading_simulator_runners{status="running"} 0`,
      `trading_simulator_events_total{type="RUNNER_STATUS_CHANGED"} 1`,
      "trading_simulator_ticks_total 12",
      `trading_simulator_trading_state{state="ACTIVE"} 1`,
      `trading_simulator_trading_state{state="HALTED"} 0`,
      "trading_simulator_open_orders 3",
      "trading_simulator_open_positions 1",
      "trading_simulator_subscribers 0",
      "trading_simulator_updates_conflated_total 0",
      `trading_simulator_http_requests_total{method="POST",route="graphql",status="200"} 1`,
      `trading_simulator_http_request_duration_seconds_count{route="graphql"} 1`,
      `trading_simulator_feed_up{feed="SIMULATED"} 1`,
      `trading_simulator_feed_up{feed="BINANCE"} 0`,
      `trading_simulator_feed_data_age_seconds{feed="SIMULATED"} 0.25`,
      `trading_simulator_feed_messages_total{feed="SIMULATED"} 10`,
      `trading_simulator_feed_garbage_total{feed="SIMULATED"} 1`,
      `trading_simulator_feed_reconnects_total{feed="SIMULATED"} 7`,
      `trading_simulator_feed_lost_bars_total{feed="SIMULATED"} 6`,
    ]
  ) assert.ok(text.includes(`${line}\n`), line);
  assert.doesNotMatch(text, /age_seconds{feed="BINANCE"}/);
  assert.match(text, /trading_simulator_heap_used_bytes \d{6,}/);
});

Deno.test("malformed requests are 4xx with a JSON error", async () => {
  const { fetch, post } = createApi();
  const json = { "content-type": "application/json" };
  const wrong: [Promise<Response>, number, RegExp][] = [
    [post("{ not json"), 400, /JSON/],
    [post("{ not json", { accept: "application/json" }), 400, /JSON/],
    [post("null"), 400, /body/],
    [post("[]"), 400, /Batching/],
    [post({}), 400, /query/],
    [post({ query: 5 }), 400, /query/],
    [fetch("/graphql"), 400, /query/],
    [fetch("/graphql?query={health{status}}&variables={"), 400, /variables.*JSON/],
    [fetch("/graphql", { method: "DELETE" }), 405, /DELETE/],
    [fetch("/graphql", { method: "PUT", headers: json, body: "{}" }), 405, /PUT/],
    [post({ query: SUMMARY }, { accept: "application/json" }), 406, /text\/event-stream/],
    [post({ query: SUMMARY }, { accept: "application/graphql-response+json" }), 406, /Accept/],
    [post(HEALTH, { accept: "image/png" }), 406, /application\/json/],
    [fetch("/health", { method: "POST" }), 405, /POST/],
    [fetch("/", { method: "POST" }), 405, /POST/],
  ];
  for (const [answer, status, message] of wrong) {
    const response = await answer;
    const text = await response.text();
    assert.equal(response.status, status, text);
    const { errors } = JSON.parse(text);
    assert.match(errors[0].message, message);
    assert.deepEqual(errors[0].extensions, { code: "BAD_USER_INPUT" });
  }
  assert.match(await (await fetch("/metrics")).text(), /trading_simulator_subscribers 0\n/);
});

Deno.test("what a form of another site can send is refused", async () => {
  const { engine, fetch, post } = createApi();
  engine.add();
  const mutation = `mutation { removeRunner(id: "r1") }`;
  for (
    const type of [
      "text/plain",
      "application/x-www-form-urlencoded",
      "multipart/form-data; boundary=x",
    ]
  ) {
    const response = await post(JSON.stringify({ query: mutation }), { "content-type": type });
    assert.equal(response.status, 415, type);
  }
  const byGet = await fetch(`/graphql?query=${encodeURIComponent(mutation)}`);
  assert.equal(byGet.status, 405);
  assert.equal((await byGet.json()).errors[0].extensions.code, "BAD_USER_INPUT");
  const elsewhere = await post({ query: mutation }, { origin: "https://evil.example" });
  assert.equal(elsewhere.status, 403);
  const sandboxed = await post({ query: mutation }, { origin: "null" });
  assert.equal(sandboxed.status, 403);
  assert.equal(engine.all.size, 1);
});

Deno.test("a query may come by GET", async () => {
  const { fetch } = createApi();
  const response = await fetch(`/graphql?query=${encodeURIComponent("{ health { status } }")}`);
  assert.deepEqual(await response.json(), { data: { health: { status: "ok" } } });
});

Deno.test("CORS lets in the own origin, this machine's and those listed", async () => {
  const { post, fetch } = createApi({ corsOrigins: ["https://desk.example"] });
  for (
    const origin of [ORIGIN, "http://localhost:5173", "http://[::1]:8080", "https://desk.example"]
  ) {
    const response = await post(HEALTH, { origin });
    assert.equal(response.status, 200, origin);
    assert.equal(response.headers.get("access-control-allow-origin"), origin);
    assert.equal(response.headers.get("vary"), "origin");
  }
  assert.equal((await post(HEALTH, { origin: "https://localhost.evil.example" })).status, 403);
  const asked = await fetch("/graphql", {
    method: "OPTIONS",
    headers: { origin: "https://desk.example", "access-control-request-method": "POST" },
  });
  assert.equal(asked.status, 204);
  assert.match(asked.headers.get("access-control-allow-headers") ?? "", /content-type/);
  const refused = await fetch("/graphql", {
    method: "OPTIONS",
    headers: { origin: "https://evil.example" },
  });
  assert.equal(refused.status, 403);
  assert.equal(refused.headers.get("access-control-allow-origin"), null);
});

Deno.test("a host name that is not ours is refused, on every path", async () => {
  const { handle } = createApi();
  for (const path of ["/", "/graphql", "/health"]) {
    const refused = await handle(new Request(`http://rebound.example:3000${path}`));
    assert.equal(refused.status, 421, path);
  }
  for (const host of ["127.0.0.1:3000", "localhost", "[::1]:3000"]) {
    assert.equal((await handle(new Request(`http://${host}/health`))).status, 200, host);
  }
});

Deno.test("each request is one line of the log, without its contents", async () => {
  const { post, fetch, log } = createApi();
  await post({
    query: "query Overview($x: Int) { events(limit: $x) { type } }",
    variables: { x: 7 },
  });
  await fetch("/nowhere.js?secret=1");
  const [first, second, ...rest] = log.map((line) => JSON.parse(line));
  assert.equal(rest.length, 0);
  assert.deepEqual(
    [first.method, first.path, first.operation, first.status, typeof first.ms],
    ["POST", "/graphql", "query Overview", 200, "number"],
  );
  assert.deepEqual([second.path, second.status], ["/nowhere.js", 404]);
  assert.ok(!log.join("").includes("secret"));
});

Deno.test("a fault in the engine's health is a masked 500", async () => {
  const { engine, fetch, log } = createApi();
  engine.health = () => {
    throw new Error("at /srv/secret");
  };
  const response = await fetch("/health");
  assert.equal(response.status, 500);
  const text = await response.text();
  assert.equal(JSON.parse(text).errors[0].extensions.code, "INTERNAL");
  assert.ok(!text.includes("secret"));
  assert.ok(log.some((line) => line.includes("/srv/secret")));
});
