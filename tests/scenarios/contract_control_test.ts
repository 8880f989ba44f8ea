/** What pausing, resuming, stopping, changing and removing a runner mean, alone and at the same time. */
import assert from "node:assert/strict";
import { InputError } from "../../engine/mod.ts";
import { engineBench } from "../support/engine_bench.ts";
import { flat } from "../support/scripted.ts";

const BTC = { symbol: "BTCUSDT", strategy: "buy_and_sell" } as const;
/** Buys 0.1 on the first bar and never sells; its two parameters do nothing. */
const HOLD = `
export const parameters = { a: { default: 1, min: 1, max: 9 }, b: { default: 1, min: 1, max: 9 } };
export function detectOpportunity() { return { seen: 1 }; }
export function filterCommitment() { return { action: "enter_long", quantity: 0.1 }; }
export function managePosition() { return null; }
`;

const isCode = (code: string) => (error: unknown) =>
  error instanceof InputError && error.code === code;

Deno.test("a stop that is refused trades nothing", async () => {
  const bench = await engineBench({ strategies: { hold: HOLD } });
  const { engine, feed } = bench;
  const { id } = await engine.createRunner({ ...BTC, strategy: "hold" });
  for (const price of [100, 101, 102]) feed.bar(flat(price));
  await engine.stopRunner(id);
  const stopped = await engine.snapshot(id);
  assert.equal(stopped.position?.quantity, 0.1);
  await assert.rejects(engine.stopRunner(id, true), isCode("CONFLICT"));
  const { position, account, stats } = await engine.snapshot(id);
  assert.deepEqual([position, account, stats], [stopped.position, stopped.account, stopped.stats]);
  assert.deepEqual(engine.trades(id, 10), []);
  await bench.close();
});
