import type { ComponentChildren } from "preact";
import { figureText } from "../../format/figure_groups.ts";
import { count, signedPercent, trend } from "../../format/numbers.ts";
import { figureSpec, scoreText } from "../../format/study_words.ts";
import {
  type CombinationFields,
  type StudyDetail,
  StudyOneCombination,
} from "../../operations/operations.ts";
import { parametersWords } from "../../state/studies/words.ts";
import { backtestOf } from "../../state/studies/settings.ts";
import { useQuery } from "../../state/use_query.ts";

export interface CombinationPanelProps {
  readonly study: StudyDetail;
  readonly number: number;
  readonly isBest: boolean;
}

/** One combination with its figures, and the way to its backtest. Give it the number as its `key`. */
export function CombinationPanel({ study, number, isBest }: CombinationPanelProps) {
  const { data, error } = useQuery(StudyOneCombination, { id: study.id, number });
  if (error !== null) return <p class="fault" role="alert">{error.message}</p>;
  const combination = data?.study?.combination ?? (isBest ? study.best : null);
  if (combination === null) return <p class="loading">Loading the combination…</p>;
  return (
    <section class="panel combination" data-testid="combination" data-number={number}>
      <header class="panel-head">
        <h2>
          {isBest ? "The best: " : ""}
          {parametersWords(combination.parameters, study.axes)}
        </h2>
        <a
          class="button primary small"
          href={backtestOf(study.id, combination.parameters)}
          data-testid="run-as-backtest"
        >
          Run as backtest
        </a>
      </header>
      <Tiles study={study} combination={combination} />
    </section>
  );
}

interface TilesProps {
  readonly study: StudyDetail;
  readonly combination: CombinationFields;
}

function Tiles({ study: { objective }, combination: { score, figures } }: TilesProps) {
  const { totalReturn, buyAndHoldReturn } = figures;
  const isOwn = objective !== "sharpe" && objective !== "totalReturn";
  return (
    <dl class="tiles">
      {isOwn && (
        <Tile name={figureSpec("score", objective).name} more="what was looked for">
          {scoreText(objective, score)}
        </Tile>
      )}
      <Tile name="Return" more={`buy and hold ${signedOrNone(buyAndHoldReturn)}`}>
        <span class={`is-${trend(totalReturn === null ? null : totalReturn * 100)}`}>
          {signedOrNone(totalReturn)}
        </span>
      </Tile>
      <Tile name="Sharpe ratio" more={`Sortino ${ratio(figures.sortino)}`}>
        {ratio(figures.sharpe)}
      </Tile>
      <Tile name="Max drawdown" more={`Calmar ${ratio(figures.calmar)}`}>
        {figureText({ kind: "percent" }, figures.maxDrawdown)}
      </Tile>
      <Tile name="Trades" more={`${figureText({ kind: "percent" }, figures.winRate)} won`}>
        {count(figures.trades)}
      </Tile>
      <Tile name="Profit factor" more={`SQN ${ratio(figures.sqn)}`}>
        {ratio(figures.profitFactor)}
      </Tile>
    </dl>
  );
}

const ratio = (value: number | null) => figureText({ kind: "ratio" }, value);
const signedOrNone = (value: number | null) => value === null ? "n/a" : signedPercent(value);

interface TileProps {
  readonly name: string;
  readonly more: string;
  readonly children: ComponentChildren;
}

function Tile({ name, more, children }: TileProps) {
  return (
    <div class="tile">
      <dt>{name}</dt>
      <dd class="number">{children}</dd>
      <dd class="tile-more number">{more}</dd>
    </div>
  );
}
