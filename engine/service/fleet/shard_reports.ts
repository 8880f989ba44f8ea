import type { EngineEvent, RunnerId } from "../../domain/mod.ts";
import { isCostly } from "../../runner/mod.ts";
import type { RunnerRecord } from "../../store/store.ts";
import type { FromShard, RunnerFigures, RunnerVitals, ShardHandle } from "../../workers/mod.ts";
import type { Journal } from "../events/mod.ts";
import type { StreamRegistry } from "../feeds/mod.ts";
import type { Moves } from "./moves.ts";
import type { Roster } from "./roster.ts";

type Batch = FromShard & { type: "batch" };

export interface ShardReportsOptions {
  readonly roster: Roster;
  readonly streams: StreamRegistry;
  readonly moves: Moves;
  readonly journal: Journal;
  /** What runners hold may have changed. */
  holdingsChanged(): void;
  /** What a runner shows may have changed. */
  changed(id: RunnerId): void;
}

/** What shards report: commits it, and keeps with each runner what is known of it then. */
export class ShardReports {
  readonly #options: ShardReportsOptions;

  constructor(options: ShardReportsOptions) {
    this.#options = options;
  }

  batch(shard: ShardHandle, message: Batch): void {
    const { journal } = this.#options;
    const heard = this.#heard(shard, message);
    const { events, states } = heard;
    const runners = this.#newStatuses(events);
    const touched = this.#touched(heard);
    journal.write({
      runners,
      states,
      events,
      committed: () => this.#committed(heard, touched),
    });
  }

  vitals(runners: readonly RunnerVitals[]): void {
    const { roster, changed } = this.#options;
    for (const vitals of runners) {
      const entry = roster.get(vitals.id);
      if (!entry) continue;
      const isNews = entry.vitals?.healthy !== vitals.healthy;
      entry.vitals = vitals;
      if (isNews) changed(entry.id);
    }
  }

  /** What comes from a place that the runner has left already is not heard. */
  #heard(shard: ShardHandle, message: Batch): Batch {
    const { roster } = this.#options;
    const here = (id: string | null) => id !== null && roster.get(id)?.home?.shard === shard;
    return {
      ...message,
      events: message.events.filter(({ runnerId }) => here(runnerId)),
      states: message.states.filter(({ runnerId }) => here(runnerId)),
      figures: message.figures.filter(({ runnerId }) => here(runnerId)),
    };
  }

  #newStatuses(events: readonly EngineEvent[]): RunnerRecord[] {
    const changed = new Map<RunnerId, RunnerRecord>();
    for (const event of events) {
      if (event.type !== "RUNNER_STATUS_CHANGED" || event.runnerId === null) continue;
      const entry = this.#options.roster.get(event.runnerId);
      if (!entry) continue;
      entry.record = { ...entry.record, status: event.to };
      changed.set(entry.id, entry.record);
    }
    return [...changed.values()];
  }

  /** Whose snapshots may be others now. */
  #touched({ states, done }: Batch): ReadonlySet<RunnerId> {
    const touched = new Set<RunnerId>(states.map(({ runnerId }) => runnerId));
    for (const id of done) {
      for (const runner of this.#options.streams.get(id)?.runners ?? []) touched.add(runner);
    }
    return touched;
  }

  #committed({ figures, states, done, events }: Batch, touched: ReadonlySet<RunnerId>): void {
    const { roster, streams, changed } = this.#options;
    this.#holdings(figures);
    for (const state of states) roster.get(state.runnerId)?.committed(state);
    for (const id of done) streams.get(id)?.done();
    for (const id of touched) changed(id);
    for (const event of events) this.#heed(event);
  }

  #holdings(figures: readonly RunnerFigures[]): void {
    const { roster, holdingsChanged } = this.#options;
    const changed = figures.filter((its) => roster.get(its.runnerId)?.holds(its));
    if (changed.length > 0) holdingsChanged();
  }

  /** What an event, once committed, means for its runner's place. */
  #heed(event: EngineEvent): void {
    const { roster, streams, moves } = this.#options;
    const entry = event.runnerId === null ? undefined : roster.get(event.runnerId);
    if (!entry) return;
    if (event.type === "STRATEGY_ERROR" && isCostly(event.code)) moves.penalize(entry, event.code);
    if (event.type !== "RUNNER_STATUS_CHANGED" || event.to !== "STOPPED") return;
    if (event.from !== "STOPPED" && entry.home) streams.leave(entry.home.stream, entry.id);
  }
}
