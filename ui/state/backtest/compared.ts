import type { BacktestComparedData } from "../../operations/operations.ts";
import { grown, joined, type JoinedCurves } from "./curves.ts";
import { settingsOf } from "./settings.ts";

/** A backtest with its curve. */
export type Compared = NonNullable<BacktestComparedData["backtest"]>;

/** The curves of all of them, each as growth since its own start. */
export function growthCurves(compared: readonly Compared[]): JoinedCurves {
  return joined(compared.map((backtest) => {
    const { equity } = backtest;
    const initial = settingsOf(backtest).cash ?? equity[0]?.equity ?? 1;
    return {
      time: equity.map(({ time }) => time),
      value: grown(equity.map((point) => point.equity), initial),
    };
  }));
}
