import { builder } from "../builder.ts";
import type { Instrument, SymbolTerms } from "../../engine/mod.ts";
import { AssetClassType, FeedType } from "./enums.ts";

const NO_LIMIT = "0 where there is no limit.";

const SymbolTermsType = builder.objectRef<SymbolTerms>("SymbolTerms").implement({
  description: "In which steps a symbol is traded on one feed, and within which limits.",
  fields: (t) => ({
    priceStep: t.exposeFloat("priceStep"),
    quantityStep: t.exposeFloat("quantityStep"),
    minQuantity: t.exposeFloat("minQuantity", { description: NO_LIMIT }),
    maxQuantity: t.exposeFloat("maxQuantity", { description: NO_LIMIT }),
    minNotional: t.exposeFloat("minNotional", {
      description: `Least that an order has to be worth. ${NO_LIMIT}`,
    }),
  }),
});

export const SymbolType = builder.objectRef<Instrument>("Symbol").implement({
  description: "What can be traded, and in which steps.",
  fields: (t) => ({
    code: t.exposeString("code"),
    name: t.exposeString("name"),
    assetClass: t.expose("assetClass", { type: AssetClassType }),
    base: t.exposeString("base", { description: "What is bought and sold." }),
    quote: t.exposeString("quote", { description: "What prices, cash and P&L are counted in." }),
    feeds: t.expose("feeds", { type: [FeedType] }),
    priceStep: t.exposeFloat("priceStep"),
    quantityStep: t.exposeFloat("quantityStep"),
    minQuantity: t.exposeFloat("minQuantity", {
      description: `Least of the base in one order. ${NO_LIMIT}`,
    }),
    maxQuantity: t.exposeFloat("maxQuantity", {
      description: `Most of the base in one order. ${NO_LIMIT}`,
    }),
    minNotional: t.exposeFloat("minNotional", {
      description: `Least that an order has to be worth, in the quote currency. ${NO_LIMIT}`,
    }),
    terms: t.field({
      type: SymbolTermsType,
      description: "Steps and limits as a feed has them, which a new runner on it gets.",
      args: { feed: t.arg({ type: FeedType, required: true }) },
      resolve: ({ code }, { feed }, { engine }) => engine.terms(code, feed),
    }),
  }),
});

builder.queryField("symbols", (t) =>
  t.field({
    type: [SymbolType],
    resolve: (_root, _args, { engine }) => engine.symbols(),
  }));
