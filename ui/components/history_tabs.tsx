import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { LiveRunner, RunnerDetail } from "../state/runner_live.ts";
import { LogList } from "./log_list.tsx";
import { OrdersTable } from "./orders_table.tsx";
import { TradesTable } from "./trades_table.tsx";
import { TransitionsTable } from "./transitions_table.tsx";

export interface HistoryTabsProps {
  readonly detail: RunnerDetail;
  readonly live: LiveRunner;
}

interface Tab {
  readonly key: "trades" | "orders" | "transitions" | "log";
  readonly title: string;
  readonly size: number;
  readonly draw: () => ComponentChildren;
}

/** What happened, newest first, one list at a time. */
export function HistoryTabs({ detail, live }: HistoryTabsProps) {
  const [open, setOpen] = useState<Tab["key"]>("trades");
  const { symbol } = detail;
  const tabs: readonly Tab[] = [
    {
      key: "trades",
      title: "Trades",
      size: live.trades.length,
      draw: () => <TradesTable trades={live.trades} symbol={symbol} />,
    },
    {
      key: "orders",
      title: "Orders",
      size: live.orders.length,
      draw: () => <OrdersTable orders={live.orders} symbol={symbol} />,
    },
    {
      key: "transitions",
      title: "Transitions",
      size: live.transitions.length,
      draw: () => <TransitionsTable transitions={live.transitions} />,
    },
    {
      key: "log",
      title: "Log",
      size: live.log.length,
      draw: () => <LogList log={live.log} />,
    },
  ];
  const shown = tabs.find(({ key }) => key === open);
  const errors = live.log.filter(({ level }) => level === "error").length;
  return (
    <section class="panel history">
      <div class="tabs" role="tablist">
        {tabs.map(({ key, title, size }) => (
          <button
            key={key}
            type="button"
            role="tab"
            id={`tab-${key}`}
            aria-selected={key === open}
            aria-controls="tab-panel"
            onClick={() => setOpen(key)}
            data-testid={`tab-${key}`}
          >
            {title} <small>{size}</small>
            {key === "log" && errors > 0 && <i class="dot is-bad" title={`${errors} errors`} />}
          </button>
        ))}
      </div>
      <div id="tab-panel" role="tabpanel" aria-labelledby={`tab-${open}`} class="tab-panel">
        {shown?.size === 0
          ? <p class="quiet">No {shown.title.toLowerCase()} yet</p>
          : shown?.draw()}
      </div>
    </section>
  );
}
