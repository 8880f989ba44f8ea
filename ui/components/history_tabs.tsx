import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { count } from "../format/numbers.ts";
import type {
  OrderFields,
  SymbolFields,
  TradeFields,
  TransitionFields,
} from "../operations/operations.ts";
import type { LogEntry } from "../state/log_entry.ts";
import { memo } from "../state/memo.ts";
import { hasMore, isOpen } from "../state/order_list.ts";
import { LogList } from "./log_list.tsx";
import { OrdersTable } from "./orders_table.tsx";
import { TradesTable } from "./trades_table.tsx";
import { TransitionsTable } from "./transitions_table.tsx";

export interface HistoryTabsProps {
  readonly runnerId: string;
  readonly symbol: SymbolFields;
  /** Orders and trades there ever were; the lists have the newest of them. */
  readonly orderCount: number;
  readonly tradeCount: number;
  readonly orders: readonly OrderFields[];
  readonly trades: readonly TradeFields[];
  readonly transitions: readonly TransitionFields[];
  readonly log: readonly LogEntry[];
}

interface Tab {
  readonly key: "orders" | "trades" | "transitions" | "log";
  readonly title: string;
  /** Rows that are shown. */
  readonly size: number;
  /** Rows there ever were, where that is known to be more. */
  readonly all?: number;
  /** Beside the size. */
  readonly more?: ComponentChildren;
  readonly draw: () => ComponentChildren;
}

/** What happened, newest first, one list at a time; prices that come by do not draw it again. */
export const HistoryTabs = memo(function HistoryTabs(props: HistoryTabsProps) {
  const [chosen, setChosen] = useState<Tab["key"]>("orders");
  const tabs = tabsOf(props);
  const shown = tabs.find(({ key }) => key === chosen);
  return (
    <section class="panel history">
      <div class="tabs" role="tablist">
        {tabs.map(({ key, title, size, all, more }) => (
          <button
            key={key}
            type="button"
            role="tab"
            id={`tab-${key}`}
            aria-selected={key === chosen}
            aria-controls="tab-panel"
            onClick={() => setChosen(key)}
            data-testid={`tab-${key}`}
          >
            {title} <small>{count(all ?? size)}</small>
            {more}
          </button>
        ))}
      </div>
      <div id="tab-panel" role="tabpanel" aria-labelledby={`tab-${chosen}`} class="tab-panel">
        {shown?.size === 0
          ? <p class="quiet">No {shown.title.toLowerCase()} yet</p>
          : shown?.draw()}
        {shown?.all !== undefined && (
          <p class="quiet">The newest {count(shown.size)} of {count(shown.all)}</p>
        )}
      </div>
    </section>
  );
});

function tabsOf(props: HistoryTabsProps): readonly Tab[] {
  const { runnerId, symbol, orderCount, tradeCount, orders, trades, transitions, log } = props;
  const open = orders.filter(isOpen).length;
  const errors = log.filter(({ level }) => level === "error").length;
  return [
    {
      key: "orders",
      title: "Orders",
      size: orders.length,
      ...moreThan(orders.length, orderCount),
      more: open > 0 && <small class="tag is-open" data-testid="open-orders">{open} open</small>,
      draw: () => <OrdersTable orders={orders} symbol={symbol} runnerId={runnerId} />,
    },
    {
      key: "trades",
      title: "Trades",
      size: trades.length,
      ...moreThan(trades.length, tradeCount),
      draw: () => <TradesTable trades={trades} symbol={symbol} />,
    },
    {
      key: "transitions",
      title: "Transitions",
      size: transitions.length,
      draw: () => <TransitionsTable transitions={transitions} />,
    },
    {
      key: "log",
      title: "Log",
      size: log.length,
      more: errors > 0 && <i class="dot is-bad" title={`${errors} errors`} />,
      draw: () => <LogList log={log} />,
    },
  ];
}

function moreThan(shown: number, all: number): Pick<Tab, "all"> {
  return hasMore(shown, all) ? { all } : {};
}
