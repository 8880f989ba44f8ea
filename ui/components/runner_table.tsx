import { useLocation } from "preact-iso/router";
import { plain } from "../format/words.ts";
import type { RunnerRow } from "../operations/operations.ts";
import { useNow } from "../state/now.ts";
import type { Sorting } from "../state/runner_list.ts";
import { type Column, COLUMNS } from "./runner_columns.tsx";
import { RunnerControls } from "./runner_controls.tsx";

export interface RunnerTableProps {
  readonly rows: readonly RunnerRow[];
  readonly sorting: Sorting;
  readonly onSort: (sorting: Sorting) => void;
  readonly onChanged: (row: RunnerRow) => void;
  readonly onRemoved: (id: string) => void;
}

export function RunnerTable(props: RunnerTableProps) {
  const now = useNow();
  return (
    <div class="table-frame">
      <table class="runners" data-testid="runner-table">
        <thead>
          <tr>
            {COLUMNS.map((column) => <Heading key={column.key} column={column} {...props} />)}
            <th class="controls-head">
              <span class="for-readers">Controls</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => <Row key={row.id} row={row} now={now} {...props} />)}
        </tbody>
      </table>
    </div>
  );
}

type HeadingProps = RunnerTableProps & { readonly column: Column };

function Heading({ column, sorting, onSort }: HeadingProps) {
  const isSorted = sorting.key === column.key;
  const direction = sorting.isDescending ? "descending" : "ascending";
  const isDescending = isSorted ? !sorting.isDescending : column.isNumber === true;
  return (
    <th class={classOf(column)} aria-sort={isSorted ? direction : "none"}>
      <button type="button" onClick={() => onSort({ key: column.key, isDescending })}>
        {column.title}
      </button>
    </th>
  );
}

type RowProps = RunnerTableProps & { readonly row: RunnerRow; readonly now: number };

function Row({ row, now, onChanged, onRemoved }: RowProps) {
  const { route } = useLocation();
  const open = (event: MouseEvent) => {
    const isOnControl = event.target instanceof Element &&
      event.target.closest("a, button, dialog");
    if (!isOnControl) route(`/runners/${encodeURIComponent(row.id)}`);
  };
  return (
    <tr
      onClick={open}
      data-testid="runner-row"
      data-id={row.id}
      class={`is-${row.status.toLowerCase()}`}
    >
      {COLUMNS.map((column) => (
        <td key={column.key} class={classOf(column)} data-label={column.title}>
          {column.cell(row, now)}
        </td>
      ))}
      <td class="controls-cell">
        <RunnerControls
          id={row.id}
          name={`${row.symbol.code} ${plain(row.strategy.name)}`}
          status={row.status}
          hasPosition={row.snapshot.position !== null}
          onChanged={onChanged}
          onRemoved={onRemoved}
        />
      </td>
    </tr>
  );
}

function classOf({ key, isNumber, from }: Column): string {
  const classes = [`col-${key}`];
  if (isNumber) classes.push("number");
  if (from !== undefined) classes.push(`from-${from}`);
  return classes.join(" ");
}
