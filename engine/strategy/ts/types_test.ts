/** Checked by the compiler: indicators are typed through their registry. */
import assert from "node:assert/strict";
import type {
  Add,
  DetectOpportunity,
  Exit,
  FilterCommitment,
  Indicators,
  ManagePosition,
  ParameterDeclarations,
} from "./types.ts";

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

export const filter: FilterCommitment = (market, context, _indicators, { account }) => {
  const waits: number | undefined = context.orders?.find(({ purpose }) => purpose === "entry")
    ?.bars;
  if (waits === 5 || account.available < 100) return { action: "cancel_analysis" };
  // @ts-expect-error: there is no such purpose
  context.orders?.some(({ purpose }) => purpose === "ENTRY");
  // @ts-expect-error: the account is not the strategy's to change
  account.cash = 1;
  const price = market.roundPrice(market.close * 0.99, "down");
  return { action: "enter_long", order: "limit", price, expiresIn: 5, trailingStop: 2 };
};

export const manage: ManagePosition = (market) => {
  if (market.close > 5) return { action: "cancel_orders" };
  // @ts-expect-error: an add moves no levels
  const add: Add = { action: "add", stopLoss: 3 };
  // @ts-expect-error: there is no such order
  const exit: Exit = { action: "exit", order: "iceberg" };
  if (market.close > 3) return market.close > 4 ? add : exit;
  return { action: "add", order: "stop_limit", price: 3, stopPrice: 2, timeInForce: "gtc" };
};

Deno.test("the type of indicators names every one that is registered", () => {
  const names: (keyof Indicators)[] = [
    ...["sma", "ema", "rsi", "macd", "bollinger", "atr", "highest", "lowest"] as const,
  ];
  assert.equal(new Set(names).size, 8);
});
