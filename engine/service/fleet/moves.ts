import type { ShardHandle, ShardPool } from "../../workers/mod.ts";
import type { EngineLog } from "../engine_log.ts";
import type { Arrival, Places } from "./places.ts";
import type { Roster } from "./roster.ts";
import type { RunnerEntry } from "./runner_entry.ts";

/** How often a runner is moved after losing its shard before it is taken for the cause. */
export const MAX_MOVES = 3;

export interface MovesOptions {
  readonly pool: ShardPool;
  readonly places: Places;
  readonly roster: Roster;
  readonly log: EngineLog;
}

/** Gives runners another place: when their shard was lost, or when they keep others waiting. */
export class Moves {
  readonly #options: MovesOptions;

  constructor(options: MovesOptions) {
    this.#options = options;
  }

  /** Moves the runners of a lost shard to new places, from their last committed state. */
  lost(shard: ShardHandle, reason: string): void {
    const { places, roster, log } = this.#options;
    const ids = [...shard.runners];
    log.warn({ shard: shard.number, runners: ids, reason }, "shard lost, moving its runners");
    const entries = ids.flatMap((id) => roster.get(id) ?? []);
    for (const entry of entries) places.leave(entry);
    for (const entry of entries) entry.restarts++;
    for (const entry of entries) this.#replace(entry, `shard ${shard.number} ${reason}`);
  }

  /** Takes a runner that used up a call's budget away from those it kept waiting. */
  penalize(entry: RunnerEntry, code: string): void {
    const { pool, places, roster } = this.#options;
    const { home } = entry;
    if (!home || home.shard === pool.side()) return;
    entry.costly = true;
    const moving = [entry, ...roster.mates(entry)].filter((one) => one.home !== null);
    for (const one of moving) {
      // The old place is told to forget the runner; nothing it says from now on is heard.
      one.home?.link.post({ op: "remove", moves: true });
      places.leave(one);
    }
    for (const one of moving) {
      const who = one === entry ? code : `${code} of runner ${entry.id} on the same account`;
      const moved = `moved: ${who}, kept apart from runners that are quick`;
      this.#attach(one, { place: "side", moved, fail: null });
    }
  }

  #replace(entry: RunnerEntry, why: string): void {
    const fail = isSpent(entry) ? `${why}, for the ${entry.restarts}th time` : null;
    // A suspect takes its account along: whoever shares it follows the first that is placed.
    const together = [entry, ...this.#options.roster.mates(entry)];
    const alone = together.some((one) => isSuspect(one) && !isSpent(one));
    this.#attach(entry, { place: alone ? "alone" : "pool", moved: `moved: ${why}`, fail });
  }

  #attach(entry: RunnerEntry, arrival: Arrival): void {
    const { places, log } = this.#options;
    places.attach(entry, arrival).catch((error) =>
      log.warn({ runner: entry.id, error: String(error) }, "runner could not be moved")
    );
  }
}

/** Only a trusted module can hold up a shard: the Lua host stops its scripts from inside. */
const isSuspect = ({ record }: RunnerEntry): boolean => record.source.language === "ts";

/** It lost its shard too often: it is taken for the cause. */
const isSpent = (entry: RunnerEntry): boolean =>
  isSuspect(entry) && entry.restarts > MAX_MOVES && entry.record.status !== "STOPPED";
