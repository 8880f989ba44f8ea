import { useEffect, useState } from "preact/hooks";
import { AccountCard } from "../components/account_card.tsx";
import { AccountDialog } from "../components/account_dialog.tsx";
import { Icon } from "../components/icon.tsx";
import { useAccounts } from "../state/use_accounts.ts";

/** The accounts that runners share. */
export function AccountsPage() {
  const { accounts, error, refetch } = useAccounts();
  const [isCreating, setCreating] = useState(false);
  useEffect(() => {
    document.title = "Accounts · Trading Simulator";
  }, []);
  if (accounts === null) {
    if (error !== null) return <p class="fault" role="alert">{error.message}</p>;
    return <p class="loading">Loading accounts…</p>;
  }
  return (
    <div class="page accounts-page" data-testid="accounts-page">
      <header class="page-head">
        <h1>Accounts</h1>
        <button
          type="button"
          class="button primary"
          onClick={() => setCreating(true)}
          data-testid="new-account"
        >
          <Icon name="plus" /> New account
        </button>
      </header>
      <p class="quiet">
        Shared by several runners, with limits on the whole. A runner that names none has one of its
        own, which its page shows.
      </p>
      <div class="account-cards">
        {accounts.map((account) => (
          <AccountCard key={account.id} account={account} onChanged={refetch} />
        ))}
      </div>
      {accounts.length === 0 && (
        <div class="empty is-small" data-testid="no-accounts">
          <p>No shared account yet. Choose one for a runner when you create it.</p>
        </div>
      )}
      {isCreating && <AccountDialog onCreated={refetch} onClose={() => setCreating(false)} />}
    </div>
  );
}
