import { money, price, quantity } from "../format/numbers.ts";
import { moment } from "../format/times.ts";
import { plain, PURPOSE_WORDS, reasonWords } from "../format/words.ts";
import type { OrderFields, SymbolFields } from "../operations/operations.ts";

export interface OrdersTableProps {
  readonly orders: readonly OrderFields[];
  readonly symbol: SymbolFields;
}

export function OrdersTable({ orders, symbol }: OrdersTableProps) {
  const now = Date.now();
  return (
    <table class="rows" data-testid="orders">
      <thead>
        <tr>
          <th>Submitted, UTC</th>
          <th>Side</th>
          <th>Purpose</th>
          <th>Type</th>
          <th class="number">Quantity</th>
          <th class="number">Decided at</th>
          <th class="number">Filled at</th>
          <th class="number">Fee</th>
          <th>Status</th>
          <th>Reason</th>
        </tr>
      </thead>
      <tbody>
        {orders.map((order) => (
          <tr key={order.id}>
            <td class="time">{moment(order.submittedAt, now)}</td>
            <td>
              <span class={`side is-${order.side === "BUY" ? "long" : "short"}`}>
                {plain(order.side)}
              </span>
            </td>
            <td>{PURPOSE_WORDS[order.purpose]}</td>
            <td>{plain(order.type)}</td>
            <td class="number">{quantity(order.quantity, symbol.quantityStep)}</td>
            <td class="number">{price(order.referencePrice, symbol.priceStep)}</td>
            <td class="number">{price(order.fillPrice, symbol.priceStep)}</td>
            <td class="number">{money(order.fee)}</td>
            <td>
              <span class={order.status === "REJECTED" ? "is-down" : ""}>
                {plain(order.status)}
              </span>
            </td>
            <td class="reason" title={order.rejectReason ?? order.reason ?? ""}>
              {reasonWords(order.rejectReason ?? order.reason)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
