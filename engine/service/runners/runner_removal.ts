import type { EngineEvent, RunnerId } from "../../domain/mod.ts";
import type { Clock } from "../../kernel/clock.ts";
import type { AccountRecord } from "../../store/store.ts";
import type { Accounts } from "../accounts/mod.ts";
import type { Journal } from "../events/mod.ts";
import {
  CALL_MS,
  type Fleet,
  linkOf,
  noRunner,
  type Roster,
  type RunnerEntry,
  SETTLE_MS,
} from "../fleet/mod.ts";

export interface RunnerRemovalOptions {
  readonly roster: Roster;
  readonly fleet: Fleet;
  readonly accounts: Accounts;
  readonly journal: Journal;
  readonly clock: Clock;
  publish(event: EngineEvent): void;
}

/** Takes runners out of the engine and of the store. */
export class RunnerRemoval {
  readonly #options: RunnerRemovalOptions;

  constructor(options: RunnerRemovalOptions) {
    this.#options = options;
  }

  /** @throws InputError NOT_FOUND */
  async remove(id: string): Promise<RunnerId> {
    const { roster, accounts } = this.#options;
    const entry = roster.require(id);
    const { account } = entry;
    if (account === null) return await this.#remove(entry);
    return await entry.inTurn(async () => {
      roster.require(id);
      // Only its shard knows to the last what it leaves on the account.
      const { value } = await linkOf(entry).call({ op: "remove", moves: false }, SETTLE_MS);
      return await this.#remove(entry, accounts.left(account, value));
    });
  }

  /** @param settled its account's record, where the shard has let go of it already */
  async #remove(entry: RunnerEntry, settled?: AccountRecord): Promise<RunnerId> {
    const { roster, fleet, journal, publish } = this.#options;
    const { id, home } = entry;
    roster.remove(id);
    entry.leave(noRunner(id));
    if (home) {
      // A runner that does not answer is removed all the same: nothing it says is heard any more.
      if (!settled) await home.link.call({ op: "remove", moves: false }, CALL_MS).catch(() => {});
      fleet.leave(entry);
    }
    const event = this.#event(entry);
    await journal.commit({ removed: [id], accounts: settled ? [settled] : [], events: [] });
    publish(event);
    return id;
  }

  #event({ id, state, record }: RunnerEntry): EngineEvent {
    return {
      type: "RUNNER_REMOVED",
      sequence: (state?.sequence ?? 0) + 1,
      time: this.#options.clock.now(),
      runnerId: id,
      symbol: record.symbol,
    };
  }
}
