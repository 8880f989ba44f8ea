import type { TradingEngine } from "../../engine/mod.ts";
import type { ServiceOptions } from "./service_options.ts";
import { runStart } from "./start.ts";

const STRATEGIES = ["ema_crossover", "rsi_mean_reversion"] as const;
const SYMBOLS = ["BTCUSDT", "ETHUSDT", "SOLUSDT"] as const;

/** Runs the service with six runners; those of an earlier demo go on. */
export function runDemo(options: ServiceOptions, root: URL): Promise<number> {
  return runStart(options, root, addRunners);
}

async function addRunners(engine: TradingEngine): Promise<void> {
  if (engine.runners().length > 0) return;
  for (const symbol of SYMBOLS) {
    for (const strategy of STRATEGIES) {
      await engine.createRunner({ symbol, strategy, timeframe: "1m", feed: "SIMULATED" });
    }
  }
}
