import type { Money, RunnerStats } from "../domain/mod.ts";
import type { TradeRecord } from "../risk/mod.ts";

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
  /** Money units won by the winning trades, and lost by the losing ones. */
  readonly won: number;
  readonly lost: number;
}

const NO_TRADES: TradeRecord = { trades: 0, wins: 0, losses: 0, won: 0, lost: 0 };

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
  won = 0;
  lost = 0;

  closed(pnl: Money): void {
    this.trades++;
    if (pnl > 0) {
      this.wins++;
      this.won += pnl;
    } else if (pnl < 0) {
      this.losses++;
      this.lost -= pnl;
    }
  }

  /** What Kelly's formula needs: nothing of trades that older counters kept no amounts of. */
  record(): TradeRecord {
    const { trades, wins, losses, won, lost } = this;
    if (won === 0 && lost === 0) return NO_TRADES;
    return { trades, wins, losses, won, lost };
  }

  restore(data: CounterData): void {
    Object.assign(this, data);
  }

  toData(): CounterData {
    return { ...this };
  }

  /** `winRate = wins ÷ trades`, null before the first trade. */
  view(): RunnerStats {
    const { won: _won, lost: _lost, ...counts } = this.toData();
    return { ...counts, winRate: this.trades === 0 ? null : this.wins / this.trades };
  }
}
