import {
  type Lots,
  type Money,
  notional,
  type OrderSide,
  type PriceTicks,
  ZERO_MONEY,
} from "../domain/mod.ts";

/** A ledger's numbers as plain data, in money units. */
export interface LedgerData {
  readonly initial: number;
  readonly cash: number;
  readonly realized: number;
  readonly fees: number;
  readonly funding: number;
  /** Left out by older books. */
  readonly traded?: number;
}

/**
 * What one runner did to its account, in whole money units of its symbol. A buy takes `price × quantity +
 * fee` out, a sell brings `price × quantity − fee` in, so `cash + position value = equity` holds to the
 * last unit. A runner with an account of its own starts from its cash; one on a shared account from 0.
 */
export class Ledger {
  readonly initial: Money;
  cash: Money;
  /** Sum of all trades' P&L, after fees. */
  realized: Money;
  /** All fees ever paid. */
  fees: Money;
  /** All funding ever paid, negative where received; no trade's P&L has it. */
  funding: Money;
  /** Worth of all fills together. */
  traded: number;

  constructor(data: LedgerData) {
    this.initial = data.initial as Money;
    this.cash = data.cash as Money;
    this.realized = data.realized as Money;
    this.fees = data.fees as Money;
    this.funding = data.funding as Money;
    this.traded = data.traded ?? 0;
  }

  static start(cash: Money): Ledger {
    const none = { realized: ZERO_MONEY, fees: ZERO_MONEY, funding: ZERO_MONEY };
    return new Ledger({ initial: cash, cash, ...none });
  }

  settle(side: OrderSide, lots: Lots, ticks: PriceTicks, fee: Money): void {
    const value = notional(ticks, lots);
    this.cash = (side === "BUY" ? this.cash - value : this.cash + value) - fee as Money;
    this.fees = this.fees + fee as Money;
    this.traded += value;
  }

  /** @param amount paid; negative is received */
  payFunding(amount: Money): void {
    this.cash = this.cash - amount as Money;
    this.funding = this.funding + amount as Money;
  }

  toData(): LedgerData {
    const { initial, cash, realized, fees, funding, traded } = this;
    return { initial, cash, realized, fees, funding, traded };
  }
}
