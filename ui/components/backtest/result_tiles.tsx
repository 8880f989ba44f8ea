import type { ComponentChildren } from "preact";
import { figureText, NOT_AVAILABLE } from "../../format/figure_groups.ts";
import { count, money, signedPercent, trend } from "../../format/numbers.ts";
import { duration } from "../../format/times.ts";
import type { BacktestFigureFields } from "../../operations/operations.ts";

export interface ResultTilesProps {
  readonly figures: BacktestFigureFields;
  readonly currency: string;
}

/** What one looks at first. */
export function ResultTiles({ figures, currency }: ResultTilesProps) {
  const { totalReturn, buyAndHoldReturn, sharpe, sortino, maxDrawdown, maxDrawdownMs } = figures;
  return (
    <dl class="tiles" data-testid="result-tiles">
      <Tile name="Return" more={`buy and hold ${signedOrNone(buyAndHoldReturn)}`}>
        <span
          class={`is-${trend(totalReturn === null ? null : totalReturn * 100)}`}
          data-testid="total-return"
        >
          {signedOrNone(totalReturn)}
        </span>
      </Tile>
      <Tile name={`Equity ${currency}`} more={`fees ${money(figures.fees)}`}>
        {money(figures.finalEquity)}
      </Tile>
      <Tile name="Sharpe ratio" more={`Sortino ${ratio(sortino)}`}>{ratio(sharpe)}</Tile>
      <Tile
        name="Max drawdown"
        more={maxDrawdownMs === null ? "" : `longest ${duration(maxDrawdownMs)}`}
      >
        {figureText({ kind: "percent" }, maxDrawdown)}
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
const signedOrNone = (value: number | null) =>
  value === null ? NOT_AVAILABLE : signedPercent(value);

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
