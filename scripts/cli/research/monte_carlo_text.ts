import type { Band, MonteCarloReport } from "../../../engine/backtest/research/mod.ts";
import { count, money, number, percent } from "../backtest/words.ts";
import { table } from "../table.ts";

/** What else could have come of it, for the terminal. */
export function monteCarloText(report: MonteCarloReport): string {
  const { head, rows } = monteCarloTable(report);
  if (rows.length === 0) return "Monte Carlo: too few trades and periods";
  return [table(head, rows), ...monteCarloWords(report)].join("\n");
}

/** Where the simulations lie; no rows where there were none. */
export function monteCarloTable({ shuffle, bootstrap }: MonteCarloReport) {
  const rows = [
    ...(bootstrap === null ? [] : [
      row("final equity, periods drawn anew", bootstrap.finalEquity, money),
      row("max drawdown, periods drawn anew", bootstrap.maxDrawdown, percent),
    ]),
    ...(shuffle === null ? [] : [
      row("max drawdown, trades in another order", shuffle.maxDrawdown, percent),
      row(
        "losses in a row, trades in another order",
        shuffle.lossStreak,
        (value) => number(value, 0),
      ),
    ]),
  ];
  return { head: ["Monte Carlo", "5 %", "25 %", "50 %", "75 %", "95 %"], rows };
}

/** How they were made, and what they say of the run: a sentence each. */
export function monteCarloWords({ shuffle, bootstrap }: MonteCarloReport): string[] {
  return [
    bootstrap === null
      ? "Too few periods to draw them anew"
      : `${count(bootstrap.returns)} periods in blocks of ${
        number(bootstrap.blockLength, 0)
      } on average, ${count(bootstrap.simulations)} times; ${
        percent(bootstrap.lossShare)
      } of them lose money`,
    shuffle === null
      ? "Too few trades to shuffle"
      : `The run's own drawdown from trade to trade was ${percent(shuffle.seenDrawdown)}; ${
        percent(shuffle.asDeep)
      } of the orders have one as deep`,
  ];
}

function row(name: string, band: Band, text: (value: number) => string): string[] {
  return [name, ...[band.p5, band.p25, band.p50, band.p75, band.p95].map(text)];
}
