import type {
  Candle,
  DecideOn,
  EngineEvent,
  EventType,
  ExecutionSettings,
  Instrument,
  JsonObject,
  RiskSettings,
  RunnerId,
  RunnerStatus,
  StrategyState,
} from "../domain/mod.ts";
import type { IndicatorRequest } from "../indicators/mod.ts";
import type { RiskMonitorData } from "../risk/mod.ts";
import type { CounterData } from "./counters.ts";
import type { DeskData } from "./order_desk.ts";
import type { Runner } from "./runner.ts";

/** What a runner is made from. Plain data. */
export interface RunnerSettings {
  readonly id: RunnerId;
  readonly instrument: Instrument;
  /** To start with; of a runner on a shared account 0. */
  readonly cash: number;
  readonly execution: ExecutionSettings;
  readonly risk: RiskSettings;
  readonly decideOn: DecideOn;
}

/** What a runner's strategy has come to, as plain data. */
export interface DecisionData {
  readonly state: StrategyState;
  readonly context: JsonObject;
  readonly errorsInRow: number;
  readonly lastError: string | null;
}

/** All that a runner is, as plain data; `restore` gives it back. */
export interface RunnerData extends DecisionData {
  readonly status: RunnerStatus;
  readonly desk: DeskData;
  readonly counters: CounterData;
  /** End of the last closed bar. */
  readonly lastTime: number | null;
  readonly lastBarTime: number | null;
  /** The indicators in use, so that a restart computes them over all the history it gets. */
  readonly indicators: readonly IndicatorRequest[];
  /** What the market looked like, so that a restart shows the same until new data comes. */
  readonly candle: Candle | null;
  /** True after bars that came too late, until one comes in time; left out by older states. */
  readonly cutOff?: boolean;
  readonly monitor: RiskMonitorData;
}

/** What a runner tells its surroundings. */
export interface RunnerSink {
  event(event: EngineEvent): void;
  /** The types of events that `event` is called for; left out for all of them. */
  readonly wanted?: ReadonlySet<EventType>;
  /** A bar closed with the position still open; `position()` shows it. */
  positionUpdated?(runner: Runner, time: number): void;
}
