import {
  type Lots,
  type Money,
  notional,
  type OrderSide,
  type PriceTicks,
  ZERO_MONEY,
} from "../domain/mod.ts";

/** An account's numbers as plain data, in money units. */
export interface AccountData {
  readonly initial: number;
  readonly cash: number;
  readonly realized: number;
  readonly fees: number;
}

/**
 * Cash in whole money units. A buy takes `price × quantity + fee` out, a sell brings `price ×
 * quantity − fee` in, so `cash + position value = equity` holds to the last unit.
 */
export class CashAccount {
  readonly initial: Money;
  cash: Money;
  /** Sum of all trades' P&L, after fees. */
  realized: Money;
  /** All fees ever paid. */
  fees: Money;

  constructor(data: AccountData) {
    this.initial = data.initial as Money;
    this.cash = data.cash as Money;
    this.realized = data.realized as Money;
    this.fees = data.fees as Money;
  }

  static start(cash: Money): CashAccount {
    return new CashAccount({ initial: cash, cash, realized: ZERO_MONEY, fees: ZERO_MONEY });
  }

  settle(side: OrderSide, lots: Lots, ticks: PriceTicks, fee: Money): void {
    const value = notional(ticks, lots);
    this.cash = (side === "BUY" ? this.cash - value : this.cash + value) - fee as Money;
    this.fees = this.fees + fee as Money;
  }

  toData(): AccountData {
    return { initial: this.initial, cash: this.cash, realized: this.realized, fees: this.fees };
  }
}
