import type { BreachAction, RiskSettings } from "../../domain/mod.ts";
import type { Denial } from "../rule.ts";

/** A limit on losses was reached; reported once. */
export interface Breach extends Denial {
  readonly rule: string;
  readonly action: BreachAction;
}

/** Where a limit stands, for people. */
export interface RiskRuleStatus {
  readonly rule: string;
  /** As in the settings. */
  readonly limit: number;
  /** What is measured against it now, in the same unit; of a cooldown the bars that are left. */
  readonly value: number;
  /** True while entries are refused for it. */
  readonly triggered: boolean;
  /** When that ends; null while it is not triggered, or where no time ends it. */
  readonly until: number | null;
  /** What the limit does, in one sentence. */
  readonly wording: string;
}

/** A limit that looks at what happened, not at the order alone. */
export interface Guard {
  readonly name: string;
  /** A limit that is changed keeps what was counted and its lock; one that is taken out lets go of it. */
  setSettings(settings: RiskSettings): void;
  /** True while entries are refused; asked often, so it makes nothing. */
  isTriggered(time: number, bar: number): boolean;
  /** False while no moment and no bar could make it refuse an entry. */
  readonly mayRefuse: boolean;
  /** Why an order that would open or add to a position is refused now, after `bar` closed bars. */
  entryDenial(time: number, bar: number): Denial | null;
  /** Null where no limit is set. */
  status(time: number, bar: number, equity: number): RiskRuleStatus | null;
}
