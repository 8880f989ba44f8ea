import { useState } from "preact/hooks";
import { figureSpec, valueText } from "../../format/study_words.ts";
import { plain } from "../../format/words.ts";
import {
  type CombinationFields,
  StudyCombinations,
  type StudyDetail,
  type StudyFigure,
} from "../../operations/operations.ts";
import { backtestOf } from "../../state/studies/settings.ts";
import { useQuery } from "../../state/use_query.ts";
import { Pager } from "../backtest/pager.tsx";
import { Panel } from "../figures.tsx";

const ROWS = 20;
const FIGURES: readonly StudyFigure[] = [
  "totalReturn",
  "sharpe",
  "maxDrawdown",
  "profitFactor",
  "winRate",
  "trades",
];

export interface BestTableProps {
  readonly study: StudyDetail;
  readonly chosen: number | null;
  readonly onChoose: (number: number) => void;
}

interface Sorting {
  readonly by: string;
  readonly isDescending: boolean;
}

/** All combinations, a page at a time, the best first unless sorted otherwise. */
export function BestTable(props: BestTableProps) {
  const [offset, setOffset] = useState(0);
  const [sorting, setSorting] = useState<Sorting>({ by: "score", isDescending: true });
  const onSort = (by: string) => {
    setOffset(0);
    setSorting({ by, isDescending: by === sorting.by ? !sorting.isDescending : true });
  };
  const { axes, objective, combinationCount: all } = props.study;
  const figures = columnsOf(props.study);
  const height = { minHeight: `${(Math.min(ROWS, all - offset) + 1) * 29}px` };
  return (
    <Panel
      title="Combinations"
      testId="combinations"
      aside={<Pager offset={offset} size={ROWS} all={all} onOffset={setOffset} />}
    >
      <div class="table-scroll" style={height}>
        <table class="rows combinations">
          <thead>
            <tr>
              {axes.map(({ name }) => (
                <SortHead key={name} by={name} title={plain(name)} {...{ sorting, onSort }} />
              ))}
              {figures.map((figure) => {
                const { name, hint } = figureSpec(figure, objective);
                return (
                  <SortHead
                    key={figure}
                    by={figure}
                    title={name}
                    hint={hint}
                    {...{ sorting, onSort }}
                  />
                );
              })}
              <th />
            </tr>
          </thead>
          <Rows
            key={`${offset} ${sorting.by} ${sorting.isDescending}`}
            offset={offset}
            sorting={sorting}
            figures={figures}
            {...props}
          />
        </table>
      </div>
    </Panel>
  );
}

type RowsProps = BestTableProps & {
  readonly offset: number;
  readonly sorting: Sorting;
  readonly figures: readonly StudyFigure[];
};

function Rows({ study, offset, sorting, figures, chosen, onChoose }: RowsProps) {
  const { by: sortBy, isDescending: descending } = sorting;
  const variables = { id: study.id, limit: ROWS, offset, sortBy, descending };
  const { data, error } = useQuery(StudyCombinations, variables);
  const rows = data?.study?.combinations;
  return (
    <tbody>
      {error !== null && <Word>{error.message}</Word>}
      {error === null && rows === undefined && <Word>Loading combinations…</Word>}
      {rows?.map((row) => (
        <Row
          key={row.number}
          row={row}
          study={study}
          figures={figures}
          isChosen={row.number === chosen}
          onChoose={() => onChoose(row.number)}
        />
      ))}
    </tbody>
  );
}

function Word({ children }: { readonly children: string }) {
  return (
    <tr>
      <td colSpan={99} class="quiet">{children}</td>
    </tr>
  );
}

/** What was looked for first, and the usual ones. */
function columnsOf({ objective }: StudyDetail): readonly StudyFigure[] {
  return ["score", ...FIGURES.filter((figure) => figure !== objective)];
}

interface SortHeadProps {
  readonly by: string;
  readonly title: string;
  readonly hint?: string;
  readonly sorting: Sorting;
  readonly onSort: (by: string) => void;
}

function SortHead({ by, title, hint, sorting, onSort }: SortHeadProps) {
  const order = by !== sorting.by ? "none" : sorting.isDescending ? "descending" : "ascending";
  return (
    <th class="number" aria-sort={order} title={hint}>
      <button type="button" onClick={() => onSort(by)} data-testid={`sort-${by}`}>{title}</button>
    </th>
  );
}

interface RowProps {
  readonly row: CombinationFields;
  readonly study: StudyDetail;
  readonly figures: readonly StudyFigure[];
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

function Row({ row, study, figures, isChosen, onChoose }: RowProps) {
  const { number, parameters, failed } = row;
  const { id, axes, objective } = study;
  return (
    <tr
      class={isChosen ? "can-choose is-chosen" : "can-choose"}
      onClick={onChoose}
      data-testid="combination-row"
      data-number={number}
    >
      {axes.map(({ name }, index) => (
        <td key={name} class="number">
          {index === 0
            ? (
              <button type="button" class="cell-button" title="Show its figures">
                {valueOf(parameters, name)}
              </button>
            )
            : valueOf(parameters, name)}
        </td>
      ))}
      {figures.map((figure) => (
        <td key={figure} class="number">
          {figure === "score" && failed
            ? <span class="is-down">failed</span>
            : valueText(figure, objective, figureOf(row, figure))}
        </td>
      ))}
      <td class="number">
        <a
          class="cell-link"
          href={backtestOf(id, parameters)}
          onClick={(event) => event.stopPropagation()}
          data-testid="combination-backtest"
        >
          Run as backtest
        </a>
      </td>
    </tr>
  );
}

function figureOf({ score, figures }: CombinationFields, figure: StudyFigure): number | null {
  return figure === "score" ? score : figures[figure];
}

function valueOf(parameters: CombinationFields["parameters"], name: string): string {
  return typeof parameters === "object" && parameters !== null
    ? String(Reflect.get(parameters, name))
    : "";
}
