import { useCallback, useMemo } from "preact/hooks";
import { fanColumns, fanPlot } from "../../charts/result/mod.ts";
import { count, money, percent, price, signedPercent } from "../../format/numbers.ts";
import type {
  BacktestBand,
  BacktestBootstrap,
  BacktestMonteCarlo,
} from "../../operations/operations.ts";
import { Panel } from "../figures.tsx";
import { type PlotPlace, PlotView } from "./plot_view.tsx";

export interface MonteCarloViewProps {
  readonly monteCarlo: BacktestMonteCarlo;
  readonly currency: string;
  readonly periods: string;
  /** What the account began with. */
  readonly cash: number;
}

/** What else could have come of it: the way of the equity, and where it and the drawdown may end. */
export function MonteCarloView(props: MonteCarloViewProps) {
  const { monteCarlo: { bootstrap, shuffle }, currency, periods, cash } = props;
  if (bootstrap === null && shuffle === null) {
    return (
      <Panel title="Monte Carlo" testId="monte-carlo">
        <p class="quiet panel-text">Too few trades and {periods} to simulate others.</p>
      </Panel>
    );
  }
  return (
    <>
      {bootstrap !== null && (
        <FanChart bootstrap={bootstrap} currency={currency} periods={periods} cash={cash} />
      )}
      <Panel title="Monte Carlo" testId="monte-carlo">
        <div class="table-scroll">
          <table class="rows">
            <thead>
              <tr>
                <th>Of all simulations lie below</th>
                {["5 %", "25 %", "50 %", "75 %", "95 %"].map((share) => (
                  <th key={share} class="number">{share}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {bootstrap !== null && (
                <>
                  <BandRow
                    name={`Final equity ${currency}, ${periods} drawn anew`}
                    band={bootstrap.finalEquity}
                    text={money}
                  />
                  <BandRow
                    name={`Max drawdown, ${periods} drawn anew`}
                    band={bootstrap.maxDrawdown}
                    text={signedPercent}
                  />
                </>
              )}
              {shuffle !== null && (
                <>
                  <BandRow
                    name="Max drawdown, trades in another order"
                    band={shuffle.maxDrawdown}
                    text={signedPercent}
                  />
                  <BandRow
                    name="Losses in a row, trades in another order"
                    band={shuffle.lossStreak}
                    text={count}
                  />
                </>
              )}
            </tbody>
          </table>
        </div>
        <p class="quiet panel-text">
          {bootstrap === null
            ? `Too few ${periods} to draw them anew. `
            : bootstrapWords(bootstrap, periods)}
          {shuffle === null
            ? "Too few trades to shuffle."
            : `The run's own drawdown from trade to trade was ${
              signedPercent(shuffle.seenDrawdown)
            }; ${percent(shuffle.asDeep)} of the orders have one as deep.`}
        </p>
      </Panel>
    </>
  );
}

function bootstrapWords(bootstrap: BacktestBootstrap, periods: string): string {
  const { returns, blockLength, simulations, lossShare } = bootstrap;
  return `${count(returns)} ${periods} in blocks of ${count(blockLength)} on average, ` +
    `${count(simulations)} times; ${percent(lossShare)} of them lose money. `;
}

interface BandRowProps {
  readonly name: string;
  readonly band: BacktestBand;
  readonly text: (value: number) => string;
}

function BandRow({ name, band: { p5, p25, p50, p75, p95 }, text }: BandRowProps) {
  return (
    <tr>
      <td>{name}</td>
      {[p5, p25, p50, p75, p95].map((value, index) => (
        <td key={index} class="number">{text(value)}</td>
      ))}
    </tr>
  );
}

type FanChartProps = Omit<MonteCarloViewProps, "monteCarlo"> & {
  readonly bootstrap: BacktestBootstrap;
};

function FanChart({ bootstrap, currency, periods, cash }: FanChartProps) {
  const fan = useMemo(() => fanColumns(bootstrap.fan, cash), [bootstrap, cash]);
  const draw = useCallback((place: PlotPlace) =>
    fanPlot(place.host, {
      ...place,
      fan,
      unit: periods,
      label: price,
      read(index) {
        const i = index ?? fan.period.length - 1;
        place.say(
          `After ${count(fan.period[i])} ${periods}`,
          `9 of 10 from ${money(fan.p5[i])} to ${money(fan.p95[i])} ${currency}`,
          `half from ${money(fan.p25[i])} to ${money(fan.p75[i])}`,
          `the run ${money(fan.own[i])}`,
        );
      },
    }), [fan, periods, currency]);
  return (
    <PlotView title="What else could have come of it" height={240} draw={draw} testId="fan-chart" />
  );
}
