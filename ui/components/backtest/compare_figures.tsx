import { FIGURE_GROUPS, type FigureGroup, figureText } from "../../format/figure_groups.ts";
import type { Compared } from "../../state/backtest/compared.ts";
import { Panel } from "../figures.tsx";
import { CompareHead } from "./compare_head.tsx";

/** All figures, a column a backtest. */
export function CompareFigures({ compared }: { readonly compared: readonly Compared[] }) {
  return (
    <section class="figure-panels" data-testid="compare-figures">
      {FIGURE_GROUPS.map((group) => (
        <Panel key={group.title} title={group.title}>
          <div class="table-scroll">
            <table class="rows compare">
              <CompareHead compared={compared} />
              <GroupRows group={group} compared={compared} />
            </table>
          </div>
        </Panel>
      ))}
    </section>
  );
}

interface GroupRowsProps {
  readonly group: FigureGroup;
  readonly compared: readonly Compared[];
}

function GroupRows({ group, compared }: GroupRowsProps) {
  return (
    <tbody>
      {group.figures.map((spec) => (
        <tr key={spec.key} title={spec.hint}>
          <th scope="row">{spec.name}</th>
          {compared.map(({ id, figures }) => (
            <td key={id} class="number">{figureText(spec, figures?.[spec.key] ?? null)}</td>
          ))}
        </tr>
      ))}
    </tbody>
  );
}
