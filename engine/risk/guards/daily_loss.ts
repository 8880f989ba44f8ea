import { type BreachAction, type RiskSettings, timeframeMs } from "../../domain/mod.ts";
import { percent, utc } from "../phrases.ts";
import type { Denial } from "../rule.ts";
import { dailyLossWording } from "../wording.ts";
import type { Breach, Guard, RiskRuleStatus } from "./guard.ts";
import { lossFloor, lossShare } from "./loss_share.ts";

const DAY_MS = timeframeMs("1d");

/** Null where there is no limit, or no equity was seen yet. */
export type DailyLossData = {
  readonly dayEnd: number;
  readonly start: number;
  readonly last: number;
  readonly locked: boolean;
} | null;

/**
 * Loss since 00:00 UTC: reached once `equity ≤ start × (1 − limit)`, `start` being the last equity of
 * the day before, or the first one there is. Bars report when they end, so an equity of exactly 00:00
 * is the last one of the day that ends then. The lock goes at the end of the day; where the limit is
 * reached in that very moment, as bars of a day do, what it does is done and nothing stays locked.
 */
export class DailyLossGuard implements Guard {
  readonly name = "daily_loss";
  #limit: number | null = null;
  #action: BreachAction = "REDUCE";
  // Numbers throughout, because setting one that may be null costs an allocation.
  #dayEnd = -Infinity;
  #start = NaN;
  #last = NaN;
  #floor = -Infinity;
  #locked = false;

  constructor(settings: RiskSettings) {
    this.setSettings(settings);
  }

  /** A limit where there was none counts from the next equity: what is known may be long past. */
  setSettings({ maxDailyLoss, onBreach }: RiskSettings): void {
    const isNew = this.#limit === null || maxDailyLoss === null;
    this.#limit = maxDailyLoss;
    this.#action = onBreach;
    if (isNew) this.restore(null);
    else this.#setFloor();
  }

  onEquity(time: number, equity: number): Breach | null {
    if (time > this.#dayEnd) this.#beginDay(time, this.#last === this.#last ? this.#last : equity);
    this.#last = equity;
    return equity <= this.#floor ? this.#breach(equity) : null;
  }

  isTriggered(time: number): boolean {
    return this.#locked && time < this.#dayEnd;
  }

  get mayRefuse(): boolean {
    return this.#locked;
  }

  entryDenial(time: number): Denial | null {
    if (!this.isTriggered(time)) return null;
    return {
      code: "MAX_DAILY_LOSS",
      reason: `The most that may be lost in a day, ${percent(this.#limit ?? 0)}, was reached: ` +
        `no entries until ${utc(this.#dayEnd)}`,
    };
  }

  status(time: number, _bar: number, equity: number): RiskRuleStatus | null {
    if (this.#limit === null) return null;
    const triggered = this.isTriggered(time);
    return {
      rule: this.name,
      limit: this.#limit,
      value: lossShare(time > this.#dayEnd ? this.#last : this.#start, equity),
      triggered,
      until: triggered ? this.#dayEnd : null,
      wording: dailyLossWording(this.#limit, this.#action),
    };
  }

  /** Trading goes on; what is lost from here to the end of the day counts. */
  release(time: number, equity: number): void {
    this.#last = equity;
    // Without an equity the next one begins the day.
    this.#beginDay(equity === equity ? time : -Infinity, equity);
  }

  toData(): DailyLossData {
    if (this.#limit === null || this.#start !== this.#start) return null;
    return {
      dayEnd: this.#dayEnd,
      start: this.#start,
      last: this.#last,
      locked: this.#locked,
    };
  }

  restore(data: DailyLossData): void {
    this.#dayEnd = data?.dayEnd ?? -Infinity;
    this.#start = data?.start ?? NaN;
    this.#last = data?.last ?? NaN;
    this.#locked = this.#limit !== null && data?.locked === true;
    this.#setFloor();
  }

  #beginDay(time: number, equity: number): void {
    this.#dayEnd = Math.ceil(time / DAY_MS) * DAY_MS;
    this.#start = equity;
    this.#locked = false;
    this.#setFloor();
  }

  #setFloor(): void {
    this.#floor = this.#locked ? -Infinity : lossFloor(this.#start, this.#limit);
  }

  #breach(equity: number): Breach {
    this.#locked = true;
    this.#setFloor();
    const lost = percent(lossShare(this.#start, equity), 4);
    return {
      rule: this.name,
      code: "MAX_DAILY_LOSS",
      reason: `The equity of ${equity} is ${lost} below the ${this.#start} at 00:00 UTC, and ` +
        `${percent(this.#limit ?? 0)} is the most that may be lost in a day`,
      action: this.#action,
    };
  }
}
