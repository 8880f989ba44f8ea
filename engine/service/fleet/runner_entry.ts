import type { AccountMember } from "../../broker/mod.ts";
import {
  type AccountId,
  DEFAULT_RISK,
  type ExecutionSettings,
  InputError,
  type Instrument,
  type RiskSettings,
  type RunnerExposure,
  type RunnerId,
  type Scale,
  scaleOf,
  simpleExecution,
} from "../../domain/mod.ts";
import type { RunnerSnapshot } from "../../runner/mod.ts";
import type { RunnerRecord, RunnerState } from "../../store/store.ts";
import type { StrategyDescription } from "../../strategy/mod.ts";
import type { RunnerFigures, RunnerLink, RunnerVitals, ShardHandle } from "../../workers/mod.ts";
import type { MarketStream } from "../feeds/mod.ts";

/** A snapshot that takes longer than this is answered with the last known one. */
export const SNAPSHOT_MS = 80;

/** Where a runner lives at the moment. */
export interface Home {
  readonly shard: ShardHandle;
  readonly link: RunnerLink;
  readonly stream: MarketStream;
}

/** What the engine keeps of one runner. */
export class RunnerEntry {
  record: RunnerRecord;
  readonly instrument: Instrument;
  description: StrategyDescription;
  /** The last committed state; null before the first. */
  state: RunnerState | null;
  /** What it holds, as last committed; null where its shard has not said yet. */
  figures: RunnerFigures | null = null;
  readonly scale: Scale;
  home: Home | null = null;
  vitals: RunnerVitals | null = null;
  /** True for a strategy that used up its budget: it is kept apart from the quick ones. */
  costly = false;
  /** How often the runner was moved. */
  restarts = 0;
  /** Clock time when the runner was last set to work. */
  readonly since: number;
  lastSnapshot: RunnerSnapshot | null = null;
  #waiting: { sequence: number; resolve: () => void; reject: (error: Error) => void }[] = [];
  #turn: Promise<unknown> = Promise.resolve();
  #gone: Error | null = null;

  constructor(
    record: RunnerRecord,
    instrument: Instrument,
    description: StrategyDescription,
    state: RunnerState | null,
    since: number,
  ) {
    this.record = record;
    this.instrument = instrument;
    this.scale = scaleOf(instrument);
    this.description = description;
    this.state = state;
    this.since = since;
  }

  get id(): RunnerId {
    return this.record.id;
  }

  /** Older records have a fee and a spread only. */
  get execution(): ExecutionSettings {
    const { execution, feeBps, spreadBps } = this.record;
    return execution ?? simpleExecution(feeBps, spreadBps);
  }
  get risk(): RiskSettings {
    return this.record.risk ?? DEFAULT_RISK;
  }
  get account(): AccountId | null {
    return this.record.account ?? null;
  }

  /** As somebody on its account, with what it last committed; null before that. */
  member(): AccountMember | null {
    const { figures, scale } = this;
    return figures && { scale, holding: () => figures.holding };
  }

  /** As limits over the whole engine count it: what a stopped runner holds nobody trades any more. */
  exposure(): RunnerExposure | null {
    if (!this.figures) return null;
    const { exposure, isOpen } = this.figures.holding;
    return {
      runnerId: this.id,
      symbol: this.instrument.code,
      currency: this.instrument.quote,
      account: this.account,
      notional: this.scale.toMoney(exposure),
      isOpen: isOpen && this.record.status !== "STOPPED",
    };
  }

  /** What the runner shows now; null where it does not answer in time. */
  async snapshot(): Promise<RunnerSnapshot | null> {
    try {
      const answer = await this.home?.link.call({ op: "snapshot" }, SNAPSHOT_MS);
      if (!answer) return null;
      this.lastSnapshot = answer.value;
      return answer.value;
    } catch (error) {
      if (error instanceof InputError) return null;
      throw error;
    }
  }

  /** Runs changes one after another, so that each builds on what the one before left. */
  inTurn<T>(change: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(change);
    this.#turn = turn.catch(() => {});
    return turn;
  }

  /** Resolves once the runner's event number `sequence` is committed; rejects if it is removed first. */
  reached(sequence: number): Promise<void> {
    if (this.#gone) return Promise.reject(this.#gone);
    if ((this.state?.sequence ?? 0) >= sequence) return Promise.resolve();
    return new Promise((resolve, reject) => this.#waiting.push({ sequence, resolve, reject }));
  }

  /** The runner is removed: nothing of it is committed any more. */
  leave(error: Error): void {
    this.#gone = error;
    for (const { reject } of this.#waiting) reject(error);
    this.#waiting = [];
  }

  /** @returns true where limits over the whole engine count something else than before */
  holds(figures: RunnerFigures): boolean {
    const before = this.figures?.holding;
    const { exposure, isOpen } = figures.holding;
    this.figures = figures;
    return exposure !== (before?.exposure ?? 0) || isOpen !== (before?.isOpen ?? false);
  }

  committed(state: RunnerState): void {
    this.state = state;
    const due = this.#waiting.filter(({ sequence }) => sequence <= state.sequence);
    this.#waiting = this.#waiting.filter(({ sequence }) => sequence > state.sequence);
    for (const { resolve } of due) resolve();
  }
}
