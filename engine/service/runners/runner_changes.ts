import type { RunnerInfo, SettingsInput } from "../../api.ts";
import { badInput, type RunnerId } from "../../domain/mod.ts";
import type { Clock } from "../../kernel/clock.ts";
import type { RunnerRecord } from "../../store/store.ts";
import { resolveParameters } from "../../strategy/mod.ts";
import type { RunnerRequest } from "../../workers/mod.ts";
import type { Accounts } from "../accounts/mod.ts";
import type { Journal } from "../events/mod.ts";
import { callRunner, type Roster, type RunnerEntry } from "../fleet/mod.ts";
import { riskFrame, riskSettings } from "../settings/mod.ts";
import type { StrategyDesk } from "../strategies/mod.ts";
import { runnerInfo } from "./runner_info.ts";

export interface RunnerChangesOptions {
  readonly roster: Roster;
  readonly accounts: Accounts;
  readonly strategies: StrategyDesk;
  readonly journal: Journal;
  readonly clock: Clock;
  /** What a runner shows may have changed. */
  changed(id: RunnerId): void;
}

/** Changes what a runner was created with; each builds on what the one before left. */
export class RunnerChanges {
  readonly #options: RunnerChangesOptions;

  constructor(options: RunnerChangesOptions) {
    this.#options = options;
  }

  async parameters(
    id: string,
    parameters: Readonly<Record<string, unknown>>,
  ): Promise<RunnerInfo> {
    const entry = this.#options.roster.require(id);
    return await entry.inTurn(async () => {
      // What is not named stays as it is. What is named stands first: an error is about it.
      const values = resolveParameters(entry.description, {
        ...parameters,
        ...entry.record.parameters,
        ...parameters,
      });
      await this.#call(entry, { op: "parameters", parameters: values });
      return this.#record(entry, { parameters: values });
    });
  }

  async risk(id: string, change: SettingsInput): Promise<RunnerInfo> {
    const { roster, accounts } = this.#options;
    const entry = roster.require(id);
    return await entry.inTurn(async () => {
      const { execution, record, instrument } = entry;
      const frame = riskFrame(execution, record.windowSize, instrument);
      const risk = riskSettings(change, frame, entry.risk);
      await this.#call(entry, { op: "risk", risk: accounts.riskOf(entry, risk) });
      return this.#record(entry, { risk });
    });
  }

  /** Reads the strategy's file anew. */
  async reload(id: string): Promise<RunnerInfo> {
    const entry = this.#options.roster.require(id);
    return await entry.inTurn(() => this.#reload(entry));
  }

  async #reload(entry: RunnerEntry): Promise<RunnerInfo> {
    const { strategies, clock } = this.#options;
    const source = await strategies.find(entry.record.source.name);
    const { description } = await strategies.inspect(source);
    if (description.error !== null) throw badInput(description.error, "strategy");
    // Values the new text still declares stay; the rest takes its defaults.
    const known = new Set(description.parameters.map(({ name }) => name));
    const kept = Object.entries(entry.record.parameters).filter(([name]) => known.has(name));
    const parameters = resolveParameters(description, Object.fromEntries(kept));
    await this.#call(entry, { op: "reload", source, parameters, now: clock.now() });
    entry.description = description;
    return this.#record(entry, { source, parameters });
  }

  #call(entry: RunnerEntry, request: RunnerRequest): Promise<void> {
    return callRunner(entry, request, this.#options.roster);
  }

  #record(entry: RunnerEntry, change: Partial<RunnerRecord>): RunnerInfo {
    const { journal, changed } = this.#options;
    entry.record = { ...entry.record, ...change };
    journal.write({ runners: [entry.record], events: [] });
    changed(entry.id);
    return runnerInfo(entry);
  }
}
