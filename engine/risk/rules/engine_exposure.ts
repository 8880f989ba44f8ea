import type { Lots } from "../../domain/mod.ts";
import { counted, rounded } from "../phrases.ts";
import type { Denial, EntryRequest, RiskRule, RiskView } from "../rule.ts";
import { exceeds } from "../tolerance.ts";
import { opensPosition } from "./open_positions.ts";

/**
 * Limits over the whole engine: `this account + elsewhere + this order`, in the quote currency; each
 * currency on its own. What is elsewhere is known as last committed, so that two shards that open a
 * position in the same moment can exceed a limit together.
 */
export const engineExposureRule: RiskRule = {
  name: "engine_exposure",
  check(_request: EntryRequest, lots: Lots, view: RiskView): Denial | null {
    return positions(view) ?? currency(lots, view) ?? symbol(lots, view);
  },
};

function positions(view: RiskView): Denial | null {
  const most = view.engine.limits.maxOpenPositions;
  if (most === null || !opensPosition(view)) return null;
  const open = view.engine.elsewhere.openPositions + view.account.otherPositions + 1;
  if (open <= most) return null;
  return {
    code: "ENGINE_MAX_OPEN_POSITIONS",
    reason: `The engine would have ${counted(open, "open position")}, and ${most} is the most`,
  };
}

function currency(lots: Lots, view: RiskView): Denial | null {
  const most = view.engine.limits.maxExposure;
  if (most === null) return null;
  const { quote } = view.instrument;
  const here = view.scale.toMoney(view.account.exposure + lots * view.ticks);
  const reason = excess(quote, here + (view.engine.elsewhere.byCurrency[quote] ?? 0), most);
  return reason === null ? null : { code: "ENGINE_MAX_EXPOSURE", reason };
}

function symbol(lots: Lots, view: RiskView): Denial | null {
  const most = view.engine.limits.maxSymbolExposure;
  if (most === null) return null;
  const { code } = view.instrument;
  const here = view.scale.toMoney(view.account.positionNotional + lots * view.ticks);
  const reason = excess(code, here + (view.engine.elsewhere.bySymbol[code] ?? 0), most);
  return reason === null ? null : { code: "ENGINE_MAX_SYMBOL_EXPOSURE", reason };
}

function excess(what: string, amount: number, most: number): string | null {
  if (!exceeds(amount, most)) return null;
  return `The engine would hold ${rounded(amount)} in ${what}, and ${most} is the most`;
}
