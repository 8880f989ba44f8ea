import type { Books } from "./books.ts";
import type { OrderDesk } from "./order_desk.ts";
import type { MarketSeries } from "./series.ts";

/**
 * Tells whether what a runner holds may be worth something else than when this was asked last: after a fill,
 * funding or a change of its orders, and with every row of its market while there is a position or an order.
 */
export class HoldingWatch {
  readonly #desk: OrderDesk;
  readonly #series: MarketSeries;
  #account: Books["account"] | null = null;
  #position: Books["position"] = null;
  #traded = NaN;
  #funding = NaN;
  #orders = NaN;
  #rows = NaN;

  constructor(desk: OrderDesk, series: MarketSeries) {
    this.#desk = desk;
    this.#series = series;
  }

  hasChanged(): boolean {
    const { books, book, isIdle } = this.#desk;
    const { account, position } = books;
    const { rows } = this.#series;
    const isSame = account === this.#account && position === this.#position &&
      account.traded === this.#traded && account.funding === this.#funding &&
      book.version === this.#orders && (isIdle || rows === this.#rows);
    if (isSame) return false;
    this.#account = account;
    this.#position = position;
    this.#traded = account.traded;
    this.#funding = account.funding;
    this.#orders = book.version;
    this.#rows = rows;
    return true;
  }
}
