import { useLocation } from "preact-iso/router";
import { rangeWords } from "../../format/backtest_words.ts";
import { signedPercent, trend } from "../../format/numbers.ts";
import { figureSpec, KIND_WORDS, scoreText } from "../../format/study_words.ts";
import { moment } from "../../format/times.ts";
import { plain } from "../../format/words.ts";
import type { StudyRow } from "../../operations/operations.ts";
import { isUnderWay } from "../../state/backtest/list.ts";
import { studyAddress } from "../../state/studies/words.ts";
import { BacktestStatusBadge } from "../backtest/backtest_status.tsx";
import { StudyControls } from "./study_controls.tsx";
import { StudyProgressBar } from "./study_progress.tsx";

export interface StudyTableProps {
  readonly rows: readonly StudyRow[];
  readonly onChanged: () => void;
}

export function StudyTable(props: StudyTableProps) {
  return (
    <div class="table-frame">
      <table class="runners backtests studies" data-testid="studies">
        <thead>
          <tr>
            <th>Strategy</th>
            <th>Kind</th>
            <th>TF</th>
            <th>Status</th>
            <th class="from-medium">Range, UTC</th>
            <th>Found</th>
            <th class="number" title="Of a sweep the best; of a walk-forward where it was tested">
              Return
            </th>
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

function Row({ row, onChanged }: StudyTableProps & { readonly row: StudyRow }) {
  const { route } = useLocation();
  const { id, kind, status, timeframe, createdAt } = row;
  const name = `${KIND_WORDS[kind]} of ${plain(row.strategy)} on ${row.symbols.join(", ")}`;
  const open = (event: MouseEvent) => {
    const isOnControl = event.target instanceof Element &&
      event.target.closest("a, button, dialog, label");
    if (!isOnControl) route(studyAddress(id));
  };
  return (
    <tr onClick={open} data-testid="study-row" data-id={id} data-status={status}>
      <td class="col-symbol">
        <a class="symbol-link" href={studyAddress(id)} data-testid="open-study">
          <b>{plain(row.strategy)}</b>
          <small title={row.symbols.join(", ")}>{id} · {row.symbols.join(", ")}</small>
        </a>
      </td>
      <td data-label="Kind">{KIND_WORDS[kind]}</td>
      <td data-label="Timeframe">{timeframe}</td>
      <td data-label="Status" title={row.error ?? undefined}>
        <BacktestStatusBadge status={status} />
      </td>
      <td class="col-range from-medium quiet" data-label="Range">{rangeWords(row.data)}</td>
      {isUnderWay(row)
        ? (
          <td class="col-progress" colSpan={2}>
            <StudyProgressBar news={row} />
          </td>
        )
        : <Outcome row={row} />}
      <td class="from-wide quiet" data-label="Started">{moment(createdAt, Date.now())}</td>
      <td class="controls-cell">
        <StudyControls study={row} name={name} onChanged={onChanged} onRemoved={onChanged} />
      </td>
    </tr>
  );
}

function Outcome({ row: { objective, best, outcome } }: { readonly row: StudyRow }) {
  const total = outcome?.figures.totalReturn ?? best?.figures.totalReturn ?? null;
  const found = outcome === null
    ? best && `${figureSpec("score", objective).name} ${scoreText(objective, best.score)}`
    : `Efficiency ${outcome.efficiency === null ? "n/a" : outcome.efficiency.toFixed(2)}`;
  return (
    <>
      <td class="col-found" data-label="Found">{found ?? "nothing"}</td>
      <td class="number" data-label="Return">
        <span class={`is-${trend(total === null ? null : total * 100)}`}>
          {total === null ? "n/a" : signedPercent(total)}
        </span>
      </td>
    </>
  );
}
