/** Checked by the compiler: indicators are typed through their registry. */
import assert from "node:assert/strict";
import type { DetectOpportunity, Indicators, ParameterDeclarations } from "./types.ts";

const parameters = {
  fast: { default: 10, step: 1 },
  long: { default: true },
  mode: { default: "a", options: ["a", "b"] },
} satisfies ParameterDeclarations;

export const detect: DetectOpportunity<typeof parameters> = (
  market,
  _context,
  indicators,
  tools,
) => {
  const { fast, long, mode }: { fast: number; long: boolean; mode: string } = tools.params;
  const average: number | null = indicators.ema(fast, 1);
  const histogram: number | undefined = indicators.macd(12, 26, 9, 1)?.histogram;
  const upper: number | undefined = indicators.bollinger()?.upper;
  // @ts-expect-error: there is no such parameter
  tools.params.slow;
  // @ts-expect-error: there is no such indicator
  indicators.unknown;
  // @ts-expect-error: a number has no outputs
  indicators.ema(10)?.upper;
  // @ts-expect-error: one period and bars ago, no more
  indicators.sma(10, 1, 2);
  // @ts-expect-error: the market cannot be moved by a strategy
  market.showClosed;
  return { average, histogram: histogram ?? null, upper: upper ?? null, long, mode };
};

Deno.test("the type of indicators names every one that is registered", () => {
  const names: (keyof Indicators)[] = [
    ...["sma", "ema", "rsi", "macd", "bollinger", "atr", "highest", "lowest"] as const,
  ];
  assert.equal(new Set(names).size, 8);
});
