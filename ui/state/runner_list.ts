import type { RunnerRow, RunnerStatus } from "../operations/operations.ts";

export type RowsById = ReadonlyMap<string, RunnerRow>;

export function rowsById(rows: readonly RunnerRow[]): RowsById {
  return new Map(rows.map((row) => [row.id, row]));
}

export function withRow(rows: RowsById, row: RunnerRow): RowsById {
  return new Map(rows).set(row.id, row);
}

/** Several changes as one, so that a busy engine costs one drawing. */
export function withRows(rows: RowsById, changed: Iterable<RunnerRow>): RowsById {
  const next = new Map(rows);
  for (const row of changed) next.set(row.id, row);
  return next;
}

export function withoutRow(rows: RowsById, id: string): RowsById {
  const next = new Map(rows);
  next.delete(id);
  return next;
}

export type SortKey =
  | "symbol"
  | "strategy"
  | "timeframe"
  | "feed"
  | "status"
  | "state"
  | "position"
  | "unrealized"
  | "realized"
  | "equity"
  | "trades"
  | "last"
  | "tick"
  | "health";

export interface Sorting {
  readonly key: SortKey;
  readonly isDescending: boolean;
}

export interface Filter {
  /** Words that all must occur in symbol, name, strategy, timeframe or feed. */
  readonly text: string;
  readonly status: RunnerStatus | null;
}

const STATUS_ORDER = { FAILED: 0, RUNNING: 1, PAUSED: 2, STOPPED: 3 } as const;
const STATE_ORDER = { IDLE: 0, ANALYZING: 1, IN_POSITION: 2 } as const;
const UNIT_SECONDS: Readonly<Record<string, number>> = {
  s: 1,
  m: 60,
  h: 3_600,
  d: 86_400,
  w: 604_800,
};

/** Length of `15m` in seconds; 0 for what is not a timeframe. */
export function timeframeSeconds(timeframe: string): number {
  return Number.parseInt(timeframe) * (UNIT_SECONDS[timeframe.slice(-1)] ?? 0) || 0;
}

const VALUES: Readonly<Record<SortKey, (row: RunnerRow) => number | string>> = {
  symbol: (row) => row.symbol.code,
  strategy: (row) => row.strategy.name,
  timeframe: (row) => timeframeSeconds(row.timeframe),
  feed: (row) => row.feed,
  status: (row) => STATUS_ORDER[row.status],
  state: (row) => STATE_ORDER[row.snapshot.state],
  position: ({ snapshot: { position } }) =>
    position === null ? 0 : position.quantity * position.entryPrice,
  unrealized: (row) => row.snapshot.position?.unrealizedPnl ?? 0,
  realized: (row) => row.snapshot.account.realizedPnl,
  equity: (row) => row.snapshot.account.equity,
  trades: (row) => row.snapshot.stats.trades,
  last: (row) => row.snapshot.candle?.close ?? -1,
  tick: (row) => row.health.lastTickAt ?? -1,
  health: (row) => row.health.healthy ? 1 : 0,
};

function byId(a: RunnerRow, b: RunnerRow): number {
  return a.id.localeCompare(b.id, "en", { numeric: true });
}

function matches(row: RunnerRow, { text, status }: Filter): boolean {
  if (status !== null && row.status !== status) return false;
  const { symbol, strategy, timeframe, feed, id } = row;
  const hay = [id, symbol.code, symbol.name, strategy.name, timeframe, feed].join(" ")
    .toLowerCase();
  return text.toLowerCase().split(/\s+/).every((word) => hay.includes(word));
}

/** The rows to show; equal ones in the order of their making, so that nothing jumps. */
export function shownRows(rows: RowsById, filter: Filter, sorting: Sorting): RunnerRow[] {
  const value = VALUES[sorting.key];
  const direction = sorting.isDescending ? -1 : 1;
  return [...rows.values()].filter((row) => matches(row, filter)).sort((a, b) => {
    const [x, y] = [value(a), value(b)];
    if (x === y) return byId(a, b);
    return (x < y ? -1 : 1) * direction;
  });
}

/** The books of all runners in one currency. */
export interface CurrencyTotal {
  readonly currency: string;
  readonly equity: number;
  readonly realizedPnl: number;
  readonly unrealizedPnl: number;
}

/**
 * Sums by currency, the largest first: amounts of two currencies are never added up. An account that
 * several runners share counts once.
 */
export function totals(rows: RowsById): CurrencyTotal[] {
  const sums = new Map<string, CurrencyTotal>();
  const counted = new Set<string>();
  for (const { snapshot: { account } } of rows.values()) {
    if (account.id !== null && counted.has(account.id)) continue;
    if (account.id !== null) counted.add(account.id);
    const sum = sums.get(account.currency);
    sums.set(account.currency, {
      currency: account.currency,
      equity: (sum?.equity ?? 0) + account.equity,
      realizedPnl: (sum?.realizedPnl ?? 0) + account.realizedPnl,
      unrealizedPnl: (sum?.unrealizedPnl ?? 0) + account.unrealizedPnl,
    });
  }
  return [...sums.values()].sort((a, b) => b.equity - a.equity);
}
