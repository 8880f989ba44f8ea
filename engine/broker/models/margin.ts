import { invariant, type Lots, type Money, type PriceTicks } from "../../domain/mod.ts";
import { PARTS, partsUp, shareUp } from "./share.ts";

/** Above any that an exchange offers. */
export const MAX_LEVERAGE = 1_000;
/** Leverage counts to its sixth decimal. */
const STEPS = 1e6;

/**
 * What is held of the equity for a position or an order that would open one: `⌈notional ÷ leverage⌉`,
 * exact. A leverage with more than six decimals is rounded down, so that more is held.
 *
 * Source: Binance, "How to Calculate Cost Required to Open a Position in Perpetual Futures Contracts".
 *
 * @param leverage 1 to {@link MAX_LEVERAGE}
 */
export function initialMargin(notional: Money, leverage: number): Money {
  if (!(leverage >= 1 && leverage <= MAX_LEVERAGE)) {
    invariant(false, `leverage is 1 to ${MAX_LEVERAGE}, not ${leverage}`);
  }
  // A decimal's last bits must not count as a step less: 2.3 × 10⁶ is 2,299,999.9999999995 in floats.
  const divisor = Math.floor(leverage * STEPS + 1e-5);
  let times = Math.floor(notional / divisor);
  // The quotient of two floats may have been rounded up to the next whole number.
  if (times * divisor > notional) times--;
  const rest = notional - times * divisor;
  return times * STEPS + Math.ceil(rest * STEPS / divisor) as Money;
}

/**
 * The equity below which a position is closed by the broker: `⌈notional × rate⌉`, exact. One rate for all
 * sizes: Binance's brackets by notional, with their deductions, are not modelled.
 *
 * @param rate 0 to 1
 */
export function maintenanceMargin(notional: Money, rate: number): Money {
  return shareUp(notional, partsUp(rate));
}

/**
 * The price at which a position has to be closed for want of margin.
 *
 * With E₀ the account's equity without this position's worth, M₀ the others' maintenance margin, s = 1 for
 * a long and −1 for a short, q its lots and r its rate, equity falls to the maintenance margin where
 *
 *     E₀ + s·q·P = r·q·P + M₀,   so   P = (M₀ − E₀) ÷ (q·(s − r)).
 *
 * That is Binance's formula for USDⓈ-M contracts ("How to Calculate Liquidation Price of USDⓈ-M Futures
 * Contracts") without maintenance amounts, in which E₀ is written as wallet balance plus the others'
 * unrealised P&L less `s·q·entry`. The fee of closing is not in it, there as here.
 *
 * It is rounded to the tick that is reached earlier: up for a long, which is closed at this price and
 * below; down for a short, which is closed at this price and above. That is the careful side for the
 * broker: at this price the margin may still be enough by less than a tick, one tick further it is not.
 *
 * @param cashAndOthers cash and what the account's other positions are worth; a long has paid for its
 * lots out of the cash, a short has been paid for them
 * @param rate maintenance margin, 0 to below 1
 * @returns null where no positive price does it: a long without leverage. One tick for a short whose
 * margin is not enough at any price.
 */
export function liquidationTicks(
  sign: 1 | -1,
  lots: Lots,
  cashAndOthers: Money,
  othersMaintenance: Money,
  rate: number,
): PriceTicks | null {
  if (!(lots > 0 && rate < 1)) {
    invariant(false, `a position has lots and a rate below 1, not ${lots} and ${rate}`);
  }
  const spare = cashAndOthers - othersMaintenance;
  if (sign > 0 && spare >= 0) return null;
  const parts = partsUp(rate);
  const exact = -spare / (lots * (sign - parts / PARTS));
  const ticks = Math.max(1, sign > 0 ? Math.ceil(exact) : Math.floor(exact));
  return settled(sign, lots, spare, parts, ticks) as PriceTicks;
}

/** The division's last bits may have put the price on a tick beside; whole numbers decide. */
function settled(sign: 1 | -1, lots: Lots, spare: number, parts: number, ticks: number): number {
  const further = ticks - sign;
  if (further >= 1 && isEnough(sign, lots, spare, parts, further)) return further;
  const before = ticks + sign;
  if (before >= 1 && !isEnough(sign, lots, spare, parts, ticks)) return before;
  return ticks;
}

function isEnough(sign: 1 | -1, lots: Lots, spare: number, parts: number, ticks: number): boolean {
  const notional = lots * ticks;
  return spare + sign * notional >= shareUp(notional, parts);
}
