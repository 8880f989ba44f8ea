import { type AccountMember, type AccountShare, exactCash, SharedAccount } from "../broker/mod.ts";
import type { AccountId, FormerHolding } from "../domain/mod.ts";
import type { AccountRecord } from "../store/store.ts";

interface Held {
  readonly account: SharedAccount;
  readonly members: Set<AccountMember>;
  former: readonly FormerHolding[];
}

/** The shared accounts of a shard; all runners on one live here. */
export class ShardAccounts {
  readonly #accounts = new Map<AccountId, Held>();

  /** The account as `member` sees it, who has to join. */
  shareOf(record: AccountRecord, member: () => AccountMember): AccountShare {
    return this.#open(record).account.shareOf(member);
  }

  join(record: AccountRecord, member: AccountMember): void {
    const { account, members } = this.#open(record);
    account.join(member);
    members.add(member);
  }

  /** @param left what the member leaves on the account; null where it goes on in another shard */
  leave(id: AccountId, member: AccountMember, left: FormerHolding | null): void {
    const held = this.#accounts.get(id);
    if (!held?.members.delete(member)) return;
    held.account.leave(member);
    if (left) held.former = [...held.former, left];
    held.account.setFormer(held.former);
    // Whoever comes next brings the newest record.
    if (held.members.size === 0) this.#accounts.delete(id);
  }

  #open(record: AccountRecord): Held {
    const found = this.#accounts.get(record.id);
    if (found) return found;
    const { id, currency, cash, former } = record;
    const account = new SharedAccount(id, currency, exactCash(cash));
    account.setFormer(former);
    const held = { account, members: new Set<AccountMember>(), former };
    this.#accounts.set(id, held);
    return held;
  }
}
