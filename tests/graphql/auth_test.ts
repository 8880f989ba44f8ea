import assert from "node:assert/strict";
import { createApi } from "../support/api.ts";

const TOKEN = "correct-horse";
const HEALTH = { query: "{ health { status } }" };
const FORM = { "content-type": "application/x-www-form-urlencoded" };

function login(fetch: ReturnType<typeof createApi>["fetch"], token: string): Promise<Response> {
  const body = `token=${encodeURIComponent(token)}`;
  return fetch("/login", {
    method: "POST",
    headers: { ...FORM, "content-length": String(body.length) },
    body,
  });
}

Deno.test("without the token: 401 UNAUTHENTICATED for everything but /health", async () => {
  const { post, fetch } = createApi({ token: TOKEN });
  const refused = await post(HEALTH);
  assert.equal(refused.status, 401);
  assert.equal(refused.headers.get("www-authenticate"), "Bearer");
  assert.equal((await refused.json()).errors[0].extensions.code, "UNAUTHENTICATED");
  for (const path of ["/metrics", "/", "/main-ABCDEFGH.js", "/graphql", "/login"]) {
    assert.equal((await fetch(path)).status, 401, path);
  }
  assert.equal((await fetch("/health")).status, 200);
});

Deno.test("scripts send the token as Bearer; a wrong one is refused", async () => {
  const { post } = createApi({ token: TOKEN });
  assert.equal((await post(HEALTH, { authorization: `Bearer ${TOKEN}` })).status, 200);
  assert.equal((await post(HEALTH, { authorization: `Bearer ${TOKEN}x` })).status, 401);
  assert.equal((await post(HEALTH, { authorization: "Bearer" })).status, 401);
  assert.equal((await post(HEALTH, { authorization: `Basic ${TOKEN}` })).status, 401);
});

Deno.test("a browser gets a form, and for the right token a cookie that lets it in", async () => {
  const { post, fetch } = createApi({ token: TOKEN });
  const asked = await fetch("/runners/r1", { headers: { accept: "text/html" } });
  assert.equal(asked.status, 401);
  assert.match(await asked.text(), /<form method="post" action="\/login">/);

  const wrong = await login(fetch, "guess");
  assert.equal(wrong.status, 401);
  assert.equal(wrong.headers.get("set-cookie"), null);

  const right = await login(fetch, TOKEN);
  assert.equal(right.status, 303);
  assert.equal(right.headers.get("location"), "/");
  const cookie = right.headers.get("set-cookie") ?? "";
  assert.match(cookie, /HttpOnly; SameSite=Strict/);
  assert.ok(!cookie.includes(TOKEN), "the cookie does not hold the token");
  const pair = cookie.split(";")[0] ?? "";
  assert.equal((await post(HEALTH, { cookie: `other=1; ${pair}` })).status, 200);
  assert.equal((await post(HEALTH, { cookie: `${pair}x` })).status, 401);

  const restarted = createApi({ token: TOKEN });
  assert.equal((await restarted.post(HEALTH, { cookie: pair })).status, 200);
  const changed = createApi({ token: "another" });
  assert.equal((await changed.post(HEALTH, { cookie: pair })).status, 401);
});

Deno.test("the form is not answered for another origin, nor without a length", async () => {
  const { fetch } = createApi({ token: TOKEN });
  const body = `token=${TOKEN}`;
  const headers = { ...FORM, "content-length": String(body.length) };
  const elsewhere = await fetch("/login", {
    method: "POST",
    headers: { ...headers, origin: "https://evil.example" },
    body,
  });
  assert.equal(elsewhere.status, 403);
  const endless = await fetch("/login", {
    method: "POST",
    headers: { ...FORM, "content-length": "5000" },
    body,
  });
  assert.equal(endless.status, 401);
});
