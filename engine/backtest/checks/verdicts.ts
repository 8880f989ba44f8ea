import type { CostReport, LookAheadReport, SpikeReport, WarmUpReport } from "../honesty/mod.ts";
import type { RandomEntriesReport } from "../research/mod.ts";
import { count, counted, moment, money, number, percent } from "../words/mod.ts";
import type { CheckName, CheckReport } from "./check_report.ts";

/** What one check comes to, in plain words. */
export interface CheckVerdict {
  readonly check: CheckName;
  /** `UNKNOWN`: there was too little to tell, or it was ended before. */
  readonly mood: "FINE" | "DOUBTFUL" | "BAD" | "UNKNOWN";
  readonly words: string;
  /** A line each. */
  readonly details: readonly string[];
}

type Verdict = Omit<CheckVerdict, "check">;

/** Differences that are shown. */
const SHOWN = 3;
/** Off by more is told: 0.1 %. */
const DRIFT = 0.001;
/** Below it chance is no good explanation. */
const SIGNIFICANT = 0.05;
/** Costs that a strategy ought to bear: twice what was set. */
const BEARABLE = 2;
const ENDED: Verdict = { mood: "UNKNOWN", words: "ended before its time", details: [] };

/** The verdicts in the order the checks were made in; of prices one a symbol that has odd ones. */
export function verdictsOf(report: CheckReport): CheckVerdict[] {
  const { lookAhead, warmUp, costs, chance, spikes } = report;
  return [
    { check: "LOOK_AHEAD", ...(lookAhead === null ? ENDED : lookAheadVerdict(lookAhead)) },
    { check: "WARM_UP", ...(warmUp === null ? ENDED : warmUpVerdict(warmUp)) },
    { check: "COSTS", ...(costs === null ? ENDED : costVerdict(costs)) },
    { check: "CHANCE", ...(chance === null ? ENDED : chanceVerdict(chance.randomEntries)) },
    ...priceVerdicts(spikes).map((verdict) => ({ check: "PRICES" as const, ...verdict })),
  ];
}

function lookAheadVerdict({ verdict, ...report }: LookAheadReport): Verdict {
  const { decisions, cuts, changed, differences } = report;
  const details = differences.slice(0, SHOWN).map((one) => {
    const how = one.cutAt === null
      ? "in a second run"
      : `with the data ending at ${moment(one.cutAt)}`;
    return `${moment(one.time)} ${one.symbol}: ${one.withFuture ?? "nothing"}; ${how} ${
      one.without ?? "nothing"
    }`;
  });
  switch (verdict) {
    case "CLEAN":
      return {
        mood: "FINE",
        words: `none found; ${
          counted(decisions, "decision")
        }, the future cut off at ${cuts} of them`,
        details,
      };
    case "LOOKS_AHEAD":
      return {
        mood: "BAD",
        words: `IT KNOWS THE FUTURE: ${changed} of ${cuts} cuts changed what it had decided before`,
        details,
      };
    case "NOT_REPEATABLE":
      return {
        mood: "BAD",
        words: "IT DOES NOT REPEAT: a second run over the same data decided something else",
        details,
      };
    case "NO_DECISIONS":
      return {
        mood: "UNKNOWN",
        words: "it decided nothing, so there is nothing to check",
        details,
      };
  }
}

function warmUpVerdict({ verdict, enoughBars, rows, from }: WarmUpReport): Verdict {
  const details = rows.map(({ bars, orders, different, lastDifference, indicators }) => {
    const off = indicators.filter((one) => one.off === null || one.off > DRIFT)
      .map(({ key, output, off }) =>
        `${key}${output === "value" ? "" : ` ${output}`} ${
          off === null ? "not warm" : `off ${percent(off)}`
        }`
      );
    const drift = off.length > 0 ? off.join(", ") : "indicators settled";
    const last = lastDifference === null ? "" : `, the last at ${moment(lastDifference)}`;
    return `${counted(bars, "bar")} before: ${different} of ${
      counted(orders, "order")
    } differ${last}; ${drift}`;
  });
  const enough = counted(enoughBars ?? 0, "bar");
  const few = rows.some(({ bars, different }) => bars === enoughBars && different > 0)
    ? " but for the first orders"
    : "";
  switch (verdict) {
    case "SETTLES":
      return {
        mood: "FINE",
        words: enoughBars === 0
          ? "its orders settle soon, wherever the data begins"
          : `its orders settle; ${enough} before ${moment(from)} are enough${few}`,
        details,
      };
    case "DEPENDS_ON_START":
      return {
        mood: "BAD",
        words: "ITS ORDERS DEPEND ON WHERE THE DATA BEGINS, however early that is",
        details,
      };
    case "NO_ORDERS":
      return {
        mood: "UNKNOWN",
        words: "it traded nothing in the last third of the data, so there is nothing to check",
        details,
      };
  }
}

function costVerdict({ rows, breakEven, hasCosts }: CostReport): Verdict {
  if (!hasCosts) {
    const words = "none are set, so there is nothing to multiply";
    return { mood: "DOUBTFUL", words, details: [] };
  }
  if (rows[0]?.figures.trades === 0) {
    const words = "it closed no trade, so there is nothing to multiply";
    return { mood: "UNKNOWN", words, details: [] };
  }
  const details = rows.map(({ factor, figures }) =>
    `× ${factor}: return ${percent(figures.totalReturn)}, fees ${money(figures.fees)}, ` +
    `${counted(figures.trades, "trade")}`
  );
  if (breakEven !== null) {
    const mood = breakEven >= BEARABLE ? "FINE" : "DOUBTFUL";
    return { mood, words: `nothing is left at ${number(breakEven)} times the costs`, details };
  }
  return (rows[0]?.figures.totalReturn ?? 0) > 0
    ? { mood: "FINE", words: "it earns at all of them", details }
    : { mood: "BAD", words: "it earns nothing even as they are", details };
}

function chanceVerdict(report: RandomEntriesReport | null): Verdict {
  if (report === null) return { mood: "UNKNOWN", words: "too few trades to tell", details: [] };
  const { netProfit, randomMean, pValue, simulations } = report;
  const isBetter = pValue < SIGNIFICANT;
  const words = `the times of its entries are ${isBetter ? "" : "no "}better than chance ` +
    `(p ${number(pValue, 3)})`;
  const detail = `it earned ${money(netProfit)}; the same trades at random times ` +
    `${money(randomMean)} on average of ${count(simulations)}`;
  return { mood: isBetter ? "FINE" : "DOUBTFUL", words, details: [detail] };
}

function priceVerdicts(spikes: CheckReport["spikes"]): Verdict[] {
  const clean = spikes.filter(({ report }) => report.count === 0).map(({ symbol }) => symbol);
  const has = clean.length === 1 ? "has" : "have";
  const words = `${clean.join(", ")} ${has} none that come back at once`;
  return [
    ...(clean.length > 0 ? [{ mood: "FINE" as const, words, details: [] }] : []),
    ...spikes.filter(({ report }) => report.count > 0)
      .map(({ symbol, report }) => spikeVerdict(symbol, report)),
  ];
}

function spikeVerdict(symbol: string, { count: found, largest }: SpikeReport): Verdict {
  const details = largest.slice(0, SHOWN)
    .map(({ time, move }) => `${moment(time)} ${percent(move)}`);
  const words = `${symbol} has ${counted(found, "close")} far off that come back at once`;
  return { mood: "DOUBTFUL", words, details };
}
