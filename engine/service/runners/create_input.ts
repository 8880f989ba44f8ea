import {
  badInput,
  type ExecutionSettings,
  isTimeframe,
  shown,
  type Timeframe,
  TIMEFRAMES,
} from "../../domain/mod.ts";
import type { CreateRunnerInput } from "../../api.ts";
import { MAX_WINDOW } from "../../market/mod.ts";
import { checkMoney } from "../../runner/mod.ts";
import { executionSettings } from "../settings/mod.ts";

export const DEFAULT_WINDOW = 500;
export const DEFAULT_CASH = 10_000;

/** The part of a `CreateRunnerInput` that can be checked without looking anything up. */
export interface RunnerTerms {
  readonly timeframe: Timeframe;
  readonly windowSize: number;
  /** 0 on a shared account. */
  readonly cash: number;
  readonly feeBps: number;
  readonly spreadBps: number;
  readonly execution: ExecutionSettings;
  readonly decideOn: "CANDLE" | "TICK";
}

/** @throws InputError naming the field, the value and what would be right */
export function checkTerms(input: CreateRunnerInput): RunnerTerms {
  const timeframe = input.timeframe ?? "1m";
  if (!isTimeframe(timeframe)) {
    throw badInput(
      `Unknown timeframe ${shown(timeframe)}: there are ${TIMEFRAMES.join(", ")}`,
      "timeframe",
    );
  }
  const windowSize = input.windowSize ?? DEFAULT_WINDOW;
  if (!Number.isInteger(windowSize) || windowSize < 2 || windowSize > MAX_WINDOW) {
    throw badInput(
      `windowSize cannot be ${windowSize}: it has to be a whole number from 2 to ${MAX_WINDOW}`,
      "windowSize",
    );
  }
  const execution = executionOf(input);
  const { fees, spreadBps } = execution;
  return {
    timeframe,
    windowSize,
    cash: input.account === undefined ? input.cash ?? DEFAULT_CASH : 0,
    feeBps: fees.takerBps,
    spreadBps,
    execution,
    decideOn: input.decideOn ?? "CANDLE",
  };
}

/** `feeBps` and `spreadBps` are short for what `execution` says at length. */
function executionOf(input: CreateRunnerInput): ExecutionSettings {
  const { feeBps, spreadBps, execution = {}, account } = input;
  checkMoney({
    cash: account === undefined ? input.cash ?? DEFAULT_CASH : DEFAULT_CASH,
    feeBps: feeBps ?? 0,
    spreadBps: spreadBps ?? 0,
  });
  checkOnce("feeBps", feeBps, "fees", execution);
  checkOnce("spreadBps", spreadBps, "spreadBps", execution);
  return executionSettings({
    ...execution,
    ...(feeBps === undefined ? {} : { fees: { makerBps: feeBps, takerBps: feeBps } }),
    ...(spreadBps === undefined ? {} : { spreadBps }),
  }, "execution");
}

function checkOnce(
  short: string,
  value: number | undefined,
  name: string,
  execution: Readonly<Record<string, unknown>>,
): void {
  const other = execution[name];
  if (value === undefined || other === undefined || other === null) return;
  throw badInput(
    `${short} cannot be ${value} together with execution.${name} ${shown(other)}: ` +
      "one of them says it all",
    short,
  );
}
