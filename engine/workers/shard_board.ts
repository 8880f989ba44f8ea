import {
  type EngineExposure,
  type EngineRiskSettings,
  NO_ENGINE_LIMITS,
  NO_EXPOSURE,
  sumExposure,
} from "../domain/mod.ts";
import type { RiskBoard } from "./messages.ts";
import type { ShardRunner } from "./shard_runner.ts";

/** What a runner's rules see of the whole engine. */
export interface EngineView {
  readonly limits: EngineRiskSettings;
  readonly elsewhere: EngineExposure;
}

const FREE: EngineView = { limits: NO_ENGINE_LIMITS, elsewhere: NO_EXPOSURE };

/**
 * Limits over the whole engine in one shard: other shards as last committed, the shard's own runners as
 * they are.
 */
export class ShardBoard {
  #board: RiskBoard | null = null;
  readonly #runners: () => Iterable<ShardRunner>;

  constructor(runners: () => Iterable<ShardRunner>) {
    this.#runners = runners;
  }

  set(board: RiskBoard): void {
    const isFree = Object.values(board.limits).every((most) => most === null);
    this.#board = isFree ? null : board;
    for (const held of this.#runners()) this.show(held);
  }

  show(held: ShardRunner): void {
    held.runner.desk.risk.engine = this.#viewOf(held);
  }

  #viewOf(held: ShardRunner): EngineView {
    const board = this.#board;
    if (board === null) return FREE;
    // Worked out when an order is judged: between two orders it may change with every price.
    const elsewhere = () => this.#elsewhere(held, board.others);
    return {
      limits: board.limits,
      get elsewhere() {
        return elsewhere();
      },
    };
  }

  #elsewhere(self: ShardRunner, others: EngineExposure): EngineExposure {
    const mates = [...this.#runners()].filter((held) => held !== self);
    return sumExposure(mates.map((held) => held.exposure()), others, self.account);
  }
}
