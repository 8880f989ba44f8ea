import { builder } from "../builder.ts";
import type { ParameterSpec, StrategyDescription } from "../../engine/mod.ts";
import { ParameterTypeType } from "./enums.ts";

const StrategyParameterType = builder.objectRef<ParameterSpec>("StrategyParameter").implement({
  description: "A parameter that a strategy declares: what a form needs to know.",
  fields: (t) => ({
    name: t.exposeString("name"),
    type: t.expose("type", { type: ParameterTypeType }),
    default: t.expose("default", { type: "JSON" }),
    min: t.float({ nullable: true, resolve: (spec) => spec.min ?? null }),
    max: t.float({ nullable: true, resolve: (spec) => spec.max ?? null }),
    step: t.float({ nullable: true, resolve: (spec) => spec.step ?? null }),
    options: t.stringList({ nullable: true, resolve: (spec) => spec.options ?? null }),
    description: t.string({ nullable: true, resolve: (spec) => spec.description ?? null }),
  }),
});

export const StrategyType = builder.objectRef<StrategyDescription>("Strategy").implement({
  fields: (t) => ({
    name: t.exposeString("name"),
    description: t.exposeString("description"),
    language: t.exposeString("language", { description: "`lua` or `ts`." }),
    parameters: t.expose("parameters", { type: [StrategyParameterType] }),
    constraints: t.exposeStringList("constraints", {
      description:
        "What has to hold between the parameters: `fast < slow`. Values that break it are " +
        "refused, and studies leave such combinations out.",
    }),
    path: t.exposeString("path"),
    error: t.exposeString("error", {
      nullable: true,
      description: "Why it cannot be used, with file and line; null when it can.",
    }),
  }),
});

builder.queryField("strategies", (t) =>
  t.field({
    type: [StrategyType],
    resolve: (_root, _args, { engine }) => engine.strategies(),
  }));
