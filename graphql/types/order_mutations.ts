import { builder } from "../builder.ts";
import { Id } from "../checks.ts";
import { RunnerType } from "./runner.ts";

builder.mutationFields((t) => ({
  cancelOrder: t.field({
    type: RunnerType,
    description: "Takes an order out of the market. With a stop loss or take profit the position " +
      "loses that level. CONFLICT where the order is not at work any more.",
    args: {
      runnerId: t.arg.id({ required: true, validate: Id }),
      id: t.arg.id({ required: true, validate: Id, description: "The order's." }),
    },
    resolve: (_root, { runnerId, id }, { engine }) => engine.cancelOrder(runnerId, id),
  }),
  amendOrder: t.field({
    type: RunnerType,
    description:
      "Changes an order that is at work; at least one of price, stopPrice and quantity. " +
      "Of a stop loss or take profit only the price: it closes all of the position. CONFLICT " +
      "where the order is not at work any more.",
    args: {
      runnerId: t.arg.id({ required: true, validate: Id }),
      id: t.arg.id({ required: true, validate: Id, description: "The order's." }),
      price: t.arg.float({ description: "The limit." }),
      stopPrice: t.arg.float({ description: "What triggers it." }),
      quantity: t.arg.float({ description: "Of the whole order, what is filled included." }),
    },
    resolve: (_root, { runnerId, id, price, stopPrice, quantity }, { engine }) =>
      engine.amendOrder(runnerId, id, {
        ...(price != null && { price }),
        ...(stopPrice != null && { stopPrice }),
        ...(quantity != null && { quantity }),
      }),
  }),
}));
