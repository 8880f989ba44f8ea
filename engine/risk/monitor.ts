import type { RiskSettings } from "../domain/mod.ts";
import { type CooldownData, CooldownGuard } from "./guards/cooldown.ts";
import { type DailyLossData, DailyLossGuard } from "./guards/daily_loss.ts";
import { type DrawdownData, DrawdownGuard } from "./guards/drawdown.ts";
import type { Breach, Guard, RiskRuleStatus } from "./guards/guard.ts";
import { type LosingStreakData, LosingStreakGuard } from "./guards/losing_streak.ts";
import { type OrderRateData, OrderRateGuard } from "./guards/order_rate.ts";
import type { Denial } from "./rule.ts";

/** The monitor as plain data. */
export interface RiskMonitorData {
  readonly dailyLoss: DailyLossData;
  readonly drawdown: DrawdownData;
  readonly losingStreak: LosingStreakData;
  readonly cooldown: CooldownData;
  readonly orderRate: OrderRateData;
}

/** Why no position may be opened now, and which limit says so. */
export interface EntryDenial {
  readonly rule: string;
  readonly denial: Denial;
}

/**
 * The limits of one runner that look at what happened: losses, cooldown, order rate. What is on the path
 * of every bar costs some comparisons and no allocation.
 */
export class RiskMonitor {
  readonly #dailyLoss: DailyLossGuard;
  readonly #drawdown: DrawdownGuard;
  readonly #losingStreak: LosingStreakGuard;
  readonly #cooldown: CooldownGuard;
  readonly #orderRate: OrderRateGuard;
  readonly #guards: readonly Guard[];
  #mayRefuse = false;

  constructor(settings: RiskSettings) {
    this.#dailyLoss = new DailyLossGuard(settings);
    this.#drawdown = new DrawdownGuard(settings);
    this.#losingStreak = new LosingStreakGuard(settings);
    this.#cooldown = new CooldownGuard(settings);
    this.#orderRate = new OrderRateGuard(settings);
    this.#guards = [
      this.#drawdown,
      this.#losingStreak,
      this.#dailyLoss,
      this.#cooldown,
      this.#orderRate,
    ];
  }

  /**
   * A limit that is changed keeps what was counted and its lock; one that is taken out lets go of it. A
   * limit on equity where there was none counts from the next bar.
   */
  setSettings(settings: RiskSettings): void {
    for (const guard of this.#guards) guard.setSettings(settings);
    this.#look();
  }

  /**
   * False while no entry could be refused. Asked with every bar, so it is looked up whenever something has
   * happened, and not each time.
   */
  get mayRefuse(): boolean {
    return this.#mayRefuse;
  }

  /**
   * Why an order that would open or add to a position is refused now; what lasts longest comes first.
   * @param bar bars that have closed
   */
  entryDenial(time: number, bar: number): EntryDenial | null {
    if (!this.#refuses(time, bar)) return null;
    for (const guard of this.#guards) {
      const denial = guard.entryDenial(time, bar);
      if (denial) return { rule: guard.name, denial };
    }
    return null;
  }

  /** An order went to the market, of whichever kind. */
  orderSent(time: number): void {
    this.#orderRate.orderSent(time);
    this.#look();
  }

  /**
   * A bar has closed. A limit that is reached is reported once; two at the same bar are reported as the
   * one that lasts longer, with both reasons.
   * @param time end of the bar
   * @param equity of the account, in the quote currency; NaN, where it is not known, is passed over
   */
  onEquity(time: number, equity: number): Breach | null {
    if (equity !== equity) return null;
    const drawdown = this.#drawdown.onEquity(equity);
    const streak = this.#losingStreak.due();
    const daily = this.#dailyLoss.onEquity(time, equity);
    this.#look();
    if (drawdown === null && streak === null && daily === null) return null;
    return together([drawdown, streak, daily]);
  }

  /**
   * A trade was closed.
   * @param pnl after fees
   * @param bar bars that have closed
   */
  onTrade(pnl: number, bar: number): Breach | null {
    this.#cooldown.onTrade(pnl, bar);
    const breach = this.#losingStreak.onTrade(pnl);
    this.#look();
    return breach;
  }

  /**
   * A user says that trading goes on: locks go, and peak, losing streak and the day's loss start anew
   * from here. A cooldown and the order rate go on as they were.
   * @param equity NaN where it is not known: the next bar's counts then
   */
  release(time: number, equity: number): void {
    this.#dailyLoss.release(time, equity);
    this.#drawdown.release(equity);
    this.#losingStreak.release();
    this.#look();
  }

  /** Where each limit that is set stands. */
  status(time: number, bar: number, equity: number): RiskRuleStatus[] {
    return this.#guards.flatMap((guard) => guard.status(time, bar, equity) ?? []);
  }

  toData(): RiskMonitorData {
    return {
      dailyLoss: this.#dailyLoss.toData(),
      drawdown: this.#drawdown.toData(),
      losingStreak: this.#losingStreak.toData(),
      cooldown: this.#cooldown.toData(),
      orderRate: this.#orderRate.toData(),
    };
  }

  /** Takes up where `data` left off, under the present settings. */
  restore(data: RiskMonitorData): void {
    this.#dailyLoss.restore(data.dailyLoss);
    this.#drawdown.restore(data.drawdown);
    this.#losingStreak.restore(data.losingStreak);
    this.#cooldown.restore(data.cooldown);
    this.#orderRate.restore(data.orderRate);
    this.#look();
  }

  #look(): void {
    this.#mayRefuse = this.#drawdown.mayRefuse || this.#losingStreak.mayRefuse ||
      this.#dailyLoss.mayRefuse || this.#cooldown.mayRefuse || this.#orderRate.mayRefuse;
  }

  /** Asks each guard by name: a call whose target is known makes nothing. */
  #refuses(time: number, bar: number): boolean {
    return this.#drawdown.isTriggered() || this.#losingStreak.isTriggered() ||
      this.#dailyLoss.isTriggered(time) || this.#cooldown.isTriggered(time, bar) ||
      this.#orderRate.isTriggered(time);
  }
}

function together(breaches: readonly (Breach | null)[]): Breach | null {
  const reached = breaches.filter((breach) => breach !== null);
  const [first, ...others] = reached;
  if (first === undefined) return null;
  const more = others.map(({ reason }) => `; ${reason[0]?.toLowerCase()}${reason.slice(1)}`);
  return { ...first, reason: first.reason + more.join("") };
}
