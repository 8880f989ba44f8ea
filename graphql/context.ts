import type { EngineApi } from "./engine.ts";
import type { PubSub } from "./pubsub/mod.ts";

/** What every resolver can reach. */
export interface ApiContext {
  readonly engine: EngineApi;
  readonly pubsub: PubSub;
}
