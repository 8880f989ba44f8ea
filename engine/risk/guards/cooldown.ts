import type { RiskSettings } from "../../domain/mod.ts";
import { counted } from "../phrases.ts";
import type { Denial } from "../rule.ts";
import { cooldownWording } from "../wording.ts";
import type { Guard, RiskRuleStatus } from "./guard.ts";

export interface CooldownData {
  /** Bars that had closed when the last losing trade did; null before the first. */
  readonly lossBar: number | null;
}

/**
 * Whole bars without an entry after a losing trade: with a limit of `n` and a loss when `b` bars had
 * closed, decisions at the closes `b` to `b + n − 1` are refused.
 */
export class CooldownGuard implements Guard {
  readonly name = "cooldown";
  #bars = 0;
  #lossBar = -Infinity;

  constructor(settings: RiskSettings) {
    this.setSettings(settings);
  }

  setSettings({ cooldownBars }: RiskSettings): void {
    this.#bars = cooldownBars;
  }

  onTrade(pnl: number, bar: number): void {
    if (pnl < 0) this.#lossBar = bar;
  }

  isTriggered(_time: number, bar: number): boolean {
    return this.#left(bar) > 0;
  }

  get mayRefuse(): boolean {
    return this.#bars > 0 && this.#lossBar !== -Infinity;
  }

  entryDenial(_time: number, bar: number): Denial | null {
    const left = this.#left(bar);
    if (left === 0) return null;
    return {
      code: "COOLDOWN",
      reason: `The last trade lost, and ${counted(left, "bar")} of the ` +
        `${this.#bars} without an entry ${left === 1 ? "is" : "are"} left`,
    };
  }

  status(_time: number, bar: number): RiskRuleStatus | null {
    if (this.#bars === 0) return null;
    const left = this.#left(bar);
    return {
      rule: this.name,
      limit: this.#bars,
      value: left,
      triggered: left > 0,
      until: null,
      wording: cooldownWording(this.#bars),
    };
  }

  toData(): CooldownData {
    return { lossBar: this.#lossBar === -Infinity ? null : this.#lossBar };
  }

  restore({ lossBar }: CooldownData): void {
    this.#lossBar = lossBar ?? -Infinity;
  }

  #left(bar: number): number {
    return Math.max(0, this.#lossBar + this.#bars - bar);
  }
}
