import type { AccountView } from "../strategy/mod.ts";
import type { OrderDesk } from "./order_desk.ts";
import type { MarketSeries } from "./series.ts";

/** The account a runner trades with as its strategy sees it; worked out when it is read. */
export class LiveAccount implements AccountView {
  readonly #desk: OrderDesk;
  readonly #series: MarketSeries;

  constructor(desk: OrderDesk, series: MarketSeries) {
    this.#desk = desk;
    this.#series = series;
  }

  get equity(): number {
    return this.#view().equity;
  }
  get cash(): number {
    return this.#view().cash;
  }
  get available(): number {
    return this.#view().marginAvailable;
  }

  #view() {
    const { price, bid, ask } = this.#series;
    return this.#desk.accounts.accountView(price, bid, ask);
  }
}
