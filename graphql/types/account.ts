import { builder } from "../builder.ts";
import { Id } from "../checks.ts";
import type { AccountInfo } from "../../engine/mod.ts";
import { AccountLimitsType, RiskRuleStatusType } from "./risk.ts";
import { AccountLimitsInput } from "./risk_input.ts";
import { RunnerType } from "./runner.ts";
import { AccountType } from "./trading.ts";

export const SharedAccountType = builder.objectRef<AccountInfo>("SharedAccount").implement({
  description: "An account that several runners trade with, and limits on the whole.",
  fields: (t) => ({
    id: t.exposeID("id"),
    name: t.exposeString("name"),
    currency: t.exposeString("currency"),
    initialCash: t.exposeFloat("initialCash"),
    createdAt: t.expose("createdAt", { type: "Timestamp" }),
    risk: t.expose("limits", { type: AccountLimitsType }),
    riskStatus: t.field({
      type: [RiskRuleStatusType],
      description: "Of each limit the runner that is nearest to it.",
      resolve: ({ id }, _args, { engine }) => engine.accountRisk(id),
    }),
    books: t.field({
      type: AccountType,
      description: "Cash, equity and the rest over all its runners, as last committed.",
      resolve: ({ id }, _args, { engine }) => engine.accountBooks(id),
    }),
    runners: t.field({
      type: [RunnerType],
      resolve: ({ runners }, _args, { engine }) => runners.flatMap((id) => engine.runner(id) ?? []),
    }),
  }),
});

builder.objectField(RunnerType, "account", (t) =>
  t.field({
    type: SharedAccountType,
    nullable: true,
    description: "The account it shares; null for one of its own.",
    resolve: ({ account }, _args, { engine }) =>
      account === null ? undefined : engine.account(account),
  }));

const CreateAccountInput = builder.inputType("CreateAccountInput", {
  fields: (t) => ({
    name: t.string({ required: true, description: "1 to 100 characters, no other account's." }),
    currency: t.string({
      defaultValue: "USDT",
      description: "A quote currency; symbols of another one cannot be traded with it.",
    }),
    cash: t.float({ defaultValue: 10_000 }),
    risk: t.field({ type: AccountLimitsInput }),
  }),
});

builder.queryFields((t) => ({
  accounts: t.field({
    type: [SharedAccountType],
    description: "Accounts that runners may share, oldest first.",
    resolve: (_root, _args, { engine }) => engine.accounts(),
  }),
  account: t.field({
    type: SharedAccountType,
    nullable: true,
    description: "Null when there is none with this id.",
    args: { id: t.arg.id({ required: true, validate: Id }) },
    resolve: (_root, { id }, { engine }) => engine.account(id),
  }),
}));

builder.mutationFields((t) => ({
  createAccount: t.field({
    type: SharedAccountType,
    args: { input: t.arg({ type: CreateAccountInput, required: true }) },
    resolve: (_root, { input }, { engine }) =>
      engine.createAccount({
        name: input.name,
        ...(input.currency != null && { currency: input.currency }),
        ...(input.cash != null && { cash: input.cash }),
        ...(input.risk != null && { risk: input.risk }),
      }),
  }),
  setAccountRisk: t.field({
    type: SharedAccountType,
    description: "Changes the account's limits, at once for all its runners.",
    args: {
      id: t.arg.id({ required: true, validate: Id }),
      input: t.arg({ type: AccountLimitsInput, required: true }),
    },
    resolve: (_root, { id, input }, { engine }) => engine.setAccountRisk(id, input),
  }),
  removeAccount: t.id({
    description: "CONFLICT while runners are on it.",
    args: { id: t.arg.id({ required: true, validate: Id }) },
    resolve: (_root, { id }, { engine }) => engine.removeAccount(id),
  }),
}));
