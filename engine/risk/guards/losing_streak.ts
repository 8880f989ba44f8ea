import type { BreachAction, RiskSettings } from "../../domain/mod.ts";
import { counted } from "../phrases.ts";
import type { Denial } from "../rule.ts";
import { losingStreakWording } from "../wording.ts";
import type { Breach, Guard, RiskRuleStatus } from "./guard.ts";

export interface LosingStreakData {
  readonly losses: number;
  readonly locked: boolean;
  /** True where the lock is to be reported with the next bar. */
  readonly due: boolean;
}

/**
 * Losing trades in a row. A winning one ends the row; one of exactly 0 neither ends nor lengthens it.
 * The lock goes when a user says so, and the row starts anew.
 */
export class LosingStreakGuard implements Guard {
  readonly name = "losing_streak";
  #limit: number | null = null;
  #action: BreachAction = "REDUCE";
  #losses = 0;
  #locked = false;
  #due = false;

  constructor(settings: RiskSettings) {
    this.setSettings(settings);
  }

  /** A limit that is at or below what was lost already locks at once; `due` reports it. */
  setSettings({ maxConsecutiveLosses, onBreach }: RiskSettings): void {
    this.#limit = maxConsecutiveLosses;
    this.#action = onBreach;
    if (maxConsecutiveLosses === null) this.#locked = this.#due = false;
    else if (this.#lockIfReached()) this.#due = true;
  }

  /** @param pnl after fees */
  onTrade(pnl: number): Breach | null {
    if (pnl > 0) this.#losses = 0;
    if (!(pnl < 0)) return null;
    this.#losses++;
    return this.#lockIfReached() ? this.#breach() : null;
  }

  /** The breach that a change of the settings made. */
  due(): Breach | null {
    if (!this.#due) return null;
    this.#due = false;
    return this.#breach();
  }

  isTriggered(): boolean {
    return this.#locked;
  }

  get mayRefuse(): boolean {
    return this.isTriggered();
  }

  entryDenial(): Denial | null {
    if (!this.#locked) return null;
    return {
      code: "MAX_CONSECUTIVE_LOSSES",
      reason: `The most losing trades in a row, ${this.#limit}, was reached: ` +
        "no entries until a user lets trading go on",
    };
  }

  status(): RiskRuleStatus | null {
    if (this.#limit === null) return null;
    return {
      rule: this.name,
      limit: this.#limit,
      value: this.#losses,
      triggered: this.#locked,
      until: null,
      wording: losingStreakWording(this.#limit, this.#action),
    };
  }

  release(): void {
    this.#losses = 0;
    this.#locked = this.#due = false;
  }

  toData(): LosingStreakData {
    return { losses: this.#losses, locked: this.#locked, due: this.#due };
  }

  restore({ losses, locked, due }: LosingStreakData): void {
    this.#losses = losses;
    this.#locked = locked && this.#limit !== null;
    this.#due = this.#lockIfReached() || (due && this.#locked);
  }

  /** @returns true when it was not locked before */
  #lockIfReached(): boolean {
    if (this.#locked || this.#limit === null || this.#losses < this.#limit) return false;
    this.#locked = true;
    return true;
  }

  #breach(): Breach {
    const row = this.#losses === 1
      ? "1 trade has lost"
      : `${this.#losses} trades in a row have lost`;
    return {
      rule: this.name,
      code: "MAX_CONSECUTIVE_LOSSES",
      reason: `${row}, and ${counted(this.#limit ?? 0, "losing trade")} is the limit`,
      action: this.#action,
    };
  }
}
