import { builder } from "../builder.ts";
import type { BacktestInfo, StudyInfo } from "../../engine/mod.ts";
import type { RunChange } from "../pubsub/mod.ts";
import { BacktestType } from "./backtest.ts";
import { StudyType } from "./study.ts";

const FIRST = "The first item comes at once and has neither id nor contents: who asks for the " +
  "list after it misses nothing.";

const BacktestChangeType = builder.objectRef<RunChange<BacktestInfo>>("BacktestChange").implement({
  fields: (t) => ({
    id: t.exposeID("id", { nullable: true }),
    backtest: t.expose("info", {
      type: BacktestType,
      nullable: true,
      description: "Null for one that was removed.",
    }),
  }),
});

const StudyChangeType = builder.objectRef<RunChange<StudyInfo>>("StudyChange").implement({
  fields: (t) => ({
    id: t.exposeID("id", { nullable: true }),
    study: t.expose("info", {
      type: StudyType,
      nullable: true,
      description: "Null for one that was removed.",
    }),
  }),
});

builder.subscriptionFields((t) => ({
  backtestsChanged: t.field({
    type: BacktestChangeType,
    description: `Each backtest that is new, has changed, or is gone. ${FIRST}`,
    subscribe: (_root, _args, { pubsub }) => pubsub.backtests(),
    resolve: (change: RunChange<BacktestInfo>) => change,
  }),
  studiesChanged: t.field({
    type: StudyChangeType,
    description: `Each study that is new, has changed, or is gone. ${FIRST}`,
    subscribe: (_root, _args, { pubsub }) => pubsub.studies(),
    resolve: (change: RunChange<StudyInfo>) => change,
  }),
}));
