import assert from "node:assert/strict";
import { FIRST } from "../../graphql/http/playground.ts";
import { createApi } from "../support/api.ts";

Deno.test("/graphql in a browser is the playground, with nothing from another host", async () => {
  const { fetch } = createApi();
  const response = await fetch("/graphql", { headers: { accept: "text/html,*/*;q=0.8" } });
  assert.equal(response.status, 200);
  assert.equal(response.headers.get("content-type"), "text/html; charset=utf-8");
  const html = await response.text();
  assert.match(html, /YogaGraphiQL\.renderYogaGraphiQL\(/);
  const markup = html.replace(/<script>[\s\S]*?<\/script>/g, "<script></script>");
  assert.ok(!/<script[^>]+src|<link[^>]+href="(?!data:)|<iframe|<img/.test(markup));
  assert.ok(!/url\(["']?(https?:)?\/\//.test(markup), "no style from elsewhere");
  const policy = response.headers.get("content-security-policy") ?? "";
  assert.match(policy, /^default-src 'none'; script-src 'sha256-[A-Za-z0-9+/]{43}='; /);
  assert.match(policy, /connect-src 'self'/);
  assert.ok(!/https?:|\*/.test(policy), policy);
});

Deno.test("what stands in the playground's editor at first can be asked", async () => {
  const { fetch } = createApi();
  const body = JSON.stringify({ query: FIRST });
  const headers = { "content-type": "application/json" };
  const answer = await (await fetch("/graphql", { method: "POST", headers, body })).json();
  assert.deepEqual(answer, { data: { runners: [] } });
});

Deno.test("the playground's page is rendered once and kept by its ETag", async () => {
  let renders = 0;
  const playground = () => {
    renders++;
    return Promise.resolve("<html><script>1</script></html>");
  };
  const { fetch } = createApi({
    assets: { ui: { read: () => Promise.resolve(null) }, playground },
  });
  const page = { accept: "text/html" };
  const etag = (await fetch("/graphql", { headers: page })).headers.get("etag") ?? "";
  const again = await fetch("/graphql", { headers: { ...page, "if-none-match": etag } });
  assert.equal(again.status, 304);
  assert.equal(renders, 1);
});

Deno.test("a script that asks /graphql for HTML and has a query gets its answer", async () => {
  const { fetch } = createApi();
  const response = await fetch("/graphql?query={health{status}}", {
    headers: { accept: "text/html, application/json" },
  });
  assert.deepEqual(await response.json(), { data: { health: { status: "ok" } } });
});
