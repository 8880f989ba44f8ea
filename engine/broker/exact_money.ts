/**
 * Amounts of one currency that were counted in different units, made to add up exactly: whole numbers of
 * 10⁻²⁴ of the currency, the finest unit that two steps of twelve decimals can make.
 */
import type { Money, Scale } from "../domain/mod.ts";

const PLACES = 24;
const PLACES_OF_CASH = 9;

/** How much of the finest unit a money unit of the scale is. */
function unitOf(scale: Scale): bigint {
  const steps = (step: number, places: number) => BigInt(Math.round(step * 10 ** places));
  const { priceStep, priceDecimals, quantityStep, quantityDecimals } = scale;
  const units = steps(priceStep, priceDecimals) * steps(quantityStep, quantityDecimals);
  return units * 10n ** BigInt(PLACES - priceDecimals - quantityDecimals);
}

const UNITS = new WeakMap<Scale, bigint>();

function cachedUnit(scale: Scale): bigint {
  let unit = UNITS.get(scale);
  if (unit === undefined) UNITS.set(scale, unit = unitOf(scale));
  return unit;
}

export function exact(money: Money, scale: Scale): bigint {
  return BigInt(money) * cachedUnit(scale);
}

/** An amount of cash as a user gives it, to nine decimals. */
export function exactCash(cash: number): bigint {
  return BigInt(Math.round(cash * 10 ** PLACES_OF_CASH)) * 10n ** BigInt(PLACES - PLACES_OF_CASH);
}

/** Whole money units of the scale, rounded down, or up. */
export function inUnits(amount: bigint, scale: Scale, up: boolean): Money {
  const unit = cachedUnit(scale);
  const whole = amount / unit;
  const rest = amount % unit;
  if (rest === 0n) return Number(whole) as Money;
  // BigInt division goes towards zero.
  const floor = rest < 0n ? whole - 1n : whole;
  return Number(up ? floor + 1n : floor) as Money;
}

/** As a decimal, as well as a float can: read from its digits, which no division comes near. */
export function toDecimal(amount: bigint): number {
  const digits = String(amount < 0n ? -amount : amount).padStart(PLACES + 1, "0");
  const value = Number(`${digits.slice(0, -PLACES)}.${digits.slice(-PLACES)}`);
  return amount < 0n ? -value : value;
}
