import { invariant, type StrategyState } from "../domain/mod.ts";

/** What moves a runner from one state to another. */
export type Trigger =
  | "OPPORTUNITY"
  | "CANCELED"
  | "ENTRY_REJECTED"
  | "ENTRY_CANCELED"
  | "ENTRY_EXPIRED"
  | "ENTRY_FILLED"
  | "EXIT_FILLED"
  | "STOP_LOSS"
  | "TAKE_PROFIT"
  | "LIQUIDATED"
  | "REVERSED"
  | "FLATTENED";

/** Every transition there is; what is not listed cannot happen. */
const TRANSITIONS: Readonly<Record<StrategyState, Partial<Record<Trigger, StrategyState>>>> = {
  IDLE: {
    OPPORTUNITY: "ANALYZING",
  },
  ANALYZING: {
    CANCELED: "IDLE",
    ENTRY_REJECTED: "IDLE",
    ENTRY_CANCELED: "IDLE",
    ENTRY_EXPIRED: "IDLE",
    ENTRY_FILLED: "IN_POSITION",
  },
  IN_POSITION: {
    EXIT_FILLED: "IDLE",
    STOP_LOSS: "IDLE",
    TAKE_PROFIT: "IDLE",
    FLATTENED: "IDLE",
    LIQUIDATED: "IDLE",
    REVERSED: "IN_POSITION",
  },
};

/** The state after `trigger`, or undefined where the trigger means nothing in `state`. */
export function nextState(state: StrategyState, trigger: Trigger): StrategyState | undefined {
  return TRANSITIONS[state][trigger];
}

/** The state after `trigger`; that there is none would be our own bug. */
export function requireNextState(state: StrategyState, trigger: Trigger): StrategyState {
  const next = nextState(state, trigger);
  invariant(next !== undefined, `${trigger} cannot happen in ${state}`);
  return next;
}
