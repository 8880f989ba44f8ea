import { type ErrorCode, InputError, messageOf } from "../../domain/mod.ts";
import { StrategyFault } from "../../strategy/mod.ts";

/** Why a worker could not do what it was asked. Plain data. */
export interface WorkerFault {
  readonly message: string;
  /** Null for what is no fault of the input. */
  readonly code: ErrorCode | null;
  readonly field: string | null;
}

export function faultOf(error: unknown): WorkerFault {
  if (error instanceof InputError) {
    const { message, code, field = null } = error;
    return { message, code, field };
  }
  if (error instanceof StrategyFault) {
    return { message: error.message, code: "BAD_USER_INPUT", field: "strategy" };
  }
  const message = messageOf(error);
  return { message, code: null, field: null };
}

/** The same on the near side. */
export function errorOf({ message, code, field }: WorkerFault): Error {
  return code === null ? new Error(message) : new InputError(code, message, field ?? undefined);
}
