/** What a backtest writes down with every bar: columns that grow by doubling. */
export class EquityTape {
  #time = new Float64Array(1_024);
  #equity = new Float64Array(1_024);
  #benchmark = new Float64Array(1_024);
  #exposure = new Float32Array(1_024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /**
   * A second entry of the same time takes the place of the first: with several symbols, the last bar that
   * closes at a moment has the whole account.
   *
   * @param benchmark what holding the symbols from the beginning would be worth, as a multiple
   * @param exposure worth of the positions as a fraction of the equity
   */
  write(time: number, equity: number, benchmark: number, exposure: number): void {
    const again = this.#length > 0 && this.#time[this.#length - 1] === time;
    const i = again ? this.#length - 1 : this.#length++;
    if (i === this.#time.length) this.#grow();
    this.#time[i] = time;
    this.#equity[i] = equity;
    this.#benchmark[i] = benchmark;
    this.#exposure[i] = exposure;
  }

  columns(): EquityColumns {
    const end = this.#length;
    return {
      time: this.#time.slice(0, end),
      equity: this.#equity.slice(0, end),
      benchmark: this.#benchmark.slice(0, end),
      exposure: this.#exposure.slice(0, end),
    };
  }

  #grow(): void {
    const size = this.#time.length * 2;
    this.#time = copied(new Float64Array(size), this.#time);
    this.#equity = copied(new Float64Array(size), this.#equity);
    this.#benchmark = copied(new Float64Array(size), this.#benchmark);
    this.#exposure = copied(new Float32Array(size), this.#exposure);
  }
}

/** One value a bar, at the bar's end. */
export interface EquityColumns {
  readonly time: Float64Array;
  readonly equity: Float64Array;
  readonly benchmark: Float64Array;
  readonly exposure: Float32Array;
}

function copied<T extends Float64Array | Float32Array>(into: T, from: T): T {
  into.set(from);
  return into;
}
