import type { FillMark, MarkShape } from "../charts/mod.ts";
import { price, quantity, signed } from "../format/numbers.ts";
import { fullTime } from "../format/times.ts";
import { PURPOSE_WORDS, reasonWords } from "../format/words.ts";
import type {
  FillFields,
  OrderFields,
  OrderPurpose,
  SymbolFields,
  TradeFields,
} from "../operations/operations.ts";

/** A fill that was not the last of its order. */
export interface PartialFill {
  readonly id: string;
  readonly purpose: OrderPurpose;
  readonly fill: FillFields;
}

const SHAPES: Readonly<Record<OrderPurpose, MarkShape>> = {
  ENTRY: "arrow",
  REVERSE: "arrow",
  EXIT: "arrow",
  FLATTEN: "arrow",
  ADD: "hollow arrow",
  STOP_LOSS: "square",
  TAKE_PROFIT: "diamond",
  LIQUIDATION: "cross",
};

/** Fills as marks on the chart; those that closed a trade say what it brought. */
export function fillMarks(
  orders: readonly OrderFields[],
  parts: readonly PartialFill[],
  trades: readonly TradeFields[],
  symbol: SymbolFields,
): FillMark[] {
  const pnls = pnlByFill(trades);
  const last = new Set<string>();
  const marks = orders.flatMap((order) => {
    const { id, side, fillPrice, filledAt, filledQuantity } = order;
    if (filledQuantity === 0 || fillPrice === null || filledAt === null) return [];
    last.add(`${id} ${filledAt}`);
    const pnl = pnls.get(`${filledAt} ${fillPrice}`);
    const text = [
      `${PURPOSE_WORDS[order.purpose]}: ${what(order, fillPrice, symbol)}`,
      `${fullTime(filledAt)} UTC`,
      ...(filledQuantity < order.quantity
        ? [`of ${quantity(order.quantity, symbol.quantityStep)}`]
        : []),
      ...(pnl === undefined ? [] : [`P&L ${signed(pnl)} ${symbol.quote}`]),
      ...(order.reason === null ? [] : [reasonWords(order.reason)]),
    ];
    return [{ id, time: filledAt, side, price: fillPrice, shape: SHAPES[order.purpose], text }];
  });
  const earlier = parts.filter(({ id, fill }) => !last.has(`${id} ${fill.time}`));
  return [...marks, ...earlier.map((part) => partMark(part, symbol))];
}

function partMark({ id, purpose, fill }: PartialFill, symbol: SymbolFields): FillMark {
  const { time, side } = fill;
  const filled = { side, filledQuantity: fill.quantity };
  const text = [
    `${PURPOSE_WORDS[purpose]}, in part: ${what(filled, fill.price, symbol)}`,
    `${fullTime(time)} UTC`,
  ];
  return { id: `${id} ${time}`, time, side, price: fill.price, shape: "small arrow", text };
}

function what(
  { side, filledQuantity }: Pick<OrderFields, "side" | "filledQuantity">,
  at: number,
  { base, priceStep, quantityStep }: SymbolFields,
): string {
  const words = side === "BUY" ? "buy" : "sell";
  return `${words} ${quantity(filledQuantity, quantityStep)} ${base} @ ${price(at, priceStep)}`;
}

/** An exit out of several entries makes several trades at one time and price. */
function pnlByFill(trades: readonly TradeFields[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { exitTime, exitPrice, pnl } of trades) {
    const key = `${exitTime} ${exitPrice}`;
    sums.set(key, (sums.get(key) ?? 0) + pnl);
  }
  return sums;
}
