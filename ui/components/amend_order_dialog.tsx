import { useState } from "preact/hooks";
import { orderRest } from "../format/order_words.ts";
import { ORDER_TYPE_WORDS } from "../format/order_words.ts";
import { PURPOSE_WORDS } from "../format/words.ts";
import { AmendOrder, type SymbolFields } from "../operations/operations.ts";
import {
  type AmendEntries,
  amendEntries,
  type AmendField,
  checkAmendment,
  placedRefusal,
} from "../state/amend_form.ts";
import { notify } from "../state/notices.ts";
import type { Errors } from "../state/parameter_form.ts";
import { useAction } from "../state/use_action.ts";
import type { OrderDialogProps } from "./cancel_order_dialog.tsx";
import { Dialog } from "./dialog.tsx";
import { NumberField } from "./field.tsx";

const LABELS: Readonly<Record<AmendField, string>> = {
  stopPrice: "Stop price",
  price: "Limit price",
  quantity: "Quantity",
};
const FIELDS: readonly AmendField[] = ["stopPrice", "price", "quantity"];

export type AmendOrderDialogProps = OrderDialogProps & { readonly symbol: SymbolFields };

export function AmendOrderDialog({ runnerId, order, symbol, onClose }: AmendOrderDialogProps) {
  const [entries, setEntries] = useState<AmendEntries>(() => amendEntries(order));
  const [refused, setRefused] = useState<Errors>({});
  const amend = useAction(AmendOrder);
  const { change, errors: faults } = checkAmendment(order, entries);
  const errors = { ...refused, ...faults };
  const name = PURPOSE_WORDS[order.purpose].toLowerCase();
  const submit = async (event: Event) => {
    event.preventDefault();
    if (change === null || amend.isBusy) return;
    const answer = await amend.run({ runnerId, id: order.id, ...change });
    if (!answer.ok) return setRefused(placedRefusal(answer.error, change));
    notify("done", `Order changed: ${name}`);
    onClose();
  };
  return (
    <Dialog title={`Change the ${name} order`} onClose={onClose} testId="amend-order">
      <form onSubmit={submit} noValidate>
        <p class="dialog-text quiet">
          {ORDER_TYPE_WORDS[order.type]}, {orderRest(order, symbol)} {symbol.base}
        </p>
        <div class="fields">
          {FIELDS.map((field) => {
            const value = entries[field];
            return value !== undefined && (
              <NumberField
                key={field}
                label={LABELS[field]}
                aside={field === "quantity" ? symbol.base : symbol.quote}
                hint={field === "quantity" && order.filledQuantity > 0
                  ? `What is filled included: ${order.filledQuantity}`
                  : `Steps of ${field === "quantity" ? symbol.quantityStep : symbol.priceStep}`}
                testId={`amend-${field}`}
                error={errors[field]}
                value={value}
                onValue={(text) => {
                  setEntries({ ...entries, [field]: text });
                  setRefused({});
                }}
                min={0}
              />
            );
          })}
        </div>
        {refused["form"] !== undefined && <p class="fault" role="alert">{refused["form"]}</p>}
        <footer class="dialog-actions">
          <button type="button" class="button" onClick={onClose}>Cancel</button>
          <button
            type="submit"
            class="button primary"
            disabled={change === null || amend.isBusy}
            data-testid="amend-submit"
          >
            Change order
          </button>
        </footer>
      </form>
    </Dialog>
  );
}
