import type { Holding } from "../broker/mod.ts";

/** Books that an idle runner keeps. */
interface IdleBooks {
  readonly account: Pick<Holding, "cash" | "realized" | "fees" | "funding">;
}

/** What a runner holds on a shared account while it has no position and no order: nothing but its cash. */
export class IdleHolding implements Holding {
  readonly value = 0;
  readonly unrealized = 0;
  readonly margin = 0;
  readonly maintenance = 0;
  readonly exposure = 0;
  readonly isOpen = false;
  readonly #books: IdleBooks;

  constructor(books: IdleBooks) {
    this.#books = books;
  }

  get cash(): number {
    return this.#books.account.cash;
  }
  get realized(): number {
    return this.#books.account.realized;
  }
  get fees(): number {
    return this.#books.account.fees;
  }
  get funding(): number {
    return this.#books.account.funding;
  }
}
