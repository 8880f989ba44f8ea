import { money, price } from "../format/numbers.ts";
import {
  ORDER_STATUS_WORDS,
  ORDER_TYPE_WORDS,
  orderLasts,
  orderPrices,
  orderQuantity,
  orderReason,
} from "../format/order_words.ts";
import { moment } from "../format/times.ts";
import { plain, PURPOSE_WORDS } from "../format/words.ts";
import type { OrderFields, SymbolFields } from "../operations/operations.ts";
import { canAmend } from "../state/amend_form.ts";
import { isOpen } from "../state/order_list.ts";
import { Icon } from "./icon.tsx";

export interface OrderQuestion {
  readonly what: "cancel" | "amend";
  readonly order: OrderFields;
}

export interface OrderRowProps {
  readonly order: OrderFields;
  readonly symbol: SymbolFields;
  readonly now: number;
  readonly onAsk: (question: OrderQuestion) => void;
}

export function OrderRow({ order, symbol, now, onAsk }: OrderRowProps) {
  const { priceStep, quantityStep } = symbol;
  const reason = orderReason(order);
  return (
    <tr
      class={isOpen(order) ? "is-open" : ""}
      data-testid="order"
      data-purpose={order.purpose}
      data-status={order.status}
    >
      <td class="time from-middle">{moment(order.submittedAt, now)}</td>
      <td>
        <span class={`side is-${order.side === "BUY" ? "long" : "short"}`}>
          {plain(order.side)}
        </span>
      </td>
      <td>{PURPOSE_WORDS[order.purpose]}</td>
      <td>
        <span class={`order-status is-${order.status.toLowerCase()}`}>
          {ORDER_STATUS_WORDS[order.status]}
        </span>
      </td>
      <td class="from-middle">
        {ORDER_TYPE_WORDS[order.type]}
        {order.postOnly && <em class="tag" title="Refused where it would trade at once">post</em>}
      </td>
      <td class="number">{orderPrices(order, priceStep)}</td>
      <td class="number">{orderQuantity(order, quantityStep)}</td>
      <td class="quiet-cell from-middle">{orderLasts(order, now)}</td>
      <td class="number" title={`Decided at ${price(order.referencePrice, priceStep)}`}>
        {price(order.fillPrice, priceStep)}
      </td>
      <td class="number from-middle">{money(order.fee)}</td>
      <td class="reason" title={reason.full}>{reason.text}</td>
      <td class="row-actions">
        {isOpen(order) && <OrderActions order={order} onAsk={onAsk} />}
      </td>
    </tr>
  );
}

function OrderActions({ order, onAsk }: Pick<OrderRowProps, "order" | "onAsk">) {
  const name = PURPOSE_WORDS[order.purpose].toLowerCase();
  return (
    <>
      {canAmend(order) && (
        <button
          type="button"
          class="icon-button"
          title="Change"
          aria-label={`Change the ${name} order`}
          onClick={() => onAsk({ what: "amend", order })}
          data-testid="amend"
        >
          <Icon name="edit" />
        </button>
      )}
      <button
        type="button"
        class="icon-button"
        title="Cancel"
        aria-label={`Cancel the ${name} order`}
        onClick={() => onAsk({ what: "cancel", order })}
        data-testid="cancel"
      >
        <Icon name="close" />
      </button>
    </>
  );
}
