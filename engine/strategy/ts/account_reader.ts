import type { AccountView } from "../strategy.ts";

/** The account as a strategy sees it: worked out when it is asked for. */
export class AccountReader implements AccountView {
  readonly #view: AccountView;

  constructor(view: AccountView) {
    this.#view = view;
    Object.freeze(this);
  }

  get equity(): number {
    return this.#view.equity;
  }
  get cash(): number {
    return this.#view.cash;
  }
  get available(): number {
    return this.#view.available;
  }
}
