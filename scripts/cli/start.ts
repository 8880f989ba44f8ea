import type { TradingEngine } from "../../engine/mod.ts";
import { openService } from "./service.ts";
import type { ServiceOptions } from "./service_options.ts";
import { stopSignal } from "./stop_signal.ts";
import { EXIT } from "./usage_error.ts";
import { welcome } from "./welcome.ts";

/**
 * Runs the service until it is told to stop.
 *
 * @param prepare has the engine before the service answers
 */
export async function runStart(
  options: ServiceOptions,
  root: URL,
  prepare?: (engine: TradingEngine) => Promise<void>,
): Promise<number> {
  const stopped = stopSignal();
  const service = await openService(options, root, prepare);
  console.log(welcome(service, options));
  await stopped;
  await service.close();
  return EXIT.OK;
}
