import type { BreachAction, RiskSettings } from "../../domain/mod.ts";
import { percent } from "../phrases.ts";
import type { Denial } from "../rule.ts";
import { drawdownWording } from "../wording.ts";
import type { Breach, Guard, RiskRuleStatus } from "./guard.ts";
import { lossFloor, lossShare } from "./loss_share.ts";

/** Null where there is no limit, or no equity was seen yet. */
export type DrawdownData = { readonly peak: number; readonly locked: boolean } | null;

/**
 * Fall from the highest equity: reached once `equity ≤ peak × (1 − limit)`. The lock goes when a user
 * says so, and the peak starts anew from the equity of that moment.
 */
export class DrawdownGuard implements Guard {
  readonly name = "drawdown";
  #limit: number | null = null;
  #action: BreachAction = "REDUCE";
  #peak = -Infinity;
  #floor = -Infinity;
  #locked = false;

  constructor(settings: RiskSettings) {
    this.setSettings(settings);
  }

  /** A limit where there was none counts from the next equity: what is known may be long past. */
  setSettings({ maxDrawdown, onBreach }: RiskSettings): void {
    const isNew = this.#limit === null || maxDrawdown === null;
    this.#limit = maxDrawdown;
    this.#action = onBreach;
    if (isNew) this.restore(null);
    else this.#setFloor();
  }

  onEquity(equity: number): Breach | null {
    if (equity > this.#peak) this.#raise(equity);
    return equity <= this.#floor ? this.#breach(equity) : null;
  }

  isTriggered(): boolean {
    return this.#locked;
  }

  get mayRefuse(): boolean {
    return this.#locked;
  }

  entryDenial(): Denial | null {
    if (!this.#locked) return null;
    return {
      code: "MAX_DRAWDOWN",
      reason:
        `The furthest that the equity may fall from its peak, ${percent(this.#limit ?? 0)}, ` +
        "was reached: no entries until a user lets trading go on",
    };
  }

  status(_time: number, _bar: number, equity: number): RiskRuleStatus | null {
    if (this.#limit === null) return null;
    return {
      rule: this.name,
      limit: this.#limit,
      value: lossShare(this.#peak, equity),
      triggered: this.#locked,
      until: null,
      wording: drawdownWording(this.#limit, this.#action),
    };
  }

  release(equity: number): void {
    this.#locked = false;
    // Without an equity the next one is the peak.
    this.#raise(equity === equity ? equity : -Infinity);
  }

  toData(): DrawdownData {
    if (this.#limit === null || this.#peak === -Infinity) return null;
    return { peak: this.#peak, locked: this.#locked };
  }

  restore(data: DrawdownData): void {
    this.#locked = this.#limit !== null && data?.locked === true;
    this.#raise(data?.peak ?? -Infinity);
  }

  #raise(peak: number): void {
    this.#peak = peak;
    this.#setFloor();
  }

  #setFloor(): void {
    this.#floor = this.#locked ? -Infinity : lossFloor(this.#peak, this.#limit);
  }

  #breach(equity: number): Breach {
    this.#locked = true;
    this.#setFloor();
    const fallen = percent(lossShare(this.#peak, equity), 4);
    return {
      rule: this.name,
      code: "MAX_DRAWDOWN",
      reason: `The equity of ${equity} is ${fallen} below its peak of ${this.#peak}, and ` +
        `${percent(this.#limit ?? 0)} is the furthest that it may fall`,
      action: this.#action,
    };
  }
}
