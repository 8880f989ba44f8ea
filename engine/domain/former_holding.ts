/**
 * What a runner left on a shared account that it is on no more: its ledger, exact, in money units of the
 * steps that it was counted in. Plain data.
 */
export interface FormerHolding {
  readonly priceStep: number;
  readonly quantityStep: number;
  readonly cash: number;
  readonly realized: number;
  readonly fees: number;
  readonly funding: number;
}
