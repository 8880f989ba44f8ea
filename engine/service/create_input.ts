import { badInput, isTimeframe, shown, type Timeframe, TIMEFRAMES } from "../domain/mod.ts";
import type { CreateRunnerInput } from "../api.ts";
import { MAX_WINDOW } from "../market/mod.ts";
import { checkMoney } from "../runner/mod.ts";

export const DEFAULT_WINDOW = 500;
export const DEFAULT_CASH = 10_000;
/** Binance's spot fee. */
export const DEFAULT_FEE_BPS = 10;

/** The part of a `CreateRunnerInput` that can be checked without looking anything up. */
export interface RunnerTerms {
  readonly timeframe: Timeframe;
  readonly windowSize: number;
  readonly cash: number;
  readonly feeBps: number;
  readonly spreadBps: number;
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
  const money = {
    cash: input.cash ?? DEFAULT_CASH,
    feeBps: input.feeBps ?? DEFAULT_FEE_BPS,
    spreadBps: input.spreadBps ?? 0,
  };
  checkMoney(money);
  return { timeframe, windowSize, ...money, decideOn: input.decideOn ?? "CANDLE" };
}
