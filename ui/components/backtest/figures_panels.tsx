import {
  annualisationWords,
  type FigureGroup,
  type FigureSpec,
  figureText,
  isMoney,
  RESULT_FIGURES,
  RISK_FIGURES,
  sideFigure,
  TRADE_FIGURES,
} from "../../format/figure_groups.ts";
import type { Json } from "../../operations/operation.ts";
import type { BacktestFigureFields } from "../../operations/operations.ts";
import { Fact, Panel } from "../figures.tsx";

export interface FiguresPanelsProps {
  readonly figures: BacktestFigureFields;
  readonly long: Json;
  readonly short: Json;
  /** What money is counted in. */
  readonly currency: string;
}

/** All figures, in groups, and how they were made. */
export function FiguresPanels({ figures, long, short, currency }: FiguresPanelsProps) {
  return (
    <section class="figure-panels" data-testid="figures">
      <Group group={RESULT_FIGURES} figures={figures} currency={currency} />
      <Group group={RISK_FIGURES} figures={figures} currency={currency} />
      <TradeFigures figures={figures} long={long} short={short} currency={currency} />
      <p class="quiet figure-note">
        {annualisationWords(figures.annualisation)} n/a: too little to tell, or not defined.
      </p>
    </section>
  );
}

interface GroupProps {
  readonly group: FigureGroup;
  readonly figures: BacktestFigureFields;
  readonly currency: string;
}

function Group({ group, figures, currency }: GroupProps) {
  return (
    <Panel title={group.title}>
      <dl class="facts">
        {group.figures.filter((spec) => isWorthIt(spec, figures)).map((spec) => (
          <Fact key={spec.key} name={spec.name} hint={spec.hint} testId={`figure-${spec.key}`}>
            <FigureValue spec={spec} value={figures[spec.key]} />
            {figures[spec.key] !== null && <Unit spec={spec} currency={currency} />}
          </Fact>
        ))}
      </dl>
    </Panel>
  );
}

/** Funding is nothing where none is paid. */
function isWorthIt({ key }: FigureSpec, figures: BacktestFigureFields): boolean {
  return key !== "funding" || figures.funding !== 0;
}

function FigureValue(
  { spec, value }: { readonly spec: FigureSpec; readonly value: number | null },
) {
  const isMissing = value === null;
  return <span class={isMissing ? "is-flat" : ""}>{figureText(spec, value)}</span>;
}

/** Behind an amount, small as on the tiles. */
function Unit({ spec, currency }: { readonly spec: FigureSpec; readonly currency: string }) {
  return isMoney(spec) && currency !== "" ? <small>&nbsp;{currency}</small> : null;
}

function TradeFigures({ figures, long, short, currency }: FiguresPanelsProps) {
  return (
    <Panel title={TRADE_FIGURES.title}>
      <table class="split-figures">
        <thead>
          <tr>
            <th />
            <th class="number">All</th>
            <th class="number">Long</th>
            <th class="number">Short</th>
          </tr>
        </thead>
        <tbody>
          {TRADE_FIGURES.figures.map((spec) => (
            <tr key={spec.key} title={spec.hint}>
              <th scope="row">
                {spec.name}
                <Unit spec={spec} currency={currency} />
              </th>
              <td class="number" data-testid={`figure-${spec.key}`}>
                <FigureValue spec={spec} value={figures[spec.key]} />
              </td>
              {[long, short].map((side, index) => (
                <td key={index} class="number">
                  <FigureValue spec={spec} value={sideFigure(side, spec.key)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
