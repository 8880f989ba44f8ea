import { builder } from "../builder.ts";
import { Id, Parameters } from "../checks.ts";
import { BacktestType, offered } from "./backtest.ts";
import { FeedType } from "./enums.ts";
import { ExecutionInput } from "./execution_input.ts";
import { RiskInput } from "./risk_input.ts";

const BPS = "In basis points, 0 to 1,000.";

type InputFields = Parameters<Parameters<typeof builder.inputType>[1]["fields"]>[0];

/** All but the parameters, of which a study has several values. */
export function backtestFields(t: InputFields) {
  return {
    strategy: t.string({ required: true }),
    symbol: t.string({ description: "One of `symbol` and `symbols`." }),
    symbols: t.stringList({ description: "Several trade as one portfolio, with one account." }),
    timeframe: t.string({ defaultValue: "1m" }),
    from: t.field({ type: "Timestamp", description: "The first candle opens then or later." }),
    to: t.field({ type: "Timestamp", description: "The last candle opens before." }),
    source: t.field({
      type: FeedType,
      description: "Whose candles: of an exchange those that `download` and live feeds have " +
        "stored, of a simulated market its past. Default: the service's feed.",
    }),
    bars: t.int({ description: "Of a simulated market: how many, up to now. Default: 5,000." }),
    candlesOf: t.id({
      description:
        "The very candles of another backtest or study, in place of `source`, `from`, `to` and " +
        "`bars`: as they were kept with it, or as they still are where they came from.",
    }),
    cash: t.float({ description: "Default: 10,000." }),
    feeBps: t.float({ description: `One fee for makers and takers. ${BPS} Default: 10.` }),
    makerBps: t.float({ description: `Where makers pay another one. ${BPS}` }),
    spreadBps: t.float({ description: `${BPS} Default: 0.` }),
    slippageBps: t.float({ description: `A fixed one. ${BPS} Default: 0.` }),
    leverage: t.float({ description: "1 to 125. Default: 1." }),
    sizing: t.string({
      description: "`fixed:Q`, `equity:F` or `risk:F`. Default: a quarter of the equity.",
    }),
    execution: t.field({ type: ExecutionInput, description: "All the rest of it." }),
    risk: t.field({ type: RiskInput }),
    windowSize: t.int({ description: "Bars the strategy may look back on. Default: 500." }),
    closeAtEnd: t.boolean({ description: "Counts what is open at the end as a trade." }),
    seed: t.string({ description: "For everything random." }),
  };
}

const BacktestInputType = builder.inputType("BacktestInput", {
  description: "What is left out is as by default.",
  fields: (t) => ({
    ...backtestFields(t),
    parameters: t.field({ type: "JSON" }).validate(Parameters.nullish()),
  }),
});

/** What was given, with all symbols in one list. Null says the same as leaving it out. */
export function withoutNulls<
  Given extends { symbol?: string | null | undefined; symbols?: string[] | null | undefined },
>(given: Given) {
  const { symbol, symbols, ...others } = given;
  const there = Object.entries(others).filter(([, value]) => value !== null && value !== undefined);
  // What is null is gone; the other types are those of the input.
  const rest = Object.fromEntries(there) as WithoutNulls<typeof others>;
  return { ...rest, symbols: [...symbols ?? [], ...(symbol == null ? [] : [symbol])] };
}

type WithoutNulls<T> = { [Name in keyof T]: Exclude<T[Name], null> };

builder.mutationFields((t) => ({
  runBacktest: t.field({
    type: BacktestType,
    description: "Returns once everything is checked; `backtestProgress` tells how it comes along.",
    args: { input: t.arg({ type: BacktestInputType, required: true }) },
    resolve: (_root, { input }, context) => offered(context).run(withoutNulls(input)),
  }),
  cancelBacktest: t.field({
    type: BacktestType,
    description: "What there is by then is kept.",
    args: { id: t.arg.id({ required: true, validate: Id }) },
    resolve: (_root, { id }, context) => offered(context).cancel(id),
  }),
  removeBacktest: t.id({
    description: "With its results; one under way is ended.",
    args: { id: t.arg.id({ required: true, validate: Id }) },
    resolve: (_root, { id }, context) => offered(context).remove(id),
  }),
}));
