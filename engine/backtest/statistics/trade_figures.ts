import type { Side } from "../../domain/mod.ts";
import { highest, mean, sum } from "./moments.ts";
import { type Outcomes, outcomes } from "./outcomes.ts";
import { ofSide, type TradeColumns } from "./trade_columns.ts";

/**
 * The closed trades. Money is in the quote currency and after fees; funding is no part of a trade's result.
 * An exit out of a position with several entries closes a trade for each.
 */
export interface TradeFigures extends Outcomes {
  /** How many. */
  readonly trades: number;
  /** `Σ pnl`. */
  readonly netProfit: number;
  /**
   * Arithmetic mean of `pnl ÷ (entryPrice × quantity)`, a fraction.
   *
   * Alternative: the geometric mean (backtesting.py), for trades that reinvest everything.
   */
  readonly averageTradeReturn: number | null;
  /** From entry to exit. */
  readonly averageTradeMs: number | null;
  readonly longestTradeMs: number | null;
}

/** The trades of one side, and the fees that were paid for them. */
export interface SideFigures extends TradeFigures {
  readonly fees: number;
}

export function tradeFigures({ pnl, returns, lengths }: TradeColumns): TradeFigures {
  const any = pnl.length > 0;
  return {
    trades: pnl.length,
    netProfit: sum(pnl),
    ...outcomes(pnl),
    averageTradeReturn: any ? mean(returns) : null,
    averageTradeMs: any ? mean(lengths) : null,
    longestTradeMs: any ? highest(lengths) : null,
  };
}

export function sideFigures(trades: TradeColumns, side: Side): SideFigures {
  const columns = ofSide(trades, side);
  return { ...tradeFigures(columns), fees: sum(columns.fees) };
}
