import type {
  Account,
  Candle,
  Json,
  JsonObject,
  Order,
  Position,
  RunnerStats,
  RunnerStatus,
  StrategyState,
} from "../domain/mod.ts";
import type { RiskRuleStatus } from "../risk/mod.ts";

/** A runner at one moment. */
export interface RunnerSnapshot {
  /** Market time of the last data the runner has seen; its creation before that. */
  readonly asOf: number;
  /** True when the runner did not answer in time and this is what it last said. */
  readonly stale: boolean;
  readonly status: RunnerStatus;
  readonly state: StrategyState;
  readonly candle: Candle | null;
  readonly position: Position | null;
  readonly account: Account;
  readonly context: Json;
  /** Newest values by series: `{ "ema(10)": 1.5, "macd(12,26,9)": { macd, signal, histogram } }`; null until warm. */
  readonly indicators: JsonObject;
  readonly stats: RunnerStats;
  /** The strategy's order that is on its way to the market. */
  readonly pendingOrder: Order | null;
  /** All orders that are on their way or rest in the market, oldest first. */
  readonly orders: readonly Order[];
  /** How far each limit that is set has been used. */
  readonly risk: readonly RiskRuleStatus[];
}

/** One output of one indicator, aligned to the end of the runner's history. */
export interface IndicatorSeriesView {
  /** `ema(10)` */
  readonly key: string;
  /** `value`, or `upper`, `signal`, … */
  readonly output: string;
  readonly pane: "PRICE" | "OWN";
  /** Ascending; null until warm. */
  readonly values: readonly (number | null)[];
}
