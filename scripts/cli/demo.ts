import type { TradingEngine } from "../../engine/mod.ts";
import { openService } from "./service.ts";
import type { ServiceOptions } from "./service_options.ts";
import { stopSignal } from "./stop_signal.ts";
import { EXIT } from "./usage_error.ts";
import { welcome } from "./welcome.ts";

const STRATEGIES = ["ema_crossover", "rsi_mean_reversion"] as const;
const SYMBOLS = ["BTCUSDT", "ETHUSDT", "SOLUSDT"] as const;

/** Runs the service with six runners; those of an earlier demo go on. */
export async function runDemo(options: ServiceOptions, root: URL): Promise<number> {
  const stopped = stopSignal();
  const service = await openService(options, root);
  try {
    if (service.engine.runners().length === 0) await addRunners(service.engine);
  } catch (error) {
    await service.close();
    throw error;
  }
  console.log(welcome(service, options));
  await stopped;
  await service.close();
  return EXIT.OK;
}

async function addRunners(engine: TradingEngine): Promise<void> {
  for (const symbol of SYMBOLS) {
    for (const strategy of STRATEGIES) {
      await engine.createRunner({ symbol, strategy, timeframe: "1m", feed: "SIMULATED" });
    }
  }
}
