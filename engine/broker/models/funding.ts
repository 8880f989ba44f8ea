import { invariant, type Money } from "../../domain/mod.ts";
import { partsDown, partsUp, shareDown, shareUp } from "./share.ts";

const HOUR_MS = 3_600_000;

/**
 * How often funding was due in a stretch of time: times t with `from < t ≤ to`. They are `hours` apart,
 * counted from 1970-01-01 00:00 UTC; of a number of hours that divides 24 one is at 00:00 UTC every day.
 *
 * Source: Binance, "Introduction to Binance Futures Funding Rates": every 8 hours, at 00:00, 08:00 and
 * 16:00 UTC, and only from who has a position at that time.
 *
 * @param from,to epoch milliseconds; a position opened at a funding time does not pay for it
 */
export function fundingCount(from: number, to: number, hours: number): number {
  if (!(hours > 0 && hours < Infinity)) invariant(false, `funding hours are above 0, not ${hours}`);
  const period = hours * HOUR_MS;
  return Math.max(0, Math.floor(to / period) - Math.floor(from / period));
}

/**
 * What a position pays at one funding time, negative for what it receives: `± notional × bps ÷ 10,000`. At a
 * positive rate longs pay shorts, at a negative one shorts pay longs. Rounded against the trader: what is
 * paid up to the unit, what is received down. Source: as above, "Funding Amount = Nominal Value of
 * Positions × Funding Rate"; the rate here is fixed, not measured from a premium.
 *
 * @param sign 1 for a long, −1 for a short
 * @param notional at the price of that time, not negative
 * @param bps −10,000 to 10,000
 */
export function funding(sign: number, notional: Money, bps: number): Money {
  const rate = Math.abs(bps) / 10_000;
  if (sign * bps > 0) return shareUp(notional, partsUp(rate));
  return 0 - shareDown(notional, partsDown(rate)) as Money;
}
