/** What the host leans on in fengari beyond its API. A new version has to pass here first. */
import assert from "node:assert/strict";
import { luaH_setfrom, luaL_newstate, Table, TString } from "./fengari.ts";
import { openSandbox } from "./sandbox.ts";
import { field, float, number, setField, string, table, textOf } from "./values.ts";

Deno.test("a string is found under | and its bytes", () => {
  const L = luaL_newstate();
  const made = new Table(L);
  luaH_setfrom(L, made, string("close"), float(1));
  luaH_setfrom(L, made, string("ä"), float(2));
  assert.deepEqual([...made.strong.keys()], ["|close", "|\u00c3\u00a4"]);
  assert.equal(field(made, "close")?.value, 1);
});

Deno.test("strings of different bytes have different keys", () => {
  const L = luaL_newstate();
  const made = new Table(L);
  // In fengari's own hexadecimal keys these two are the same.
  luaH_setfrom(L, made, string("\n1"), float(1));
  luaH_setfrom(L, made, string("\u00a3\u0001"), float(2));
  luaH_setfrom(L, made, string("\u0001\u0012"), float(3));
  luaH_setfrom(L, made, string("\u0011\u0002"), float(4));
  assert.equal(made.strong.size, 4);
});

Deno.test("a value cell stays the same object while its field is set anew", () => {
  const L = luaL_newstate();
  const made = new Table(L);
  const cell = setField(L, made, string("close"), float(1));
  if (!cell) throw new Error("no cell");
  luaH_setfrom(L, made, string("close"), float(2));
  assert.equal(cell.value, 2);
  cell.value = 3;
  assert.equal(field(made, "close")?.value, 3);
});

Deno.test("entries are walked in the order they were made", () => {
  const L = luaL_newstate();
  const made = new Table(L);
  for (const name of ["slow", "fast", "atr"]) luaH_setfrom(L, made, string(name), number(1));
  const names: string[] = [];
  for (let entry = made.f; entry !== undefined; entry = entry.n) {
    if (entry.key.value instanceof TString) names.push(textOf(entry.key.value));
  }
  assert.deepEqual(names, ["slow", "fast", "atr"]);
});

Deno.test("the globals are table 2 of the registry, and strings have metatable 4", () => {
  const { L, globals } = openSandbox();
  assert.equal(field(globals, "_G")?.value, globals);
  const strings = L.l_G.mt[4];
  if (!strings) throw new Error("strings have no metatable");
  assert.equal(field(strings, "__index")?.value, field(globals, "string")?.value);
});

Deno.test("a locked table refuses scripts and obeys the host", () => {
  const { L } = openSandbox();
  const made = new Table(L);
  made.locked = new Uint8Array([120]);
  assert.throws(() => luaH_setfrom(L, made, string("a"), number(1)));
  setField(L, made, string("a"), table(new Table(L)));
  assert.equal(made.strong.size, 1);
});
