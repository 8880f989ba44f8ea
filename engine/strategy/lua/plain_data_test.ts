import assert from "node:assert/strict";
import fc from "fast-check";
import type { Json, JsonObject } from "../../domain/mod.ts";
import { luaL_newstate, Table } from "./fengari.ts";
import { lenientContext, MAX_CONTEXT_DEPTH, strictContext, toLua } from "./plain_data.ts";
import { tableIn } from "./test_desk.ts";
import { float, hostFunction, number, setField, string, table } from "./values.ts";

const L = luaL_newstate();

function asTable(json: Json): Table {
  return tableIn(toLua(L, json));
}

Deno.test("a context comes back as it went in", () => {
  const context: JsonObject = {
    signal: "bullish",
    confidence: 0.8,
    bars: 3,
    prices: [1, 2.5, 3],
    nested: { deeper: { list: [{ a: true }, { a: false }] } },
    "größe": "ä€😀",
    empty: {},
  };
  assert.deepEqual(strictContext(asTable(context)), context);
});

Deno.test("any plain data comes back as it went in", () => {
  // Lua knows no null in a table, no difference between {} and [], and keys that are numbers.
  const name = fc.string({ minLength: 1, maxLength: 8 }).filter((text) =>
    !Number.isFinite(Number(text)) && text !== "position" && text.isWellFormed()
  );
  const { tree } = fc.letrec<{ tree: Json; leaf: Json }>((tie) => ({
    leaf: fc.oneof(
      fc.boolean(),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => n + 0),
      fc.string({ maxLength: 20 }).filter((text) => text.isWellFormed()),
    ),
    tree: fc.oneof(
      { maxDepth: 4 },
      tie("leaf"),
      fc.array(tie("tree"), { minLength: 1, maxLength: 4 }),
      fc.dictionary(name, tie("tree"), { noNullPrototype: true, maxKeys: 4 }),
    ),
  }));
  fc.assert(fc.property(tree, (json) => {
    assert.deepEqual(strictContext(asTable({ json })), { json });
  }));
});

Deno.test("keys that are numbers come back as numbers", () => {
  const seen = new Table(L);
  setField(L, seen, number(5), string("five"));
  setField(L, seen, float(1.7e12), string("time"));
  const context = new Table(L);
  setField(L, context, string("seen"), table(seen));
  const json = strictContext(context);
  assert.deepEqual(json, { seen: { "5": "five", "1700000000000": "time" } });
  const back = tableIn(asTable(json).strong.get("|seen")?.value);
  assert.deepEqual([...back.strong.keys()].sort(), [1.7e12, 5]);
});

Deno.test("names that mean something to JavaScript are names like any other", () => {
  const json = JSON.parse('{"__proto__":{"polluted":true},"constructor":1}');
  const back = lenientContext(asTable(json));
  assert.deepEqual(Object.keys(back), ["__proto__", "constructor"]);
  assert.equal(Object.getPrototypeOf(back), Object.prototype);
  assert.equal(JSON.stringify(back), '{"__proto__":{"polluted":true},"constructor":1}');
});

Deno.test("what the host shows is left out of a context, and only at its top", () => {
  for (const name of ["position", "orders"]) {
    assert.deepEqual(strictContext(asTable({ [name]: 1, inner: { [name]: 2 } })), {
      inner: { [name]: 2 },
    });
  }
});

Deno.test("strictContext() names what is not plain data, lenientContext() leaves it out", () => {
  const deep = JSON.parse(`${'{"a":'.repeat(MAX_CONTEXT_DEPTH)}{}${"}".repeat(MAX_CONTEXT_DEPTH)}`);
  const cases: readonly [Table, RegExp][] = [
    [tableWith("call", hostFunction(() => 0)), /call cannot be a function: .* plain data/],
    [tableWith("level", float(NaN)), /level cannot be NaN: .* a finite number/],
    [tableWith("level", float(Infinity)), /level cannot be Infinity/],
    [asTable(deep), /a\.a\.a.* cannot be a table: .* nested at most 8 deep/],
    [asTable({ list: Array(1_001).fill(1) }), /list cannot be so large: .* at most 1000 values/],
  ];
  for (const [context, message] of cases) {
    assert.throws(() => strictContext(context), message);
    assert.doesNotThrow(() => JSON.stringify(lenientContext(context)));
  }
  assert.deepEqual(lenientContext(cases[0]![0]), { call: null });
});

Deno.test("a context that holds itself has an end", () => {
  const context = new Table(L);
  setField(L, context, string("self"), table(context));
  assert.throws(() => strictContext(context), /nested at most/);
  assert.ok(JSON.stringify(lenientContext(context)).length < 200);
});

function tableWith(name: string, value: Parameters<typeof setField>[3]): Table {
  const made = new Table(L);
  setField(L, made, string(name), value);
  return made;
}
