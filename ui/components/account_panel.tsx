import { anyNumber, money, signedPercent, trend } from "../format/numbers.ts";
import type { AccountFields } from "../operations/operations.ts";
import type { RunnerDetail } from "../state/runner_live.ts";
import { Fact, Panel, Pnl } from "./figures.tsx";

export interface AccountPanelProps {
  readonly account: AccountFields;
  /** The account it is, where several runners share it. */
  readonly shared: RunnerDetail["account"];
}

export function AccountPanel({ account, shared }: AccountPanelProps) {
  const { initialCash, equity } = account;
  const change = initialCash === 0 ? null : equity / initialCash - 1;
  return (
    <Panel title="Account" aside={<span class="quiet">{account.currency}</span>} testId="account">
      {shared !== null && (
        <p class="quiet">
          <a class="link" href={`/accounts#${shared.id}`} data-testid="shared-account">
            {shared.name}
          </a>, shared: all its runners together
        </p>
      )}
      <dl class="facts">
        <Fact name="Equity" testId="equity">
          <b>{money(equity)}</b>{" "}
          <small class={`is-${trend(equity - initialCash)}`}>{signedPercent(change)}</small>
        </Fact>
        <Fact name="Cash">{money(account.cash)}</Fact>
        <Fact name="Realised" hint="Of all trades, after fees">
          <Pnl value={account.realizedPnl} />
        </Fact>
        <Fact name="Unrealised" hint="Before the exits' fees">
          <Pnl value={account.unrealizedPnl} />
        </Fact>
        <Fact name="Fees" hint="All ever paid">{money(account.fees)}</Fact>
        {account.funding !== 0 && (
          <Fact name="Funding" hint="Paid is negative here; no trade's profit has it">
            <Pnl value={-account.funding} />
          </Fact>
        )}
        <Fact name="Margin used" hint="Held for positions, and for orders that would open some">
          {money(account.marginUsed)}
        </Fact>
        <Fact name="Margin available">{money(account.marginAvailable)}</Fact>
        {account.leverage > 1 && <Fact name="Leverage">up to {anyNumber(account.leverage)}×</Fact>}
        <Fact name="Started with">{money(initialCash)}</Fact>
      </dl>
    </Panel>
  );
}
