import { useState } from "preact/hooks";
import { money, signedPercent, trend } from "../format/numbers.ts";
import { BREACH_WORDS, orderLimits } from "../format/risk_words.ts";
import { plain } from "../format/words.ts";
import type { SharedAccountFields } from "../operations/operations.ts";
import { AccountLimitsDialog } from "./account_limits_dialog.tsx";
import { StatusBadge } from "./badges.tsx";
import { Fact, Panel, Pnl } from "./figures.tsx";
import { Icon } from "./icon.tsx";
import { LimitBar } from "./limit_bar.tsx";
import { RemoveAccountDialog } from "./remove_account_dialog.tsx";

export interface AccountCardProps {
  readonly account: SharedAccountFields;
  readonly onChanged: () => void;
}

/** All that is known of an account: its books, who trades with it, and its limits. */
export function AccountCard({ account, onChanged }: AccountCardProps) {
  const [asked, setAsked] = useState<"limits" | "remove" | null>(null);
  const onClose = () => setAsked(null);
  const { id, name, currency, books } = account;
  return (
    <Panel
      title={name}
      id={id}
      testId="account-card"
      aside={
        <span class="controls">
          <span class="quiet">{currency}</span>
          <CardButton icon="edit" word="Change limits" onClick={() => setAsked("limits")} />
          <CardButton icon="trash" word="Remove account" onClick={() => setAsked("remove")} />
        </span>
      }
    >
      <p class="big-figure">
        <span class="number">{money(books.equity)}</span>
        <small class={`number is-${trend(books.equity - books.initialCash)}`}>
          {signedPercent(books.initialCash === 0 ? null : books.equity / books.initialCash - 1)}
        </small>
      </p>
      <div class="account-columns">
        <BookFacts books={books} />
        <RunnersOn runners={account.runners} />
        <Limits account={account} />
      </div>
      {asked === "limits" && (
        <AccountLimitsDialog account={account} onChanged={onChanged} onClose={onClose} />
      )}
      {asked === "remove" && (
        <RemoveAccountDialog account={account} onRemoved={onChanged} onClose={onClose} />
      )}
    </Panel>
  );
}

interface CardButtonProps {
  readonly icon: "edit" | "trash";
  readonly word: string;
  readonly onClick: () => void;
}

function CardButton({ icon, word, onClick }: CardButtonProps) {
  return (
    <button
      type="button"
      class="icon-button"
      title={word}
      aria-label={word}
      onClick={onClick}
      data-testid={word.toLowerCase().replace(" ", "-")}
    >
      <Icon name={icon} />
    </button>
  );
}

function BookFacts({ books }: { readonly books: SharedAccountFields["books"] }) {
  return (
    <dl>
      <Fact name="Cash">{money(books.cash)}</Fact>
      <Fact name="Realised" hint="Of all trades, after fees">
        <Pnl value={books.realizedPnl} />
      </Fact>
      <Fact name="Unrealised">
        <Pnl value={books.unrealizedPnl} />
      </Fact>
      <Fact name="Fees">{money(books.fees)}</Fact>
      {books.funding !== 0 && (
        <Fact name="Funding" hint="Paid is negative here">
          <Pnl value={-books.funding} />
        </Fact>
      )}
      <Fact name="Margin used">{money(books.marginUsed)}</Fact>
      <Fact name="Margin available">{money(books.marginAvailable)}</Fact>
      <Fact name="Started with">{money(books.initialCash)}</Fact>
    </dl>
  );
}

function RunnersOn({ runners }: Pick<SharedAccountFields, "runners">) {
  if (runners.length === 0) return <p class="quiet">No runner trades with it yet.</p>;
  return (
    <ul class="account-runners">
      {runners.map(({ id, symbol, strategy, timeframe, status }) => (
        <li key={id}>
          <a class="symbol-link" href={`/runners/${encodeURIComponent(id)}`}>
            <b>{symbol.code}</b>
            <small>{plain(strategy.name)}, {timeframe}</small>
          </a>
          <StatusBadge status={status} />
        </li>
      ))}
    </ul>
  );
}

function Limits({ account: { risk, riskStatus } }: { readonly account: SharedAccountFields }) {
  const limits = orderLimits(risk, riskStatus);
  const hasNone = riskStatus.length === 0 && limits.length === 0;
  if (hasNone) return <p class="quiet">No limits besides the runners' own.</p>;
  return (
    <div>
      {riskStatus.map((status) => <LimitBar key={status.rule} status={status} />)}
      <dl>
        {limits.map(({ name, text }) => <Fact key={name} name={name}>{text}</Fact>)}
        <Fact name="At a loss limit">{BREACH_WORDS[risk.onBreach]}</Fact>
      </dl>
    </div>
  );
}
