/**
 * Money as integers.
 *
 * Prices are counted in price ticks, quantities in lots, money in units of one tick × one lot, so
 * that books balance to the last digit. Floats appear only at the edges (`toPrice`, `toMoney`).
 */

declare const unit: unique symbol;

/** A price as a whole number of the instrument's price steps. */
export type PriceTicks = number & { readonly [unit]: "PriceTicks" };
/** A quantity as a whole number of the instrument's quantity steps; never negative. */
export type Lots = number & { readonly [unit]: "Lots" };
/** Money in units of price step × quantity step of the instrument; signed. */
export type Money = number & { readonly [unit]: "Money" };

/** Largest whole number that every sum and product of money has to stay below. */
export const MAX_UNITS = Number.MAX_SAFE_INTEGER;

export const ZERO_MONEY = 0 as Money;

function decimalsOf(step: number): number {
  const text = step.toFixed(12).replace(/0+$/, "");
  return text.length - text.indexOf(".") - 1;
}

/**
 * Converts between decimals and whole steps for one instrument.
 *
 * Decimals come back as `integer / 10^n`, which IEEE 754 rounds correctly, so `57638000000000005e-12`
 * never shows up where 57.638 was meant.
 */
export class Scale {
  readonly priceStep: number;
  readonly quantityStep: number;
  readonly priceDecimals: number;
  readonly quantityDecimals: number;
  readonly #priceUnits: number;
  readonly #quantityUnits: number;
  readonly #pricePower: number;
  readonly #quantityPower: number;
  readonly #moneyUnits: number;
  readonly #moneyPower: number;

  /** @throws RangeError when a step is not a positive decimal of at most 12 places. */
  constructor(priceStep: number, quantityStep: number) {
    for (const step of [priceStep, quantityStep]) {
      if (!(step > 0 && step < Infinity) || Number(step.toFixed(12)) !== step) {
        throw new RangeError(`Cannot use step ${step}: it has to be a positive decimal`);
      }
    }
    this.priceStep = priceStep;
    this.quantityStep = quantityStep;
    this.priceDecimals = decimalsOf(priceStep);
    this.quantityDecimals = decimalsOf(quantityStep);
    this.#pricePower = 10 ** this.priceDecimals;
    this.#quantityPower = 10 ** this.quantityDecimals;
    this.#priceUnits = Math.round(priceStep * this.#pricePower);
    this.#quantityUnits = Math.round(quantityStep * this.#quantityPower);
    this.#moneyUnits = this.#priceUnits * this.#quantityUnits;
    this.#moneyPower = this.#pricePower * this.#quantityPower;
  }

  /** Nearest tick: what is a whole one but for a float's last bits need not be taken there first. */
  ticks(price: number): PriceTicks {
    return Math.round(price * this.#pricePower / this.#priceUnits) as PriceTicks;
  }
  /** The tick at or above: what a buyer pays. */
  ticksUp(price: number): PriceTicks {
    return Math.ceil(this.#inTicks(price)) as PriceTicks;
  }
  /** The tick at or below: what a seller gets. */
  ticksDown(price: number): PriceTicks {
    return Math.floor(this.#inTicks(price)) as PriceTicks;
  }
  /** True when the price is a whole number of steps. */
  isWholeTicks(price: number): boolean {
    return Number.isInteger(this.#inTicks(price));
  }
  /** Whole lots in a quantity, rounded down: never more than was asked for. */
  lotsDown(quantity: number): Lots {
    return Math.floor(snap(quantity * this.#quantityPower / this.#quantityUnits)) as Lots;
  }
  /** True when the quantity is a whole number of steps. */
  isWholeLots(quantity: number): boolean {
    return Number.isInteger(snap(quantity * this.#quantityPower / this.#quantityUnits));
  }
  /** Money units in an amount of the quote currency, rounded down. */
  moneyDown(amount: number): Money {
    return Math.floor(snap(amount * this.#moneyPower / this.#moneyUnits)) as Money;
  }
  toPrice(ticks: number): number {
    return ticks * this.#priceUnits / this.#pricePower;
  }
  toQuantity(lots: number): number {
    return lots * this.#quantityUnits / this.#quantityPower;
  }
  toMoney(money: number): number {
    return money * this.#moneyUnits / this.#moneyPower;
  }

  #inTicks(price: number): number {
    return snap(price * this.#pricePower / this.#priceUnits);
  }
}

/** However large the number, what is further from a whole one was meant so. */
const MAX_DUST = 1e-3;

/** Takes a number that is a whole one but for the last bits of a float back to that whole number. */
function snap(value: number): number {
  const whole = Math.round(value);
  if (whole === value) return value;
  const dust = Math.min(MAX_DUST, 1e-9 * Math.max(1, Math.abs(whole)));
  return Math.abs(value - whole) <= dust ? whole : value;
}

/** Price × quantity, exact. @throws RangeError past {@link MAX_UNITS}. */
export function notional(price: PriceTicks, lots: Lots): Money {
  const value = price * lots;
  if (!(Math.abs(value) <= MAX_UNITS)) {
    throw new RangeError(`Cannot hold notional ${value}: more than ${MAX_UNITS} money units`);
  }
  return value as Money;
}
