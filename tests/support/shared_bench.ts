/** Runners of several symbols on one account. */
import { type AccountMember, exactCash, SharedAccount } from "../../engine/broker/mod.ts";
import { accountId, scaleOf } from "../../engine/domain/mod.ts";
import { requireInstrument } from "../../engine/market/mod.ts";
import { type AnyBar, type Bench, type BenchSettings, type Script, scripted } from "./scripted.ts";

export interface Sharer {
  readonly symbol: string;
  readonly script: Script;
  readonly settings?: BenchSettings;
}

/** They are `r1`, `r2`, … on the account `a1`. */
export function sharing(sharers: readonly Sharer[], cash = 10_000): Bench[] {
  return sharedAccount(sharers, cash).benches;
}

/** The same, with the account itself. */
export function sharedAccount(sharers: readonly Sharer[], cash = 10_000) {
  const account = new SharedAccount(accountId("a1"), "USDT", exactCash(cash), {});
  const benches = sharers.map(({ symbol, script, settings }, i) => {
    const member: AccountMember = {
      scale: scaleOf(requireInstrument(symbol)),
      holding: () => bench.runner.holding(),
      hasChanged: () => bench.runner.holdingHasChanged(),
    };
    const share = account.shareOf(() => member);
    const bench: Bench = scripted(script, { ...settings, id: `r${i + 1}`, cash: 0, share }, symbol);
    account.join(member);
    return bench;
  });
  return { account, benches };
}

/** Feeds a bar to each, again and again. */
export function feedAll(benches: readonly Bench[], ...rounds: (readonly AnyBar[])[]): void {
  for (const round of rounds) benches.forEach((bench, i) => bench.feed([round[i]!]));
}
