import type { AccountInfo, SettingsInput } from "../../api.ts";
import type { RiskRuleStatus } from "../../risk/mod.ts";
import type { RunnerSnapshot } from "../../runner/mod.ts";
import { callRunner, type Roster, type RunnerEntry } from "../fleet/mod.ts";
import type { Accounts } from "./accounts.ts";
import { nearest } from "./nearest.ts";

export interface AccountLimitsOptions {
  readonly accounts: Accounts;
  readonly roster: Roster;
  snapshot(id: string): Promise<RunnerSnapshot>;
}

/** The limits of an account among the runners that share it: they are told, and asked. */
export class AccountLimits {
  readonly #options: AccountLimitsOptions;

  constructor(options: AccountLimitsOptions) {
    this.#options = options;
  }

  /** How far they have been used, by the runner that is nearest to each. */
  async status(id: string): Promise<RiskRuleStatus[]> {
    const { accounts, snapshot } = this.#options;
    const on = accounts.members(accounts.require(id).id);
    const snapshots = await Promise.all(on.map((entry) => snapshot(entry.id)));
    return nearest(snapshots.flatMap(({ risk }) => risk));
  }

  /** Resolves once all runners on it obey. @throws InputError naming the field */
  async change(id: string, change: SettingsInput): Promise<AccountInfo> {
    const { accounts } = this.#options;
    const account = await accounts.setLimits(id, change);
    const on = accounts.members(id).filter(({ record }) => record.status !== "STOPPED");
    await Promise.all(on.map((entry) => entry.inTurn(() => this.#tell(entry))));
    return account;
  }

  #tell(entry: RunnerEntry): Promise<void> {
    const { accounts, roster } = this.#options;
    return callRunner(entry, { op: "risk", risk: accounts.riskOf(entry) }, roster);
  }
}
