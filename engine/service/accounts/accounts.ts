import type { AccountInfo, CreateAccountInput, SettingsInput } from "../../api.ts";
import type { AccountShare } from "../../broker/mod.ts";
import {
  type Account,
  type AccountId,
  accountId,
  badInput,
  conflict,
  type FormerHolding,
  type Instrument,
  NO_ACCOUNT_LIMITS,
  notFound,
  type RiskSettings,
  shown,
} from "../../domain/mod.ts";
import type { Clock } from "../../kernel/clock.ts";
import type { AccountRecord, Store } from "../../store/store.ts";
import type { Journal } from "../events/mod.ts";
import type { Roster, RunnerEntry } from "../fleet/mod.ts";
import { accountLimits } from "../settings/mod.ts";
import { accountBooks, committedShare, withFormer } from "./account_book.ts";
import { checkAccount } from "./account_input.ts";
import { stricter } from "./stricter.ts";

/** Shared accounts one engine keeps. */
export const MAX_ACCOUNTS = 1_000;

export interface AccountsOptions {
  readonly store: Store;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly roster: Roster;
}

/** The accounts that runners share: their records, and what is on them. */
export class Accounts {
  readonly #options: AccountsOptions;
  readonly #records: Map<string, AccountRecord>;

  constructor(options: AccountsOptions) {
    this.#options = options;
    // The store has the newest first.
    const stored = options.store.accounts().toReversed();
    this.#records = new Map(stored.map((record) => [record.id, record]));
  }

  all(): AccountInfo[] {
    return [...this.#records.values()].map((record) => this.#info(record));
  }

  info(id: string): AccountInfo | undefined {
    const record = this.#records.get(id);
    return record && this.#info(record);
  }

  /** Null for a runner with an account of its own. */
  recordOf(entry: RunnerEntry): AccountRecord | null {
    return entry.account === null ? null : this.#records.get(entry.account) ?? null;
  }

  /** The runner's limits and those of its account: of two the stricter. */
  riskOf(entry: RunnerEntry, own = entry.risk): RiskSettings {
    const account = this.recordOf(entry);
    return account ? stricter(own, account.limits) : own;
  }

  members(id: string): RunnerEntry[] {
    return this.#options.roster.sharing(id);
  }

  /** @throws InputError NOT_FOUND */
  books(id: string): Account {
    const record = this.require(id);
    return accountBooks(record, this.members(record.id));
  }

  /** The account as a runner sees it that cannot be asked. */
  shareOf(entry: RunnerEntry): AccountShare | undefined {
    const record = this.recordOf(entry);
    if (!record) return undefined;
    return committedShare(record, this.members(record.id).filter((other) => other !== entry));
  }

  /**
   * The account that a new runner is to share.
   *
   * @throws InputError naming the field, the value and what would be right
   */
  joined(id: string, instrument: Instrument, cash: number | undefined): AccountId {
    const record = this.#records.get(id);
    if (!record) {
      const ids = [...this.#records.keys()].join(", ");
      throw badInput(
        `No account has the id ${shown(id)}: ${ids ? `there are ${ids}` : "there is none"}`,
        "account",
      );
    }
    if (cash !== undefined) {
      throw badInput(`cash cannot be ${cash}: a runner on account ${id} has its cash`, "cash");
    }
    if (record.currency === instrument.quote) return record.id;
    throw badInput(
      `account cannot be ${id}, which is in ${record.currency}: ` +
        `${instrument.code} is traded in ${instrument.quote}`,
      "account",
    );
  }

  async create(input: CreateAccountInput): Promise<AccountInfo> {
    const { store, journal, clock } = this.#options;
    const checked = checkAccount(input, [...this.#records.values()].map(({ name }) => name));
    if (this.#records.size >= MAX_ACCOUNTS) {
      throw conflict(`There are ${MAX_ACCOUNTS} accounts already: remove one first`);
    }
    const record: AccountRecord = {
      id: accountId(`a${store.nextAccountNumber()}`),
      ...checked,
      limits: accountLimits(input.risk, NO_ACCOUNT_LIMITS, "risk"),
      former: [],
      createdAt: clock.now(),
    };
    this.#records.set(record.id, record);
    await journal.commit({ accounts: [record], events: [] });
    return this.#info(record);
  }

  /** @throws InputError naming the field */
  async setLimits(id: string, change: SettingsInput): Promise<AccountInfo> {
    const record = this.require(id);
    const next = { ...record, limits: accountLimits(change, record.limits) };
    this.#records.set(record.id, next);
    await this.#options.journal.commit({ accounts: [next], events: [] });
    return this.#info(next);
  }

  /** A runner has left the account. @returns the record to be kept with its removal */
  left(id: AccountId, holding: FormerHolding): AccountRecord {
    const record = this.require(id);
    const next = { ...record, former: withFormer(record.former, holding) };
    this.#records.set(id, next);
    return next;
  }

  /** @throws InputError CONFLICT while runners are on it */
  async remove(id: string): Promise<AccountId> {
    const record = this.require(id);
    const on = this.members(record.id).map((entry) => entry.id);
    if (on.length > 0) {
      throw conflict(`Runners are on account ${id}: remove ${on.join(", ")} first`);
    }
    this.#records.delete(id);
    await this.#options.journal.commit({ removedAccounts: [record.id], events: [] });
    return record.id;
  }

  /** @throws InputError NOT_FOUND */
  require(id: string): AccountRecord {
    const record = this.#records.get(id);
    if (!record) throw notFound(`No account has the id ${shown(id)}`);
    return record;
  }

  #info(record: AccountRecord): AccountInfo {
    const { id, name, currency, cash, createdAt, limits } = record;
    const runners = this.members(id).map((entry) => entry.id);
    return { id, name, currency, initialCash: cash, createdAt, limits, runners };
  }
}
