/**
 * One decision a bar in TypeScript through the host: window, indicators and the call included.
 * One iteration is {@link BARS} bars.
 */
import { resolveParameters } from "../parameters.ts";
import type { StrategySource } from "../strategy.ts";
import { createTsHost } from "./mod.ts";
import { stripTypes } from "./strip.ts";
import { Stage } from "./testing.ts";

const BARS = 100_000;
const closes = new Float64Array(BARS);
for (let i = 0; i < BARS; i++) closes[i] = 100 + Math.sin(i / 37) * 5 + Math.sin(i / 1.7);

async function shipped(): Promise<StrategySource> {
  const path = new URL("../../../lua-strategies/ema_crossover_ts.ts", import.meta.url);
  const text = stripTypes(await Deno.readTextFile(path), "ema_crossover_ts.ts");
  return { name: "ema_crossover_ts", language: "ts", file: "ema_crossover_ts.ts", path: "", text };
}

Deno.bench(`bare loop, ${BARS} bars`, { group: "ts", baseline: true }, () => {
  let sum = 0;
  for (let i = 0; i < BARS; i++) sum += closes[i]! > 100 ? 1 : 2;
  if (sum === 0) throw new Error("never");
});

Deno.bench(`window and two averages, ${BARS} bars`, { group: "ts" }, (b) => {
  const stage = new Stage();
  stage.indicators.acquire("ema", [10]);
  stage.indicators.acquire("ema", [20]);
  b.start();
  for (let i = 0; i < BARS; i++) stage.bar(closes[i]!);
  b.end();
});

Deno.bench(`ema_crossover_ts, ${BARS} bars`, { group: "ts" }, async (b) => {
  const stage = new Stage();
  const source = await shipped();
  const declared = await createTsHost().describe(source);
  const values = resolveParameters(declared, {});
  const instance = await createTsHost().load(source, values, stage.scope);
  let found = 0;
  b.start();
  for (let i = 0; i < BARS; i++) {
    stage.bar(closes[i]!);
    if (instance.detect() && instance.filter()) found++;
  }
  b.end();
  instance.close();
  if (found === 0) throw new Error("the averages of this walk do cross");
});
