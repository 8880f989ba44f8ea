import type { Runner } from "../../runner/mod.ts";
import type { MarketRun } from "../market_run.ts";
import { grown } from "./grown.ts";
import type { AccountRows, AccountTape } from "./tape.ts";

/** The worth of an account of any runners, worked out with every bar. */
export class SteppedEquity implements AccountTape {
  readonly #markets: readonly MarketRun[];
  readonly #runners: readonly Runner[];
  #equity: Float64Array;
  #length = 0;
  /** Over all rows but the last, which may be written again. */
  #barsBefore = 0;
  #exposureBefore = 0;
  #exposure = 0;

  /** @param runners one for each market */
  constructor(markets: readonly MarketRun[], runners: readonly Runner[], capacity: number) {
    this.#markets = markets;
    this.#runners = runners;
    this.#equity = new Float64Array(capacity);
  }

  get row(): number {
    return this.#length - 1;
  }

  write(row: number): void {
    if (row >= this.#equity.length) this.#equity = grown(this.#equity);
    if (row === this.#length) this.#count();
    const equity = this.#runners[0]!.equity();
    this.#equity[row] = equity;
    this.#exposure = this.#exposed(equity);
    this.#length = row + 1;
  }

  finish(): AccountRows {
    this.#count();
    const inMarket = { bars: this.#barsBefore, exposure: this.#exposureBefore };
    return { equity: this.#equity.subarray(0, this.#length), inMarket };
  }

  /** The last row stays as it is. */
  #count(): void {
    if (this.#exposure !== 0) this.#barsBefore++;
    this.#exposureBefore += this.#exposure;
    this.#exposure = 0;
  }

  /** Worth of the positions as a fraction of the equity. */
  #exposed(equity: number): number {
    let worth = 0;
    for (let i = 0; i < this.#runners.length; i++) {
      const { books } = this.#runners[i]!.desk;
      if (books.position === null) continue;
      worth += this.#markets[i]!.series.price * books.scale.toQuantity(books.position.lots);
    }
    return worth === 0 || equity <= 0 ? 0 : worth / equity;
  }
}
