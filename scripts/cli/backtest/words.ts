export * from "../../../engine/backtest/words/mod.ts";
