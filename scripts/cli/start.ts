import { openService } from "./service.ts";
import type { ServiceOptions } from "./service_options.ts";
import { stopSignal } from "./stop_signal.ts";
import { EXIT } from "./usage_error.ts";
import { welcome } from "./welcome.ts";

/** Runs the service until it is told to stop. */
export async function runStart(options: ServiceOptions, root: URL): Promise<number> {
  const stopped = stopSignal();
  const service = await openService(options, root);
  console.log(welcome(service, options));
  await stopped;
  await service.close();
  return EXIT.OK;
}
