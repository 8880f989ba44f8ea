import type { ComponentChildren } from "preact";
import { useLocation } from "preact-iso/router";
import { rangeWords } from "../../format/backtest_words.ts";
import { figureText } from "../../format/figure_groups.ts";
import { count, signedPercent, trend } from "../../format/numbers.ts";
import { moment } from "../../format/times.ts";
import { plain } from "../../format/words.ts";
import type { BacktestRow } from "../../operations/operations.ts";
import { backtestAddress, isComparable, isUnderWay } from "../../state/backtest/list.ts";
import { BacktestControls } from "./backtest_controls.tsx";
import { BacktestStatusBadge } from "./backtest_status.tsx";
import { ProgressBar } from "./progress_bar.tsx";

export interface BacktestTableProps {
  readonly rows: readonly BacktestRow[];
  readonly chosen: readonly string[];
  readonly onToggle: (id: string) => void;
  readonly onChanged: () => void;
}

export function BacktestTable(props: BacktestTableProps) {
  return (
    <div class="table-frame">
      <table class="runners backtests" data-testid="backtests">
        <thead>
          <tr>
            <th class="col-choose">
              <span class="for-readers">Compare</span>
            </th>
            <th>Strategy</th>
            <th>TF</th>
            <th>Status</th>
            <th class="from-medium">Range, UTC</th>
            <th class="number">Return</th>
            <th class="number">Sharpe</th>
            <th class="number">Drawdown</th>
            <th class="number">Trades</th>
            <th class="from-wide">Started, UTC</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => <Row key={row.id} row={row} {...props} />)}
        </tbody>
      </table>
    </div>
  );
}

function Row({ row, chosen, onToggle, onChanged }: BacktestTableProps & { row: BacktestRow }) {
  const { route } = useLocation();
  const { id, status, timeframe, createdAt } = row;
  const name = `${plain(row.strategy)} on ${row.symbols.join(", ")}`;
  const open = (event: MouseEvent) => {
    const isOnControl = event.target instanceof Element &&
      event.target.closest("a, button, dialog, label");
    if (!isOnControl) route(backtestAddress(id));
  };
  return (
    <tr onClick={open} data-testid="backtest-row" data-id={id} data-status={status}>
      <td class="col-choose">
        <label title={isComparable(row) ? "Compare" : "Can be compared once it has figures"}>
          <input
            type="checkbox"
            aria-label={`Compare ${name}, ${id}`}
            disabled={!isComparable(row)}
            checked={chosen.includes(id)}
            onChange={() => onToggle(id)}
            data-testid="choose-backtest"
          />
        </label>
      </td>
      <td class="col-symbol">
        <a class="symbol-link" href={backtestAddress(id)} data-testid="open-backtest">
          <b>{plain(row.strategy)}</b>
          <small title={row.symbols.join(", ")}>{id} · {row.symbols.join(", ")}</small>
        </a>
      </td>
      <td data-label="Timeframe">{timeframe}</td>
      <td data-label="Status" title={row.error ?? undefined}>
        <BacktestStatusBadge status={status} />
      </td>
      <td class="col-range from-medium quiet" data-label="Range">{rangeWords(row.data)}</td>
      {isUnderWay(row)
        ? (
          <td class="col-progress" colSpan={4}>
            <ProgressBar news={row} />
          </td>
        )
        : <Outcome row={row} />}
      <td class="from-wide quiet" data-label="Started">{moment(createdAt, Date.now())}</td>
      <td class="controls-cell">
        <BacktestControls backtest={row} name={name} onChanged={onChanged} onRemoved={onChanged} />
      </td>
    </tr>
  );
}

function Outcome({ row: { figures, tradeCount } }: { readonly row: BacktestRow }) {
  const total = figures?.totalReturn ?? null;
  return (
    <>
      <Value title="Return">
        <span class={`is-${trend(total === null ? null : total * 100)}`}>
          {total === null ? "n/a" : signedPercent(total)}
        </span>
      </Value>
      <Value title="Sharpe">{figureText({ kind: "ratio" }, figures?.sharpe ?? null)}</Value>
      <Value title="Drawdown">
        {figureText({ kind: "percent" }, figures?.maxDrawdown ?? null)}
      </Value>
      <Value title="Trades">{count(tradeCount)}</Value>
    </>
  );
}

interface ValueProps {
  readonly title: string;
  readonly children: ComponentChildren;
}

function Value({ title, children }: ValueProps) {
  return <td class="number" data-label={title}>{children}</td>;
}
