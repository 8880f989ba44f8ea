declare const id: unique symbol;

/** Names one runner, for as long as the data folder lives: `r1`, `r2`, … */
export type RunnerId = string & { readonly [id]: "RunnerId" };
/** Names one order within its runner: `r1-o1`, … */
export type OrderId = string & { readonly [id]: "OrderId" };
/** Names one trade (a position from entry to exit, or the part an exit closed): `r1-t1`, … */
export type TradeId = string & { readonly [id]: "TradeId" };

/** Names an account that several runners share: `a1`, `a2`, … */
export type AccountId = string & { readonly [id]: "AccountId" };

export const accountId = (text: string): AccountId => text as AccountId;
export const runnerId = (text: string): RunnerId => text as RunnerId;
export const orderId = (runner: RunnerId, n: number): OrderId => `${runner}-o${n}` as OrderId;
export const tradeId = (runner: RunnerId, n: number): TradeId => `${runner}-t${n}` as TradeId;
