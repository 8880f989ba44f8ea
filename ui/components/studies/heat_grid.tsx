import { useRef, useState } from "preact/hooks";
import { plain } from "../../format/words.ts";
import type { StudyHeatData } from "../../operations/operations.ts";
import {
  cellsOf,
  headingsOf,
  type HeatCells,
  heatColor,
  heatInk,
  type HeatScale,
  stepped,
} from "../../state/studies/heat.ts";

/** More columns than these have no room for numbers. */
const NUMBER_COLUMNS = 12;
/** Headings in a row, at the most: of more, every so many are left out. */
const MOST_HEADINGS = 12;

export interface HeatGridProps {
  readonly map: NonNullable<NonNullable<StudyHeatData["study"]>["heatMap"]>;
  readonly values: HeatCells;
  readonly scale: HeatScale;
  readonly text: (value: number | null) => string;
  readonly chosen: number | null;
  readonly onChoose: (number: number) => void;
  /** Told what is at the pointer, or where the keys have gone. */
  readonly onRead: (reading: string) => void;
}

/** Coloured cells with a value each; arrow keys go from one to another, Enter or a click opens one. */
export function HeatGrid(props: HeatGridProps) {
  const { map, values, scale, text, chosen, onChoose, onRead } = props;
  const [rows, columns] = [headingsOf(map.y.values), headingsOf(map.x.values)];
  const combinations = cellsOf(map.combinations);
  const [at, setAt] = useState<readonly [number, number]>(() => placeOf(combinations, chosen));
  const body = useRef<HTMLTableSectionElement>(null);
  const hasNumbers = columns.length <= NUMBER_COLUMNS;
  const every = Math.ceil(columns.length / MOST_HEADINGS);
  const read = ([row, column]: readonly [number, number]) => {
    const value = values[row]?.[column] ?? null;
    const where = `${plain(map.y.name)} ${rows[row]}, ${plain(map.x.name)} ${columns[column]}`;
    return `${where}: ${value === null ? "nothing" : text(value)}`;
  };
  const open = ([row, column]: readonly [number, number]) => {
    const number = combinations[row]?.[column] ?? null;
    if (number !== null) onChoose(number);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      return open(at);
    }
    const next = stepped(at, event.key, rows.length, columns.length);
    if (next === null) return;
    event.preventDefault();
    cellAt(body.current, next)?.focus();
  };
  const onPoint = (event: MouseEvent) => {
    const place = placeUnder(event.target);
    if (place !== null) onRead(read(place));
  };
  const onFocus = (event: FocusEvent) => {
    const place = placeUnder(event.target);
    if (place === null) return;
    setAt(place);
    onRead(read(place));
  };
  return (
    <div class="table-scroll heat-scroll">
      <table class={hasNumbers ? "heat" : "heat is-small"} role="grid">
        <thead>
          <tr>
            <td class="heat-corner quiet">
              {plain(map.y.name)} ↓ {plain(map.x.name)} →
            </td>
            {columns.map((heading, column) => (
              column % every === 0 &&
              <th key={column} scope="col" class="number" colSpan={span(column)}>{heading}</th>
            ))}
          </tr>
        </thead>
        <tbody
          ref={body}
          onKeyDown={onKey}
          onMouseOver={onPoint}
          onFocusIn={onFocus}
          onMouseLeave={() => onRead("")}
        >
          {rows.map((heading, row) => (
            <tr key={row}>
              <th scope="row" class="number">{heading}</th>
              {columns.map((_, column) => {
                const value = values[row]?.[column] ?? null;
                const place = value === null ? null : scale.place(value);
                const number = combinations[row]?.[column] ?? null;
                const isAt = at[0] === row && at[1] === column;
                return (
                  <td
                    key={column}
                    role="gridcell"
                    class={cellClass(place === null, number !== null && number === chosen)}
                    style={place === null
                      ? undefined
                      : { background: heatColor(place), color: heatInk(place) }}
                    tabIndex={isAt ? 0 : -1}
                    aria-label={read([row, column])}
                    aria-selected={number !== null && number === chosen}
                    data-row={row}
                    data-column={column}
                    data-testid="heat-cell"
                    onClick={() => open([row, column])}
                  >
                    {hasNumbers && value !== null ? text(value) : ""}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );

  function span(column: number): number {
    return Math.min(every, columns.length - column);
  }
}

function cellClass(isEmpty: boolean, isChosen: boolean): string {
  return ["number", ...(isEmpty ? ["is-empty"] : []), ...(isChosen ? ["is-chosen"] : [])].join(" ");
}

/** Where a combination stands; the first cell where it stands nowhere. */
function placeOf(combinations: HeatCells, number: number | null): readonly [number, number] {
  const row = combinations.findIndex((cells) => cells.includes(number));
  return row < 0 || number === null ? [0, 0] : [row, combinations[row]!.indexOf(number)];
}

function placeUnder(target: EventTarget | null): readonly [number, number] | null {
  if (!(target instanceof HTMLElement) || target.dataset["row"] === undefined) return null;
  return [Number(target.dataset["row"]), Number(target.dataset["column"])];
}

function cellAt(
  body: HTMLElement | null,
  [row, column]: readonly [number, number],
): HTMLElement | null {
  return body?.querySelector(`[data-row="${row}"][data-column="${column}"]`) ?? null;
}
