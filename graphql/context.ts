import type { BacktestApi, EngineApi, StudyApi } from "../engine/mod.ts";
import type { PubSub } from "./pubsub/mod.ts";

/** What every resolver can reach. */
export interface ApiContext {
  readonly engine: EngineApi;
  readonly pubsub: PubSub;
  /** Null where none are offered. */
  readonly backtests: BacktestApi | null;
  /** Null where none are offered. */
  readonly studies: StudyApi | null;
}
