import type { CallLimits } from "./meter.ts";

/** What a strategy may use up: in one call, and as long as it lives. */
export interface LuaLimits extends CallLimits {
  /** Bytes of Lua values that may stay alive from call to call. */
  readonly retained: number;
  /** Bytes of a source file. */
  readonly sourceLength: number;
  /** Messages to the log in one call. */
  readonly logs: number;
}

/** Far more than a strategy needs: a bar takes well under 1,000 instructions. */
export const DEFAULT_LIMITS: LuaLimits = {
  instructions: 500_000,
  timeMs: 250,
  patternSteps: 100_000,
  allocation: 8 * 2 ** 20,
  stringLength: 256 * 2 ** 10,
  retained: 8 * 2 ** 20,
  sourceLength: 128 * 2 ** 10,
  logs: 20,
};

/** Different indicators (name and parameters) one strategy may use at a time. */
export const MAX_SERIES = 64;
/** Characters of a log message; the rest is cut off. */
export const MAX_LOG_LENGTH = 500;
/** Characters of an error message; the rest is cut off. */
export const MAX_ERROR_LENGTH = 1_000;
