import { builder } from "../builder.ts";
import type { Instrument } from "../../engine/mod.ts";
import { AssetClassType, FeedType } from "./enums.ts";

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
  }),
});

builder.queryField("symbols", (t) =>
  t.field({
    type: [SymbolType],
    resolve: (_root, _args, { engine }) => engine.symbols(),
  }));
