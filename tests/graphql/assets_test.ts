import assert from "node:assert/strict";
import { folderAssets } from "../../graphql/mod.ts";
import { createApi } from "../support/api.ts";

async function withFolder(run: (api: ReturnType<typeof createApi>) => Promise<void>) {
  const outer = await Deno.makeTempDir();
  try {
    const ui = `${outer}/ui`;
    await Deno.mkdir(`${ui}/fonts`, { recursive: true });
    await Deno.writeTextFile(`${outer}/secret.txt`, "secret");
    await Deno.writeTextFile(`${ui}/index.html`, "<!doctype html><title>Dashboard</title>");
    await Deno.writeTextFile(`${ui}/main-3XK2ABCD.js`, "export {}");
    await Deno.writeTextFile(`${ui}/icon.svg`, "<svg/>");
    await Deno.writeTextFile(`${ui}/fonts/mono.woff2`, "font");
    await Deno.writeTextFile(`${ui}/.env.txt`, "hidden");
    await run(createApi({ assets: { ui: folderAssets(new URL(`file://${ui}`)) } }));
  } finally {
    await Deno.remove(outer, { recursive: true });
  }
}

Deno.test("the page is served for / and every route of its own", () =>
  withFolder(async ({ fetch }) => {
    for (const path of ["/", "/index.html", "/runners/r1", "/symbols/BRK.B", "/a/b/c?x=1"]) {
      const response = await fetch(path);
      assert.equal(response.status, 200, path);
      assert.equal(response.headers.get("content-type"), "text/html; charset=utf-8");
      assert.equal(response.headers.get("cache-control"), "no-cache");
      assert.match(response.headers.get("content-security-policy") ?? "", /default-src 'self'/);
      assert.match(await response.text(), /Dashboard/);
    }
  }));

Deno.test("files have their type; hashed ones are kept for good", () =>
  withFolder(async ({ fetch }) => {
    const script = await fetch("/main-3XK2ABCD.js");
    assert.equal(script.headers.get("content-type"), "text/javascript; charset=utf-8");
    assert.equal(script.headers.get("cache-control"), "public, max-age=31536000, immutable");
    assert.equal(script.headers.get("x-content-type-options"), "nosniff");
    assert.equal(await script.text(), "export {}");
    const icon = await fetch("/icon.svg");
    assert.equal(icon.headers.get("content-type"), "image/svg+xml");
    assert.equal(icon.headers.get("cache-control"), "no-cache");
    assert.equal((await fetch("/fonts/mono.woff2")).headers.get("content-type"), "font/woff2");
    assert.equal((await fetch("/main-OLD0OLD0.js")).status, 404);
  }));

Deno.test("an ETag spares the client what it has, and HEAD the body", () =>
  withFolder(async ({ fetch }) => {
    for (const path of ["/", "/icon.svg"]) {
      const etag = (await fetch(path)).headers.get("etag") ?? "";
      const again = await fetch(path, { headers: { "if-none-match": etag } });
      assert.equal(again.status, 304);
      assert.equal(await again.text(), "");
      const other = await fetch(path, { headers: { "if-none-match": `"other"` } });
      assert.equal(other.status, 200);
      const head = await fetch(path, { method: "HEAD" });
      assert.equal(head.headers.get("etag"), etag);
      assert.equal(await head.text(), "");
    }
  }));

Deno.test("no path leads out of the folder or to what is hidden", () =>
  withFolder(async ({ fetch }) => {
    for (
      const path of [
        "/../secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e/secret.txt",
        "/%2e%2e%2fsecret.txt",
        "/..%5csecret.txt",
        "/fonts/..%2f..%2fsecret.txt",
        "//secret.txt",
        "/.env.txt",
        "/fonts/../.env.txt",
        "/file:%2f%2f%2fetc/hosts.txt",
        "/http://evil.example/x.js",
      ]
    ) {
      const response = await fetch(path);
      const text = await response.text();
      assert.equal(response.status, 404, path);
      assert.ok(!/secret$|hidden/.test(text), path);
    }
  }));

Deno.test("without a built dashboard the page says so", async () => {
  const { fetch } = createApi();
  const response = await fetch("/");
  assert.equal(response.status, 404);
  assert.match(await response.text(), /not built.*\/graphql/);
});
