import type { ComponentChildren } from "preact";
import { count, money, percent, price, quantity } from "../format/numbers.ts";
import { age, fullTime } from "../format/times.ts";
import { FEED_WORDS, plain, SIDE_WORDS } from "../format/words.ts";
import type { RunnerRow } from "../operations/operations.ts";
import type { SortKey } from "../state/runner_list.ts";
import { StaleBadge, StateBadge, StatusBadge } from "./badges.tsx";
import { Pnl } from "./figures.tsx";
import { RunnerHealthCell } from "./runner_health_cell.tsx";

export interface Column {
  readonly key: SortKey;
  readonly title: string;
  readonly isNumber?: boolean;
  /** From which width of the table on it is shown; `always` without. */
  readonly from?: "medium" | "wide";
  readonly cell: (row: RunnerRow, now: number) => ComponentChildren;
}

/** The runner table, column by column. */
export const COLUMNS: readonly Column[] = [
  { key: "symbol", title: "Symbol", cell: SymbolCell },
  {
    key: "strategy",
    title: "Strategy",
    cell: (row) => <span title={row.strategy.name}>{plain(row.strategy.name)}</span>,
  },
  { key: "timeframe", title: "TF", cell: (row) => row.timeframe },
  { key: "feed", title: "Feed", from: "wide", cell: (row) => FEED_WORDS[row.feed] },
  { key: "status", title: "Status", cell: (row) => <StatusBadge status={row.status} /> },
  { key: "state", title: "State", cell: StateCell },
  { key: "position", title: "Position", isNumber: true, cell: PositionCell },
  {
    key: "unrealized",
    title: "Unrealised",
    isNumber: true,
    cell: ({ snapshot }) => <Pnl value={snapshot.position?.unrealizedPnl ?? null} />,
  },
  {
    key: "realized",
    title: "Realised",
    isNumber: true,
    cell: (row) => (
      <OfAccount row={row}>
        <Pnl value={row.snapshot.account.realizedPnl} />
      </OfAccount>
    ),
  },
  {
    key: "equity",
    title: "Equity",
    isNumber: true,
    from: "medium",
    cell: (row) => <OfAccount row={row}>{money(row.snapshot.account.equity)}</OfAccount>,
  },
  { key: "trades", title: "Trades", isNumber: true, cell: TradesCell },
  {
    key: "last",
    title: "Last",
    isNumber: true,
    cell: ({ snapshot, symbol }) => price(snapshot.candle?.close, symbol.priceStep),
  },
  { key: "tick", title: "Tick", isNumber: true, from: "medium", cell: TickCell },
  { key: "health", title: "Health", cell: (row, now) => <RunnerHealthCell row={row} now={now} /> },
];

function SymbolCell({ id, symbol }: RunnerRow) {
  return (
    <a class="symbol-link" href={`/runners/${encodeURIComponent(id)}`} data-testid="open">
      <b>{symbol.code}</b>
      <small>{symbol.name} · {id}</small>
    </a>
  );
}

interface OfAccountProps {
  readonly row: RunnerRow;
  readonly children: ComponentChildren;
}

/** A figure of the account, which says so where other runners share it. */
function OfAccount({ row: { account }, children }: OfAccountProps) {
  if (account === null) return children;
  const title = `Of the shared account ${account.name}, all its runners together`;
  return (
    <span title={title}>
      {children}
      <sup class="shared-mark" aria-label={title}>s</sup>
    </span>
  );
}

function StateCell({ snapshot }: RunnerRow) {
  return (
    <>
      <StateBadge state={snapshot.state} />
      {snapshot.stale && <StaleBadge />}
    </>
  );
}

function PositionCell({ snapshot: { position }, symbol }: RunnerRow) {
  if (position === null) return <span class="is-flat">–</span>;
  const side = position.side.toLowerCase();
  return (
    <span class="position-cell">
      <span class={`side is-${side}`}>{SIDE_WORDS[position.side]}</span>{" "}
      {quantity(position.quantity, symbol.quantityStep)} @{" "}
      {price(position.entryPrice, symbol.priceStep)}
    </span>
  );
}

function TradesCell({ snapshot: { stats } }: RunnerRow) {
  return (
    <>
      {count(stats.trades)}
      {stats.winRate !== null && <small title="Trades won">{percent(stats.winRate, 0)}</small>}
    </>
  );
}

function TickCell({ health: { lastTickAt }, status }: RunnerRow, now: number) {
  const title = lastTickAt === null ? "No tick yet" : `${fullTime(lastTickAt)} UTC`;
  return <span title={title}>{status === "STOPPED" ? "–" : age(lastTickAt, now)}</span>;
}
