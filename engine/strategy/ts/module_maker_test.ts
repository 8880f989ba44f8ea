import assert from "node:assert/strict";
import { type Exports, ModuleMaker } from "./module_maker.ts";

/** Answers the address of the module it stands in. */
const ADDRESS =
  `export const address = () => /data:[^\\s:]*/.exec(new Error().stack.replace(/^.*\\n/, ""))[0];`;

async function addresses(text: string): Promise<string[]> {
  const maker = new ModuleMaker(text);
  const runs = [await maker.run(), await maker.run(), await maker.run()];
  return runs.map((exports) => called(exports, "address") as string);
}

function called(exports: Exports, name: string): unknown {
  const found = exports[name];
  assert.ok(typeof found === "function", `${name} is exported`);
  return found();
}

Deno.test("a text that is run again is not compiled again", async () => {
  const [first, second, third] = await addresses(ADDRESS);
  assert.notEqual(first, second);
  assert.equal(second, third);
});

Deno.test("every run has variables of its own", async () => {
  const maker = new ModuleMaker(`
    let count = 0;
    const kept = [];
export function next() { kept.push(1); return ++count + kept.length; }
export class Box {}
export let   name = "x";
export async function  * walk() {}`);
  const runs = [await maker.run(), await maker.run(), await maker.run()];
  assert.deepEqual(runs.map((exports) => called(exports, "next")), [2, 2, 2]);
  assert.equal(called(runs[1]!, "next"), 4);
  assert.equal(called(runs[2]!, "next"), 4);
  assert.deepEqual(runs.map((exports) => Object.keys(exports).sort()), [
    ["Box", "name", "next", "walk"],
    ["Box", "name", "next", "walk"],
    ["Box", "name", "next", "walk"],
  ]);
  assert.notEqual(runs[1]!.Box, runs[2]!.Box);
});

Deno.test("what a function would not do in the same way stays a module each time", async () => {
  const cases = [
    `${ADDRESS}\nconst a = 1;\nexport { a };`,
    `${ADDRESS}\nexport const a = 1, b = 2;`,
    `${ADDRESS}\nexport const { a } = { a: 1 };`,
    `${ADDRESS}\nexport const a = await 1;`,
    `${ADDRESS}\nexport default 1;`,
    `${ADDRESS}\nconst text = \`\nexport const address = 5\n\`;`,
    `#!/bin/sh\n${ADDRESS}`,
  ];
  for (const text of cases) assert.equal(new Set(await addresses(text)).size, 3, text);
});

Deno.test("names mean in a function what they mean in a module", async () => {
  const maker = new ModuleMaker(`export const self = () => this;
export const sloppy = () => { try { undeclared = 1; return true; } catch { return false; } };
export const given = () => typeof arguments;`);
  for (const exports of [await maker.run(), await maker.run()]) {
    const answers = ["self", "sloppy", "given"].map((name) => called(exports, name));
    assert.deepEqual(answers, [undefined, false, "undefined"]);
  }
});

Deno.test("lines and columns of an error stay, from the second line on", async () => {
  const maker = new ModuleMaker("\nexport const broken = () => { throw new Error('no'); };");
  for (const exports of [await maker.run(), await maker.run()]) {
    assert.throws(() => called(exports, "broken"), ({ stack }: Error) => /:2:37/.test(stack!));
  }
});

Deno.test("a text that fails as it is run fails each time", async () => {
  const maker = new ModuleMaker("export const a = 1;\nnull.x;");
  for (let i = 0; i < 3; i++) await assert.rejects(maker.run(), TypeError);
});
