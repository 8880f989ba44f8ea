import { Ledger, type MatchListener, openLots } from "../../engine/broker/mod.ts";
import type { Money } from "../../engine/domain/mod.ts";

/** Takes every fill as it comes: cash and fees are kept, positions and events are not. */
export function ledgerListener(): { listener: MatchListener; ledger: Ledger } {
  const ledger = Ledger.start(0 as Money);
  const nothing = () => {};
  const listener: MatchListener = {
    approve: openLots,
    reducible: openLots,
    accepted: nothing,
    triggered: nothing,
    trailed: nothing,
    ended: nothing,
    liquidated: nothing,
    executed: (_order, { side, lots, ticks, fee }) => ledger.settle(side, lots, ticks, fee),
  };
  return { listener, ledger };
}
