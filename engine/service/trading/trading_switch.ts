import type { TradingControl, TradingStateResult } from "../../api.ts";
import {
  badInput,
  conflict,
  type EngineEvent,
  type RunnerId,
  type TradingState,
} from "../../domain/mod.ts";
import type { Clock } from "../../kernel/clock.ts";
import type { EngineSettings } from "../../store/store.ts";
import type { RunnerObeyed, ShardHandle } from "../../workers/mod.ts";
import type { EngineEvents, Journal } from "../events/mod.ts";
import type { Roster } from "../fleet/mod.ts";
import { within } from "../within.ts";

const MAX_REASON_LENGTH = 500;

export interface SwitchOptions {
  /** As it was when the engine ran last; left out where it was never changed. */
  readonly stored: EngineSettings["trading"] | undefined;
  readonly journal: Journal;
  readonly sequence: EngineEvents;
  readonly clock: Clock;
  /** How long runners may take to obey and their shards to say so. */
  readonly answerMs: number;
  shards(): readonly ShardHandle[];
  readonly roster: Roster;
}

/** What the whole engine may do: kept in the store, and told to every shard. */
export class TradingSwitch {
  readonly #options: SwitchOptions;
  #control: TradingControl;
  #flatten: boolean;

  constructor(options: SwitchOptions) {
    this.#options = options;
    const { state, since, reason, flatten } = options.stored ?? NEVER_CHANGED;
    this.#control = { state, since, reason };
    this.#flatten = flatten;
  }

  get control(): TradingControl {
    return this.#control;
  }

  /** What a runner has to obey when it comes to a shard. */
  get standing(): { tradingState: TradingState; flatten: boolean } {
    return { tradingState: this.#control.state, flatten: this.#flatten };
  }

  /** @param flatten closes open positions at the last price first */
  async set(state: TradingState, reason?: string, flatten = false): Promise<TradingStateResult> {
    const { answerMs } = this.#options;
    checkReason(reason);
    const runners = this.#active();
    const kept = this.#keep(state, reason ?? null, flatten);
    // Whether the store can be written or not: who trips a kill switch does not want to wait for a disk.
    const obeyed = await this.#tell(state, flatten);
    await within(kept, answerMs, `Runners were told, but it is not kept yet after ${answerMs} ms`);
    const ids = (which: (runner: RunnerObeyed) => boolean) =>
      obeyed.filter(which).map(({ id }) => id);
    const answered = new Set<RunnerId>(ids(() => true));
    return {
      ...this.#control,
      canceledOrders: obeyed.reduce((sum, { canceled }) => sum + canceled, 0),
      closedPositions: ids(({ closed }) => closed).length,
      leftOpen: ids(({ leftOpen }) => leftOpen),
      unanswered: runners.filter((id) => !answered.has(id)),
    };
  }

  /** @throws InputError CONFLICT where trading is not halted */
  release(): Promise<TradingStateResult> {
    const { state } = this.#control;
    if (state !== "HALTED") throw conflict(`Trading is not halted: it is ${state}`);
    return this.set("ACTIVE");
  }

  #active(): RunnerId[] {
    return [...this.#options.roster].filter(({ record }) => record.status !== "STOPPED")
      .map(({ id }) => id);
  }

  /** Resolves once the new state is committed. */
  #keep(to: TradingState, reason: string | null, flatten: boolean): Promise<void> {
    const { journal, sequence, clock } = this.#options;
    const { state: from, since } = this.#control;
    const time = clock.now();
    const control = { state: to, since: from === to ? since ?? time : time, reason };
    this.#control = control;
    this.#flatten = flatten;
    const event: EngineEvent = {
      type: "TRADING_STATE_CHANGED",
      sequence: sequence.next(),
      time,
      runnerId: null,
      symbol: null,
      from,
      to,
      reason,
    };
    return journal.commit({ settings: { trading: { ...control, flatten } }, events: [event] });
  }

  /** What the runners did that answered in time, committed. */
  async #tell(state: TradingState, flatten: boolean): Promise<RunnerObeyed[]> {
    const shards = this.#options.shards();
    const answers = shards.map((shard) => this.#obeyed(shard.setTradingState(state, flatten)));
    return (await Promise.all(answers)).flat();
  }

  async #obeyed(answer: Promise<readonly RunnerObeyed[]>): Promise<readonly RunnerObeyed[]> {
    const { answerMs, roster } = this.#options;
    try {
      const runners = await within(answer, answerMs);
      const committed = runners.map(({ id, sequence }) => roster.get(id)?.reached(sequence));
      await within(Promise.all(committed), answerMs);
      return runners;
    } catch {
      // The shard is silent or was given up; its runners are told where they go on.
      return [];
    }
  }
}

const NEVER_CHANGED = { state: "ACTIVE", since: null, reason: null, flatten: false } as const;

function checkReason(reason: string | undefined): void {
  if (reason === undefined || reason.length <= MAX_REASON_LENGTH) return;
  throw badInput(
    `reason cannot have ${reason.length} characters: ${MAX_REASON_LENGTH} are the most`,
    "reason",
  );
}
