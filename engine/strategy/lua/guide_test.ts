import assert from "node:assert/strict";
import { restingOrder } from "../scripted_scope.ts";
import { createLuaHost, DEFAULT_LIMITS } from "./mod.ts";
import { sourceOf, TestDesk } from "./test_desk.ts";

const guide = await Deno.readTextFile(
  new URL("../../../docs/guides/lua-strategies.md", import.meta.url),
);
const strategies = [...guide.matchAll(/```lua\n([\s\S]+?)```/g)]
  .map(([, text]) => text!)
  .filter((text) => text.includes("function manage_position"));

const entry = restingOrder({ order: "STOP", price: NaN, stopPrice: 500 });
const stop = restingOrder({
  id: "s",
  purpose: "STOP_LOSS",
  side: "SELL",
  price: NaN,
  stopPrice: 5,
});

Deno.test("the guide has whole strategies for examples", () => assert.ok(strategies.length >= 5));

for (const [i, text] of strategies.entries()) {
  Deno.test(`example ${i + 1} of the guide runs over a market that rises and falls`, async () => {
    const { error, parameters } = await createLuaHost().describe(sourceOf(text));
    assert.equal(error, null);
    const values = Object.fromEntries(parameters.map((spec) => [spec.name, spec.default]));
    const desk = new TestDesk();
    const instance = await desk.load(text, values);
    let found = 0;
    for (let bar = 0; bar < 400; bar++) {
      desk.feed(100 + 10 * Math.sin(bar / 15) + Math.sin(bar));
      desk.position.side = null;
      if (!instance.detect()) continue;
      found++;
      desk.position.barsHeld = bar % 60;
      for (const orders of [[], [entry], []]) {
        desk.orders.set(...orders);
        instance.filter();
      }
      Object.assign(desk.position, { side: "LONG", quantity: 1, entryPrice: desk.view.close });
      for (const orders of [[], [entry, stop], [stop]]) {
        desk.orders.set(...orders);
        instance.manage();
      }
    }
    assert.ok(found > 0);
  });
}

Deno.test("the guide names the limits there are", () => {
  const { instructions, timeMs, patternSteps, allocation, stringLength, retained, sourceLength } =
    DEFAULT_LIMITS;
  const figures = [
    `${instructions.toLocaleString("en")} instructions`,
    `${timeMs} ms`,
    `${patternSteps.toLocaleString("en")} steps`,
    `${allocation / 2 ** 20} MB of new values`,
    `${stringLength / 2 ** 10} kB for one string`,
    `keep ${retained / 2 ** 20} MB`,
    `${sourceLength / 2 ** 10} kB`,
  ];
  for (const figure of figures) assert.ok(guide.includes(figure), figure);
});
