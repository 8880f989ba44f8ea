import type {
  CostReport,
  LookAheadReport,
  SpikeReport,
  WarmUpReport,
} from "../../../engine/backtest/honesty/mod.ts";
import type { RandomEntriesReport } from "../../../engine/backtest/research/mod.ts";
import { count, counted, moment, money, number, percent } from "../backtest/words.ts";

/** Differences that are shown. */
const SHOWN = 3;
/** Off by more is told: 0.1 %. */
const DRIFT = 0.001;
/** Below it chance is no good explanation. */
const SIGNIFICANT = 0.05;

export function lookAheadText(report: LookAheadReport): string {
  const { verdict, decisions, cuts, changed, differences } = report;
  const lines = differences.slice(0, SHOWN).map(({ cutAt, time, symbol, withFuture, without }) =>
    `  ${moment(time)} ${symbol}: ${withFuture ?? "nothing"}; ${
      cutAt === null ? "in a second run" : `with the data ending at ${moment(cutAt)}`
    } ${without ?? "nothing"}`
  );
  return [`Look-ahead: ${lookAheadWords()}`, ...lines].join("\n");

  function lookAheadWords(): string {
    switch (verdict) {
      case "CLEAN":
        return `none found; ${
          counted(decisions, "decision")
        }, the future cut off at ${cuts} of them`;
      case "LOOKS_AHEAD":
        return `IT KNOWS THE FUTURE: ${changed} of ${cuts} cuts changed what it had decided before`;
      case "NOT_REPEATABLE":
        return "IT DOES NOT REPEAT: a second run over the same data decided something else";
      case "NO_DECISIONS":
        return "it decided nothing, so there is nothing to check";
    }
  }
}

export function warmUpText({ verdict, enoughBars, rows, from }: WarmUpReport): string {
  const words = {
    SETTLES: `its orders settle; ${counted(enoughBars ?? 0, "bar")} before ${
      moment(from)
    } are enough`,
    DEPENDS_ON_START: "ITS ORDERS DEPEND ON WHERE THE DATA BEGINS, however early that is",
    NO_ORDERS: "it traded nothing in the last third of the data, so there is nothing to check",
  }[verdict];
  const lines = rows.map(({ bars, orders, different, indicators }) => {
    const off = indicators.filter((one) => one.off === null || one.off > DRIFT)
      .map(({ key, output, off }) =>
        `${key}${output === "value" ? "" : ` ${output}`} ${
          off === null ? "not warm" : `off ${percent(off)}`
        }`
      );
    const drift = off.length > 0 ? off.join(", ") : "indicators settled";
    return `  ${counted(bars, "bar")} before: ${different} of ${
      counted(orders, "order")
    } differ; ${drift}`;
  });
  return [`Warm-up: ${words}`, ...lines].join("\n");
}

export function costText({ rows, breakEven, hasCosts }: CostReport): string {
  if (!hasCosts) return "Costs: none are set, so there is nothing to multiply";
  const lines = rows.map(({ factor, figures }) =>
    `  × ${factor}: return ${percent(figures.totalReturn)}, fees ${money(figures.fees)}, ` +
    `${counted(figures.trades, "trade")}`
  );
  const [first] = rows;
  const words = breakEven !== null
    ? `nothing is left at ${number(breakEven)} times the costs`
    : (first?.figures.totalReturn ?? 0) > 0
    ? "it earns at all of them"
    : "it earns nothing even as they are";
  return [`Costs: ${words}`, ...lines].join("\n");
}

export function spikesText(symbol: string, { count: found, largest }: SpikeReport): string {
  if (found === 0) return `Prices: ${symbol} has none that come back at once`;
  const lines = largest.slice(0, SHOWN).map(({ time, move }) =>
    `  ${moment(time)} ${percent(move)}`
  );
  return [
    `Prices: ${symbol} has ${counted(found, "close")} far off that come back at once`,
    ...lines,
  ]
    .join("\n");
}

export function randomEntriesText(report: RandomEntriesReport | null): string {
  if (report === null) return "Chance: too few trades to tell";
  const { netProfit, randomMean, pValue, simulations } = report;
  const words = pValue < SIGNIFICANT
    ? "the times of its entries are better than chance"
    : "the times of its entries are no better than chance";
  return `Chance: ${words} (p ${number(pValue, 3)})\n  it earned ${
    money(netProfit)
  }; the same trades at ` +
    `random times ${money(randomMean)} on average of ${count(simulations)}`;
}
