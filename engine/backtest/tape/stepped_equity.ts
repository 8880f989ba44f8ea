import type { Runner } from "../../runner/mod.ts";
import type { MarketRun } from "../market_run.ts";
import { grown, grownLength } from "./grown.ts";
import type { AccountTape, EquityColumns } from "./tape.ts";

/** The worth of an account of any runners, worked out with every bar. */
export class SteppedEquity implements AccountTape {
  readonly #markets: readonly MarketRun[];
  readonly #runners: readonly Runner[];
  #equity: Float64Array;
  #exposure: Float32Array;
  #length = 0;

  /** @param runners one for each market */
  constructor(markets: readonly MarketRun[], runners: readonly Runner[], capacity: number) {
    this.#markets = markets;
    this.#runners = runners;
    this.#equity = new Float64Array(capacity);
    this.#exposure = new Float32Array(capacity);
  }

  get row(): number {
    return this.#length - 1;
  }

  write(row: number): void {
    if (row >= this.#equity.length) this.#grow();
    const equity = this.#runners[0]!.equity();
    this.#equity[row] = equity;
    this.#exposure[row] = this.#exposed(equity);
    this.#length = row + 1;
  }

  columns(): Pick<EquityColumns, "equity" | "exposure"> {
    return {
      equity: this.#equity.subarray(0, this.#length),
      exposure: this.#exposure.subarray(0, this.#length),
    };
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

  #grow(): void {
    this.#equity = grown(this.#equity);
    const exposure = new Float32Array(grownLength(this.#exposure.length));
    exposure.set(this.#exposure);
    this.#exposure = exposure;
  }
}
