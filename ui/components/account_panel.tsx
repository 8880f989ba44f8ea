import { money, signedPercent, trend } from "../format/numbers.ts";
import type { AccountFields } from "../operations/operations.ts";
import { Fact, Panel, Pnl } from "./figures.tsx";

export function AccountPanel({ account }: { readonly account: AccountFields }) {
  const { initialCash, equity } = account;
  const change = initialCash === 0 ? null : equity / initialCash - 1;
  return (
    <Panel title="Account" aside={<span class="quiet">{account.currency}</span>} testId="account">
      <dl class="facts">
        <Fact name="Equity" testId="equity">
          <b>{money(equity)}</b>{" "}
          <small class={`is-${trend(equity - initialCash)}`}>{signedPercent(change)}</small>
        </Fact>
        <Fact name="Cash">{money(account.cash)}</Fact>
        <Fact name="Realised">
          <Pnl value={account.realizedPnl} />
        </Fact>
        <Fact name="Unrealised">
          <Pnl value={account.unrealizedPnl} />
        </Fact>
        <Fact name="Fees">{money(account.fees)}</Fact>
        <Fact name="Started with">{money(initialCash)}</Fact>
      </dl>
    </Panel>
  );
}
