import { InputError } from "../../domain/mod.ts";
import type { Clock } from "../../kernel/clock.ts";
import type { RunnerRecord, RunnerState, Store } from "../../store/store.ts";
import { resolveParameters, type StrategyDescription } from "../../strategy/mod.ts";
import type { EngineLog } from "../engine_log.ts";
import { type Fleet, type Roster, RunnerEntry } from "../fleet/mod.ts";
import type { StrategyDesk } from "../strategies/mod.ts";
import { instrumentOf } from "../terms.ts";
import { storedFigures } from "./offline_snapshot.ts";

export interface RunnerRestorationOptions {
  readonly store: Store;
  readonly roster: Roster;
  readonly fleet: Fleet;
  readonly strategies: StrategyDesk;
  readonly clock: Clock;
  readonly log: EngineLog;
}

interface Stored {
  readonly record: RunnerRecord;
  readonly state: RunnerState | undefined;
}

/** Sets the stored runners to work again, as they were last committed. */
export class RunnerRestoration {
  readonly #options: RunnerRestorationOptions;

  constructor(options: RunnerRestorationOptions) {
    this.#options = options;
  }

  async run(): Promise<void> {
    const { store, roster, fleet } = this.#options;
    // The store has the newest first; a list of runners begins with the oldest.
    const records = store.runners().toReversed();
    const stored = records.map((record) => ({ record, state: store.state(record.id) }));
    for (const runner of stored) this.#remember(runner);
    const entries = await Promise.all(stored.map((runner) => this.#entry(runner)));
    for (const entry of entries) roster.add(entry);
    await Promise.all(entries.map((entry) => fleet.attach(entry)));
  }

  #remember({ record, state }: Stored): void {
    const seen = state?.data["lastTime"];
    // Before its first bar a runner knows the clock's time only, not the market's.
    if (typeof seen !== "number" || state?.lastBarTime === null) return;
    this.#options.fleet.remember(record.feed, seen);
  }

  async #entry({ record, state }: Stored): Promise<RunnerEntry> {
    const { strategies, clock } = this.#options;
    const { description, costly } = await strategies.inspect(record.source);
    const instrument = instrumentOf(record);
    const entry = new RunnerEntry(record, instrument, description, state ?? null, clock.now());
    entry.costly = costly;
    entry.figures = storedFigures(entry);
    this.#tellMisfit(record, description);
    return entry;
  }

  /** An older program may have taken what this one refuses. It goes on if it can: it may hold a position. */
  #tellMisfit({ id, status, parameters }: RunnerRecord, description: StrategyDescription): void {
    if (status === "STOPPED") return;
    const error = description.error ?? misfitOf(description, parameters);
    if (error === null) return;
    this.#options.log.warn({ runner: id, error }, "stored runner does not fit its strategy");
  }
}

function misfitOf(
  description: StrategyDescription,
  parameters: RunnerRecord["parameters"],
): string | null {
  try {
    resolveParameters(description, parameters);
    return null;
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
}
