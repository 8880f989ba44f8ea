import type { RiskSettings } from "../../domain/mod.ts";
import { counted } from "../phrases.ts";
import type { Denial } from "../rule.ts";
import { orderRateWording } from "../wording.ts";
import type { Guard, RiskRuleStatus } from "./guard.ts";
import { RecentTimes } from "./recent_times.ts";

const MINUTE_MS = 60_000;

export interface OrderRateData {
  /** When the orders of the last minute were sent, ascending. */
  readonly times: readonly number[];
}

/** Orders in a sliding minute of market time: one that was sent exactly a minute ago counts no more. */
export class OrderRateGuard implements Guard {
  readonly name = "order_rate";
  #limit: number | null = null;
  readonly #sent = new RecentTimes(0);

  constructor(settings: RiskSettings) {
    this.setSettings(settings);
  }

  /** A limit that is raised knows of no more orders than the one before did. */
  setSettings({ maxOrdersPerMinute }: RiskSettings): void {
    this.#limit = maxOrdersPerMinute;
    this.#sent.setMost(maxOrdersPerMinute ?? 0);
  }

  orderSent(time: number): void {
    this.#sent.push(time, MINUTE_MS);
  }

  isTriggered(time: number): boolean {
    if (this.#limit === null || this.#sent.size < this.#limit) return false;
    return this.#limit === 0 || time - this.#sent.oldest < MINUTE_MS;
  }

  get mayRefuse(): boolean {
    return this.#limit !== null && this.#sent.size >= this.#limit;
  }

  entryDenial(time: number): Denial | null {
    if (!this.isTriggered(time)) return null;
    return {
      code: "ORDER_RATE",
      reason: `${counted(this.#limit ?? 0, "order")} in a minute is the most, and as many were ` +
        "sent in the last one",
    };
  }

  status(time: number): RiskRuleStatus | null {
    if (this.#limit === null) return null;
    const triggered = this.isTriggered(time);
    return {
      rule: this.name,
      limit: this.#limit,
      value: this.#sent.toArray().filter((sent) => time - sent < MINUTE_MS).length,
      triggered,
      until: triggered && this.#sent.size > 0 ? this.#sent.oldest + MINUTE_MS : null,
      wording: orderRateWording(this.#limit),
    };
  }

  toData(): OrderRateData {
    return { times: this.#sent.toArray() };
  }

  restore({ times }: OrderRateData): void {
    this.#sent.clear();
    for (const time of times) this.#sent.push(time, Infinity);
  }
}
