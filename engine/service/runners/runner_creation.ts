import type { CreateRunnerInput, RunnerInfo } from "../../api.ts";
import {
  type AccountId,
  badInput,
  conflict,
  type FeedKind,
  type Instrument,
  runnerId,
} from "../../domain/mod.ts";
import type { MarketFeed } from "../../feeds/feed.ts";
import type { Clock } from "../../kernel/clock.ts";
import { requireInstrument } from "../../market/mod.ts";
import type { RunnerRecord, Store } from "../../store/store.ts";
import {
  resolveParameters,
  type StrategyDescription,
  type StrategySource,
} from "../../strategy/mod.ts";
import type { Accounts } from "../accounts/mod.ts";
import type { Journal } from "../events/mod.ts";
import type { OfferedFeeds } from "../feeds/mod.ts";
import { type Fleet, type Roster, RunnerEntry } from "../fleet/mod.ts";
import { riskFrame, riskSettings } from "../settings/mod.ts";
import type { StrategyDesk } from "../strategies/mod.ts";
import { instrumentOf, termsOf } from "../terms.ts";
import { checkTerms, type RunnerTerms } from "./create_input.ts";
import { runnerInfo } from "./runner_info.ts";
import type { RunnerRemoval } from "./runner_removal.ts";

/** Runners one engine takes. */
export const MAX_RUNNERS = 5_000;

export interface RunnerCreationOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly roster: Roster;
  readonly fleet: Fleet;
  readonly feeds: OfferedFeeds;
  readonly defaultFeed: FeedKind;
  readonly accounts: Accounts;
  readonly strategies: StrategyDesk;
  readonly journal: Journal;
  readonly removal: RunnerRemoval;
  isClosing(): boolean;
}

/** What an input names, looked up and checked. */
interface Asked {
  readonly instrument: Instrument;
  readonly settings: RunnerTerms;
  readonly feed: MarketFeed;
}

/** Makes new runners of what a user asks for. */
export class RunnerCreation {
  readonly #options: RunnerCreationOptions;

  constructor(options: RunnerCreationOptions) {
    this.#options = options;
  }

  /** @throws InputError naming the field, the value and what would be right */
  async create(input: CreateRunnerInput): Promise<RunnerInfo> {
    const { strategies, clock } = this.#options;
    this.#checkRoom();
    const asked = this.#check(input);
    const source = await strategies.find(input.strategy);
    const [{ description, costly }] = await Promise.all([
      strategies.inspect(source),
      asked.feed.prepare?.(),
    ]);
    if (description.error !== null) throw badInput(description.error, "strategy");
    const record = this.#record(input, asked, source, description);
    const entry = new RunnerEntry(record, instrumentOf(record), description, null, clock.now());
    entry.costly = costly;
    await this.#start(entry);
    return runnerInfo(entry);
  }

  #checkRoom(): void {
    const { roster, isClosing } = this.#options;
    if (isClosing()) throw conflict("The service is shutting down");
    if (roster.size < MAX_RUNNERS) return;
    throw conflict(`There are ${MAX_RUNNERS} runners already: remove one first`);
  }

  #check(input: CreateRunnerInput): Asked {
    const { feeds, defaultFeed } = this.#options;
    const instrument = requireInstrument(input.symbol);
    const settings = checkTerms(input);
    this.#joined(input, instrument);
    const feed = feeds.require(input.feed ?? defaultFeed);
    feed.check(instrument, settings.timeframe);
    return { instrument, settings, feed };
  }

  #joined(input: CreateRunnerInput, instrument: Instrument): { account?: AccountId } {
    if (input.account === undefined) return {};
    return { account: this.#options.accounts.joined(input.account, instrument, input.cash) };
  }

  #record(
    input: CreateRunnerInput,
    { instrument, settings, feed }: Asked,
    source: StrategySource,
    description: StrategyDescription,
  ): RunnerRecord {
    const { store, clock } = this.#options;
    const terms = termsOf(feed, instrument);
    const { execution, windowSize } = settings;
    const frame = riskFrame(execution, windowSize, { ...instrument, ...terms });
    const risk = riskSettings(input.risk, frame, undefined, "risk");
    return {
      id: runnerId(`r${store.nextRunnerNumber()}`),
      symbol: instrument.code,
      feed: feed.kind,
      terms,
      ...settings,
      risk,
      // Asked again: the account may have been removed meanwhile.
      ...this.#joined(input, instrument),
      parameters: resolveParameters(description, input.parameters ?? {}),
      source,
      status: input.autostart === false ? "PAUSED" : "RUNNING",
      createdAt: clock.now(),
    };
  }

  /** A runner whose strategy cannot be put to work is gone again. */
  async #start(entry: RunnerEntry): Promise<void> {
    const { roster, journal, fleet, removal } = this.#options;
    roster.add(entry);
    journal.write({ runners: [entry.record], events: [] });
    const fault = await fleet.attach(entry);
    if (fault === null) return;
    await removal.remove(entry.id);
    throw badInput(fault, "strategy");
  }
}
