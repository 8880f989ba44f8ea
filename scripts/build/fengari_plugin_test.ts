import assert from "node:assert/strict";
import * as esbuild from "esbuild";
import { type Patch, PATCHES } from "./fengari_patches.ts";
import { applyPatches, bundleFengari, fengariPlugin } from "./fengari_plugin.ts";

const patch = (find: string | RegExp, times: number): Patch => ({
  file: "x.js",
  find,
  put: "b",
  times,
});

Deno.test("applyPatches() changes the files it is meant for and no others", () => {
  assert.equal(applyPatches("x.js", "a a", [patch("a", 2)]), "b b");
  assert.equal(applyPatches("y.js", "a a", [patch("a", 2)]), "a a");
});

Deno.test("applyPatches() refuses a source that looks different", () => {
  for (const [find, times] of [["a", 1], ["a", 3], ["c", 1], [/a/g, 3]] as const) {
    assert.throws(
      () => applyPatches("x.js", "a a", [patch(find, times)]),
      /Cannot patch fengari's x\.js: found \d times instead of \d/,
    );
  }
});

Deno.test("fengariPlugin() fails a build in which a file to patch is not read", async () => {
  const build = esbuild.build({
    stdin: { contents: "export const nothing = 1;" },
    write: false,
    logLevel: "silent",
    plugins: [fengariPlugin([patch("a", 1)])],
  });
  await assert.rejects(build, /Cannot patch fengari's x\.js: it was not read/);
  await esbuild.stop();
});

Deno.test("the bundle asks for nothing and runs without any permission", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const file = `${folder}/fengari.js`;
    await bundleFengari(file);
    const text = await Deno.readTextFile(file);
    for (
      const word of [
        "process.",
        'require("fs")',
        "child_process",
        "eval(",
        "new Function",
        "sprintf-js",
      ]
    ) {
      assert.ok(!text.includes(word), `the bundle has ${word}`);
    }
    assert.ok(!/^import /m.test(text));
    assert.equal(await answerOfWorker(`${folder}/worker.js`), "3");
  } finally {
    await Deno.remove(folder, { recursive: true });
    await esbuild.stop();
  }
});

/** Adds in Lua, in a worker that may do nothing. */
async function answerOfWorker(path: string): Promise<unknown> {
  await Deno.writeTextFile(
    path,
    `import { lua, luaL_newstate, to_luastring } from "./fengari.js";
    const L = luaL_newstate();
    const data = { text: to_luastring("answer = 1 + 2") };
    const read = (_L, from) => { const { text } = from; from.text = null; return text; };
    lua.lua_load(L, read, data, to_luastring("@x"), to_luastring("t"));
    lua.lua_call(L, 0, 0);
    lua.lua_getglobal(L, to_luastring("answer"));
    postMessage(String(lua.lua_tonumber(L, -1)));`,
  );
  const worker = new Worker(`file://${path}`, {
    type: "module",
    deno: { permissions: "none" },
  });
  try {
    return await new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = (event) => {
        event.preventDefault();
        reject(new Error(event.message));
      };
    });
  } finally {
    worker.terminate();
  }
}

Deno.test("every patch changes something", () => {
  for (const { find, put } of PATCHES) {
    assert.notEqual(find, put);
  }
});
