import type { Level, LevelKind } from "../charts/mod.ts";
import { price } from "../format/numbers.ts";
import { orderRest } from "../format/order_words.ts";
import { PURPOSE_WORDS } from "../format/words.ts";
import type {
  OrderFields,
  OrderPurpose,
  SnapshotFields,
  SymbolFields,
} from "../operations/operations.ts";

type Steps = Pick<SymbolFields, "priceStep" | "quantityStep">;

const KINDS: Readonly<Record<OrderPurpose, LevelKind>> = {
  ENTRY: "entry",
  ADD: "entry",
  REVERSE: "entry",
  EXIT: "exit",
  FLATTEN: "exit",
  LIQUIDATION: "exit",
  STOP_LOSS: "stop",
  TAKE_PROFIT: "target",
};

/** The prices that matter now: what the position was bought at, and what waits in the market. */
export function chartLevels(
  { position, orders }: Pick<SnapshotFields, "position" | "orders">,
  symbol: Steps,
): Level[] {
  const levels = orders.flatMap((order) => orderLevels(order, symbol));
  if (position === null) return levels;
  const { entryPrice, stopLoss, takeProfit, liquidationPrice } = position;
  const level = (kind: LevelKind, value: number, name: string): Level => (
    { kind, price: value, name, text: price(value, symbol.priceStep) }
  );
  const isIn = (purpose: OrderPurpose) => orders.some((order) => order.purpose === purpose);
  levels.unshift(level("position", entryPrice, "Entry average"));
  if (liquidationPrice !== null) levels.push(level("liquidation", liquidationPrice, "Liquidation"));
  if (stopLoss !== null && !isIn("STOP_LOSS")) {
    levels.push(level("stop", stopLoss, "Stop loss, not in the market"));
  }
  if (takeProfit !== null && !isIn("TAKE_PROFIT")) {
    levels.push(level("target", takeProfit, "Take profit, not in the market"));
  }
  return levels;
}

/** One line for each price that the order waits for. */
function orderLevels(order: OrderFields, symbol: Steps): Level[] {
  const kind = order.type === "TRAILING_STOP" ? "trail" : KINDS[order.purpose];
  const what = `${PURPOSE_WORDS[order.purpose]}: ${orderRest(order, symbol)}`;
  const level = (value: number | null, more = ""): Level[] => {
    if (value === null) return [];
    const text = price(value, symbol.priceStep);
    return [{ kind, price: value, name: `${what} @ ${text}${more}`, text }];
  };
  switch (order.type) {
    case "MARKET":
      return [];
    case "LIMIT":
      return level(order.limitPrice);
    case "STOP_LIMIT":
      return [...level(order.stopPrice, " stop"), ...level(order.limitPrice, " limit")];
    case "TRAILING_STOP":
      return level(order.stopPrice, " trailing");
    case "STOP":
      return level(order.stopPrice, order.purpose === "STOP_LOSS" ? "" : " stop");
    case "TAKE_PROFIT":
      return level(order.stopPrice, " if touched");
  }
}
