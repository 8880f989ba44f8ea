import {
  type DecideOn,
  DEFAULT_RISK,
  type ExecutionSettings,
  type Instrument,
  type RiskSettings,
  type RunnerId,
  simpleExecution,
} from "../domain/mod.ts";
import type { RunnerSettings } from "./runner_types.ts";

/** What is kept of a runner's settings; older records have a fee and a spread only. */
export interface KeptSettings {
  readonly id: RunnerId;
  readonly cash: number;
  readonly feeBps: number;
  readonly spreadBps: number;
  readonly execution?: ExecutionSettings;
  readonly risk?: RiskSettings;
  readonly decideOn: DecideOn;
}

/** The settings that a runner is made from. */
export function runnerSettings(kept: KeptSettings, instrument: Instrument): RunnerSettings {
  const { id, cash, feeBps, spreadBps, decideOn } = kept;
  return {
    id,
    instrument,
    cash,
    execution: kept.execution ?? simpleExecution(feeBps, spreadBps),
    risk: kept.risk ?? DEFAULT_RISK,
    decideOn,
  };
}
