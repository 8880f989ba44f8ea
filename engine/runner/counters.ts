import type { Money, RunnerStats } from "../domain/mod.ts";

/** A runner's counters as plain data. */
export interface CounterData {
  readonly bars: number;
  readonly ticks: number;
  readonly opportunities: number;
  readonly trades: number;
  readonly wins: number;
  readonly losses: number;
  readonly orders: number;
  readonly rejected: number;
  readonly errors: number;
  readonly droppedLogs: number;
}

/** What a runner counts. A trade wins when its P&L after fees is above zero, loses when below. */
export class RunnerCounters {
  bars = 0;
  ticks = 0;
  opportunities = 0;
  trades = 0;
  wins = 0;
  losses = 0;
  orders = 0;
  rejected = 0;
  errors = 0;
  droppedLogs = 0;

  closed(pnl: Money): void {
    this.trades++;
    if (pnl > 0) this.wins++;
    else if (pnl < 0) this.losses++;
  }

  restore(data: CounterData): void {
    Object.assign(this, data);
  }

  toData(): CounterData {
    return { ...this };
  }

  /** `winRate = wins ÷ trades`, null before the first trade. */
  view(): RunnerStats {
    return { ...this.toData(), winRate: this.trades === 0 ? null : this.wins / this.trades };
  }
}
