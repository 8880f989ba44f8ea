import { lexicographicSortSchema, printSchema } from "graphql";
import { builder } from "./builder.ts";
import "./types/scalars.ts";
import "./types/enums.ts";
import "./types/engine.ts";
import "./types/feed.ts";
import "./types/symbol.ts";
import "./types/strategy.ts";
import "./types/candle.ts";
import "./types/trading.ts";
import "./types/order.ts";
import "./types/execution.ts";
import "./types/risk.ts";
import "./types/runner_snapshot.ts";
import "./types/runner_health.ts";
import "./types/runner.ts";
import "./types/runner_mutations.ts";
import "./types/order_mutations.ts";
import "./types/account.ts";
import "./types/trading_state.ts";
import "./types/engine_risk.ts";
import "./types/event.ts";
import "./types/market_events.ts";
import "./types/order_events.ts";
import "./types/trading_events.ts";
import "./types/runner_events.ts";
import "./types/backtest.ts";
import "./types/backtest_charts.ts";
import "./types/backtest_checks.ts";
import "./types/backtest_mutations.ts";
import "./types/study.ts";
import "./types/study_mutations.ts";
import "./types/run_change.ts";

/** The API's schema; `schema.graphql` is its print. */
export const schema = builder.toSchema();

/** As `schema.graphql` holds it. */
export function printedSchema(): string {
  return `${printSchema(lexicographicSortSchema(schema))}\n`;
}
