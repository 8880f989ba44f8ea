import { deepEqual, equal, match } from "node:assert/strict";
import { importsOf, refusal } from "./imports.ts";

Deno.test("importsOf() finds every form", () => {
  const source = `
import "./a.ts";
import b from "./b.ts";
import type { C } from "./c.ts";
import {
  d,
  type E,
} from "./d.ts";
export * from './e.ts';
export type { F } from "./f.ts";
export { g } from "./g.ts";
const h = await import("./h.ts");
// import "./no.ts";
/* import "./no.ts"; */
export const i = "./no.ts";
export function j() { return "from './no.ts'"; }
import * as k from "npm:k@1";
import config from "./l.json" with { type: "json" };
`;
  deepEqual(importsOf(source), [
    { specifier: "./a.ts", isType: false },
    { specifier: "./b.ts", isType: false },
    { specifier: "./c.ts", isType: true },
    { specifier: "./d.ts", isType: false },
    { specifier: "./e.ts", isType: false },
    { specifier: "./f.ts", isType: true },
    { specifier: "./g.ts", isType: false },
    { specifier: "npm:k@1", isType: false },
    { specifier: "./l.json", isType: false },
    { specifier: "./h.ts", isType: false },
  ]);
});

const ALLOWED: readonly (readonly [file: string, specifier: string, isType?: boolean])[] = [
  ["engine/broker/paper_broker.ts", "../domain/mod.ts"],
  ["engine/broker/paper_broker.ts", "./broker.ts"],
  ["engine/workers/shard.ts", "../strategy/lua/mod.ts"],
  ["engine/workers/shard.ts", "../store/store.ts", true],
  ["engine/strategy/lua/fengari.ts", "../../../dist/fengari.js"],
  ["engine/strategy/lua/fengari.ts", "fengari"],
  ["engine/engine.ts", "./service/events/journal.ts"],
  ["engine/service/events/journal.ts", "../../store/store.ts"],
  ["engine/store/schema.ts", "node:sqlite"],
  ["engine/domain/units_test.ts", "../runner/runner.ts"],
  ["graphql/engine.ts", "../engine/mod.ts"],
  ["scripts/cli/service.ts", "../../engine/store/mod.ts"],
  ["ui/charts/price_chart.ts", "uplot"],
  ["ui/main.tsx", "./app.tsx"],
  ["tests/scenarios/cli_test.ts", "../../engine/runner/runner.ts"],
];
for (const [file, specifier, isType = false] of ALLOWED) {
  Deno.test(`${file} may import ${specifier}`, () => {
    equal(refusal(file, { specifier, isType }), null);
  });
}

const REFUSED: readonly (readonly [file: string, specifier: string, why: RegExp])[] = [
  ["engine/broker/paper_broker.ts", "../runner/mod.ts", /broker may not import runner/],
  ["engine/domain/candle.ts", "../kernel/mod.ts", /domain may not import kernel/],
  ["engine/broker/paper_broker.ts", "../domain/units.ts", /entered by its mod/],
  ["engine/workers/shard.ts", "../store/mod.ts", /workers may not import store/],
  ["engine/workers/shard.ts", "../store/store.ts", /workers may not import store/],
  ["engine/runner/runner.ts", "../engine.ts", /know nothing of engine\.ts/],
  ["engine/engine.ts", "../graphql/mod.ts", /nothing of what is around/],
  ["engine/attic/a.ts", "../domain/mod.ts", /attic is no room/],
  ["engine/runner/runner.ts", "fengari", /engine\/strategy\/lua\/'s alone/],
  ["engine/service/events/journal.ts", "node:sqlite", /engine\/store\/'s alone/],
  ["graphql/engine.ts", "../engine/store/mod.ts", /engine\/mod\.ts only/],
  ["graphql/schema.ts", "../ui/app.tsx", /engine\/mod\.ts only/],
  ["scripts/cli/service.ts", "../../engine/store/schema.ts", /entered by its mod/],
  ["ui/app.tsx", "../engine/mod.ts", /schema\.graphql only/],
  ["ui/pages/a.tsx", "../../graphql/schema.ts", /schema\.graphql only/],
  ["ui/pages/a.tsx", "uplot", /ui\/charts\/'s alone/],
  ["main.ts", "./tests/support/bars.ts", /only tests/],
  ["engine/domain/mod_test.ts", "jsr:@std/assert", /only npm packages/],
  ["main.ts", "https://example.com/mod.ts", /only npm packages/],
];
for (const [file, specifier, why] of REFUSED) {
  Deno.test(`${file} may not import ${specifier}`, () => {
    match(refusal(file, { specifier, isType: false }) ?? "allowed", why);
  });
}
