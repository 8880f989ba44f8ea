import { useMemo, useState } from "preact/hooks";
import type { OrderFields, SymbolFields } from "../operations/operations.ts";
import { openFirst } from "../state/order_list.ts";
import { AmendOrderDialog } from "./amend_order_dialog.tsx";
import { CancelOrderDialog } from "./cancel_order_dialog.tsx";
import { type OrderQuestion, OrderRow } from "./order_row.tsx";

export interface OrdersTableProps {
  readonly orders: readonly OrderFields[];
  readonly symbol: SymbolFields;
  readonly runnerId: string;
}

/** All orders, those that are open first, with what can be done about them. */
export function OrdersTable({ orders, symbol, runnerId }: OrdersTableProps) {
  const [asked, setAsked] = useState<OrderQuestion | null>(null);
  const now = Date.now();
  const shown = useMemo(() => openFirst(orders), [orders]);
  const onClose = () => setAsked(null);
  return (
    <>
      <table class="rows orders" data-testid="orders">
        <thead>
          <tr>
            <th class="from-middle">Submitted, UTC</th>
            <th>Side</th>
            <th>Purpose</th>
            <th>Status</th>
            <th class="from-middle">Type</th>
            <th class="number">Price</th>
            <th class="number">Quantity</th>
            <th class="from-middle">Lasts</th>
            <th class="number">Filled at</th>
            <th class="number from-middle">Fee</th>
            <th>Reason</th>
            <th class="row-actions">
              <span class="for-readers">Change</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((order) => (
            <OrderRow key={order.id} order={order} symbol={symbol} now={now} onAsk={setAsked} />
          ))}
        </tbody>
      </table>
      {asked?.what === "cancel" && (
        <CancelOrderDialog runnerId={runnerId} order={asked.order} onClose={onClose} />
      )}
      {asked?.what === "amend" && (
        <AmendOrderDialog
          runnerId={runnerId}
          order={asked.order}
          symbol={symbol}
          onClose={onClose}
        />
      )}
    </>
  );
}
