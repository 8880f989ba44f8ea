import { InputError } from "../domain/mod.ts";
import type { Journal } from "./events/mod.ts";
import type { OfferedFeeds } from "./feeds/mod.ts";
import { type Fleet, linkOf, type Roster, type RunnerEntry } from "./fleet/mod.ts";
import { within } from "./within.ts";

/** How long a runner may take to work off what it has, and the store to commit that. */
const LAST_MS = 1_000;

export interface ShutdownOptions {
  readonly feeds: OfferedFeeds;
  readonly roster: Roster;
  readonly fleet: Fleet;
  readonly journal: Journal;
}

/** Ends the engine so that nothing of what was seen is lost. */
export class Shutdown {
  readonly #options: ShutdownOptions;
  #begun = false;

  constructor(options: ShutdownOptions) {
    this.#options = options;
  }

  get begun(): boolean {
    return this.#begun;
  }

  /** Stops the feeds, lets the shards finish what they have, and commits it. The store stays open. */
  async run(): Promise<void> {
    if (this.#begun) return;
    this.#begun = true;
    const { feeds, roster, fleet, journal } = this.#options;
    feeds.close();
    const entries = [...roster].filter((entry) => entry.home);
    await Promise.all(entries.map((entry) => workedOff(entry)));
    for (const stream of fleet.streams.all()) fleet.streams.close(stream);
    for (const entry of entries) entry.home?.link.close();
    fleet.pool.close();
    journal.close();
  }
}

/** An answer to a question asked now means that everything sent before is worked off. */
async function workedOff(entry: RunnerEntry): Promise<void> {
  try {
    const { sequence } = await linkOf(entry).call({ op: "snapshot" }, LAST_MS);
    await within(entry.reached(sequence), LAST_MS);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
  }
}
