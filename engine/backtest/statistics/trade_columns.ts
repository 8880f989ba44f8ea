import type { Side, Trade } from "../../domain/mod.ts";

/** What the figures need of trades, one column a field: they are read once and then summed up many times. */
export interface TradeColumns {
  /** 1 for a short. */
  readonly isShort: Uint8Array;
  readonly pnl: Float64Array;
  /** `pnl ÷ (entryPrice × quantity)`. */
  readonly returns: Float64Array;
  /** From entry to exit, milliseconds. */
  readonly lengths: Float64Array;
  readonly fees: Float64Array;
}

export function tradeColumns(trades: readonly Trade[]): TradeColumns {
  const columns = emptyColumns(trades.length);
  for (let i = 0; i < trades.length; i++) {
    const { side, pnl, entryPrice, quantity, entryTime, exitTime, fees } = trades[i]!;
    columns.isShort[i] = side === "SHORT" ? 1 : 0;
    columns.pnl[i] = pnl;
    columns.returns[i] = pnl / (entryPrice * quantity);
    columns.lengths[i] = exitTime - entryTime;
    columns.fees[i] = fees;
  }
  return columns;
}

/** The trades of one side, in the same order. */
export function ofSide(all: TradeColumns, side: Side): TradeColumns {
  const wanted = side === "SHORT" ? 1 : 0;
  const count = all.isShort.length;
  const columns = emptyColumns(count);
  let length = 0;
  for (let i = 0; i < count; i++) {
    if (all.isShort[i] !== wanted) continue;
    columns.isShort[length] = wanted;
    columns.pnl[length] = all.pnl[i]!;
    columns.returns[length] = all.returns[i]!;
    columns.lengths[length] = all.lengths[i]!;
    columns.fees[length++] = all.fees[i]!;
  }
  return firstRows(columns, length);
}

function emptyColumns(length: number): TradeColumns {
  return {
    isShort: new Uint8Array(length),
    pnl: new Float64Array(length),
    returns: new Float64Array(length),
    lengths: new Float64Array(length),
    fees: new Float64Array(length),
  };
}

function firstRows(
  { isShort, pnl, returns, lengths, fees }: TradeColumns,
  to: number,
): TradeColumns {
  return {
    isShort: isShort.subarray(0, to),
    pnl: pnl.subarray(0, to),
    returns: returns.subarray(0, to),
    lengths: lengths.subarray(0, to),
    fees: fees.subarray(0, to),
  };
}
