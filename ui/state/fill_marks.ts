import type { FillMark } from "../charts/mod.ts";
import { price, quantity, signed } from "../format/numbers.ts";
import { fullTime } from "../format/times.ts";
import { PURPOSE_WORDS } from "../format/words.ts";
import type { OrderFields, SymbolFields, TradeFields } from "../operations/operations.ts";

/** Filled orders as marks on the chart; those that closed a trade say what it brought. */
export function fillMarks(
  orders: readonly OrderFields[],
  trades: readonly TradeFields[],
  symbol: SymbolFields,
): FillMark[] {
  const closing = new Map(trades.map((trade) => [`${trade.exitTime} ${trade.exitPrice}`, trade]));
  return orders.flatMap((order) => {
    const { id, side, fillPrice, filledAt, status } = order;
    if (status !== "FILLED" || fillPrice === null || filledAt === null) return [];
    const trade = closing.get(`${filledAt} ${fillPrice}`);
    const what = `${quantity(order.quantity, symbol.quantityStep)} ${symbol.base} @ ${
      price(fillPrice, symbol.priceStep)
    }`;
    const text = [
      `${PURPOSE_WORDS[order.purpose]}: ${side === "BUY" ? "buy" : "sell"} ${what}`,
      `${fullTime(filledAt)} UTC`,
      ...(trade === undefined ? [] : [`P&L ${signed(trade.pnl)} ${symbol.quote}`]),
      ...(order.reason === null ? [] : [order.reason]),
    ];
    return [{ id, time: filledAt, side, price: fillPrice, text }];
  });
}
