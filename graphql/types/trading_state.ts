import { builder } from "../builder.ts";
import { TRADING_STATE_WORDING, type TradingStateResult } from "../../engine/mod.ts";
import { TradingStateType } from "./enums.ts";

const TradingStateResultType = builder.objectRef<TradingStateResult>("TradingStateResult")
  .implement({
    description: "What a change of the trading state did; all of it is committed.",
    fields: (t) => ({
      state: t.expose("state", { type: TradingStateType }),
      since: t.expose("since", {
        type: "Timestamp",
        nullable: true,
        description: "When it became that; null where it has always been ACTIVE.",
      }),
      reason: t.exposeString("reason", { nullable: true }),
      canceledOrders: t.exposeInt("canceledOrders"),
      closedPositions: t.exposeInt("closedPositions"),
      leftOpen: t.exposeIDList("leftOpen", {
        description:
          "Runners whose position was to be closed and was not: no price is known for it.",
      }),
      unanswered: t.exposeIDList("unanswered", {
        description: "Runners that did not answer in time. Their shard is given up when it stays " +
          "silent; they obey before they see another price.",
      }),
    }),
  });

const KEPT = "It is kept over a restart, and counts for runners that are created later.";

builder.mutationFields((t) => ({
  setTradingState: t.field({
    type: TradingStateResultType,
    description:
      `Says what the whole engine may do. ${KEPT} Answered once all runners that can be ` +
      "reached obey.",
    args: {
      state: t.arg({ type: TradingStateType, required: true }),
      reason: t.arg.string({ description: "For the log, at most 500 characters." }),
    },
    resolve: (_root, { state, reason }, { engine }) =>
      engine.setTradingState(state, reason ?? undefined),
  }),
  killSwitch: t.field({
    type: TradingStateResultType,
    description:
      "Closes the positions of running, paused and failed runners at the last price if " +
      `\`flatten\`, then sets the trading state to HALTED. ${TRADING_STATE_WORDING.HALTED} ${KEPT} ` +
      "`releaseKillSwitch` ends it.",
    args: {
      flatten: t.arg.boolean({
        defaultValue: true,
        description:
          "False leaves positions as they are, without stop loss and take profit in the " +
          "market until the release.",
      }),
      reason: t.arg.string({ description: "For the log, at most 500 characters." }),
    },
    resolve: (_root, { flatten, reason }, { engine }) =>
      engine.killSwitch(flatten ?? true, reason ?? undefined),
  }),
  releaseKillSwitch: t.field({
    type: TradingStateResultType,
    description:
      "Sets the trading state back to ACTIVE: strategies are asked again, and stop loss " +
      "and take profit of open positions are placed again. CONFLICT where it is not HALTED.",
    resolve: (_root, _args, { engine }) => engine.releaseKillSwitch(),
  }),
}));
