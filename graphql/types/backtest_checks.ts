import { builder } from "../builder.ts";
import { Id } from "../checks.ts";
import {
  type BacktestChecks,
  type CheckReport,
  type CheckVerdict,
  verdictsOf,
} from "../../engine/mod.ts";
import { BacktestStatusType, BacktestType, offered } from "./backtest.ts";
import { MonteCarloType } from "./backtest_monte_carlo.ts";

const VerdictType = builder.objectRef<CheckVerdict>("BacktestVerdict").implement({
  description: "What one check comes to.",
  fields: (t) => ({
    check: t.exposeString("check", {
      description:
        "`LOOK_AHEAD`, `WARM_UP`, `COSTS`, `CHANCE` or `PRICES`; of the last there may be several.",
    }),
    mood: t.exposeString("mood", { description: "`FINE`, `DOUBTFUL`, `BAD` or `UNKNOWN`." }),
    words: t.exposeString("words", { description: "In plain English." }),
    details: t.exposeStringList("details", { description: "A line each." }),
  }),
});

type CostRow = NonNullable<CheckReport["costs"]>["rows"][number];

const CostRowType = builder.objectRef<CostRow>("BacktestCostRow").implement({
  description: "The same run on terms that are so many times as dear.",
  fields: (t) => ({
    factor: t.exposeFloat("factor"),
    trades: t.int({ resolve: ({ figures }) => figures.trades }),
    totalReturn: t.float({ resolve: ({ figures }) => figures.totalReturn }),
    maxDrawdown: t.float({ nullable: true, resolve: ({ figures }) => figures.maxDrawdown }),
    profitFactor: t.float({ nullable: true, resolve: ({ figures }) => figures.profitFactor }),
    fees: t.float({ resolve: ({ figures }) => figures.fees }),
  }),
});

const ChecksType = builder.objectRef<BacktestChecks>("BacktestChecks").implement({
  description: "Whether a backtest's figures can be believed.",
  fields: (t) => ({
    status: t.expose("status", { type: BacktestStatusType }),
    progress: t.exposeFloat("progress", { description: "From 0 to 1." }),
    check: t.exposeString("check", { nullable: true, description: "What is under way." }),
    error: t.exposeString("error", { nullable: true }),
    verdicts: t.field({
      type: [VerdictType],
      description: "In the order the checks are made in; none before all of them have ended.",
      resolve: ({ report }) => report === null ? [] : verdictsOf(report),
    }),
    costs: t.field({
      type: [CostRowType],
      description: "Fees, spread and slippage multiplied.",
      resolve: ({ report }) => report?.costs?.rows ?? [],
    }),
    breakEven: t.float({
      nullable: true,
      description: "How many times the costs leave nothing; null where no row of `costs` does.",
      resolve: ({ report }) => report?.costs?.breakEven ?? null,
    }),
    monteCarlo: t.field({
      type: MonteCarloType,
      nullable: true,
      resolve: ({ report }) => report?.chance?.monteCarlo ?? null,
    }),
    report: t.field({
      type: "JSON",
      nullable: true,
      description: "All that was found, as `backtest --check --json` prints it.",
      resolve: ({ report }) => report,
    }),
  }),
});

builder.objectField(BacktestType, "checks", (t) =>
  t.expose("checks", {
    type: ChecksType,
    nullable: true,
    description: "Null as long as nobody has asked for them: `checkBacktest`.",
  }));

builder.mutationFields((t) => ({
  checkBacktest: t.field({
    type: BacktestType,
    description: "Checks one that is over: is it honest (look-ahead, start of the data), what " +
      "is left on dearer terms, is it luck. It is run again some twenty times, in its turn; " +
      "`backtestProgress` tells how that comes along, and `checks` keeps what was found. " +
      "Refused with CONFLICT where its strategy or its candles are not what they were.",
    args: {
      id: t.arg.id({ required: true, validate: Id }),
      simulations: t.arg.int({
        description: "Of what else could have come of it (Monte Carlo): 1 to 100,000. " +
          "Default: 1,000.",
      }),
    },
    resolve: (_root, { id, simulations }, context) =>
      offered(context).check(id, { simulations: simulations ?? undefined }),
  }),
  cancelBacktestChecks: t.field({
    type: BacktestType,
    description: "What was found by then is kept.",
    args: { id: t.arg.id({ required: true, validate: Id }) },
    resolve: (_root, { id }, context) => offered(context).cancelChecks(id),
  }),
}));
