import { builder } from "../builder.ts";
import { Id, Parameters } from "../checks.ts";
import type { StudyInput } from "../../engine/mod.ts";
import { backtestFields, withoutNulls } from "./backtest_mutations.ts";
import { offeredStudies, StudyType } from "./study.ts";
import { StudyKindType, StudyObjectiveType, StudySearchType } from "./study_parts.ts";

const WindowsInput = builder.inputType("StudyWindowsInput", {
  description: "How many windows, or how long they are. Default: 5 that fill the data.",
  fields: (t) => ({
    windows: t.int({
      description: "So many, searched four times as long as tested, 1 to 500.",
    }),
    inSampleMs: t.float({ description: "Time that is searched." }),
    outOfSampleMs: t.float({ description: "Time after it that the best is tested on." }),
    anchored: t.boolean({ description: "Searches from the very beginning each time." }),
  }),
});

const StudyInputType = builder.inputType("StudyInput", {
  description: "A `BacktestInput` whose parameters have several values. What is left out is as " +
    "by default.",
  fields: (t) => ({
    ...backtestFields(t),
    kind: t.field({ type: StudyKindType, required: true }),
    parameters: t.field({
      type: "JSON",
      required: true,
      description: "By name one value, a list of them, or text: a range `from:to:step`, a list " +
        "`a,b,c`, or `*` for all that is declared.",
    }).validate(Parameters),
    where: t.stringList({ description: "What has to hold between parameters: `fast<slow`." }),
    search: t.field({ type: StudySearchType, description: "Default: `GRID`." }),
    trials: t.int({
      description: "Combinations that are tried at random or by evolution. Default: 500.",
    }),
    objective: t.field({
      type: StudyObjectiveType,
      description: "Default: `sharpe`, or in a run of less than a month `returnDrawdown`.",
    }),
    minTrades: t.int({ description: "Combinations with fewer have no score. Default: 1." }),
    windows: t.field({ type: WindowsInput, description: "Of a walk-forward." }),
  }),
});

function studyInput(given: typeof StudyInputType.$inferInput): StudyInput {
  const { windows, parameters, ...others } = withoutNulls(given);
  const { windows: count, inSampleMs, outOfSampleMs, anchored } = windows ?? {};
  return {
    ...others,
    // Checked to be an object.
    parameters: parameters as StudyInput["parameters"],
    ...(windows == null ? {} : {
      windows: {
        windows: count ?? undefined,
        inSampleMs: inSampleMs ?? undefined,
        outOfSampleMs: outOfSampleMs ?? undefined,
        anchored: anchored ?? undefined,
      },
    }),
  };
}

builder.mutationFields((t) => ({
  runStudy: t.field({
    type: StudyType,
    description: "Returns once everything is checked; `studyProgress` tells how it comes along.",
    args: { input: t.arg({ type: StudyInputType, required: true }) },
    resolve: (_root, { input }, context) => offeredStudies(context).run(studyInput(input)),
  }),
  cancelStudy: t.field({
    type: StudyType,
    description: "What there is by then is kept.",
    args: { id: t.arg.id({ required: true, validate: Id }) },
    resolve: (_root, { id }, context) => offeredStudies(context).cancel(id),
  }),
  removeStudy: t.id({
    description: "With its results; one under way is ended.",
    args: { id: t.arg.id({ required: true, validate: Id }) },
    resolve: (_root, { id }, context) => offeredStudies(context).remove(id),
  }),
}));
