/** One value a bar, at the bar's end. */
export interface EquityColumns {
  readonly time: Float64Array;
  readonly equity: Float64Array;
  readonly benchmark: Float64Array;
  readonly exposure: Float32Array;
}

/** A bar that has just closed: when it ended, and at which price. */
export interface ClosedBar {
  readonly end: number;
  readonly price: number;
}

/** The bars of a backtest, one row each, for all accounts that go over them: columns that grow by doubling. */
export class BarTape {
  #time: Float64Array;
  /** Worth of the benchmark, in whatever unit the first row has. */
  #benchmark: Float64Array;
  #length = 0;
  #isScaled = false;

  /** @param capacity bars there will be, as far as is known */
  constructor(capacity: number) {
    this.#time = new Float64Array(capacity);
    this.#benchmark = new Float64Array(capacity);
  }

  get length(): number {
    return this.#length;
  }

  /**
   * Writes a bar down, its price as benchmark. A second entry of the same time takes the place of the first:
   * with several symbols, the last bar that closes at a moment has the whole account.
   *
   * @param bar read here: numbers that are passed along would be put in boxes of their own
   * @returns its row
   */
  write(bar: ClosedBar): number {
    const time = bar.end;
    const again = this.#length > 0 && this.#time[this.#length - 1] === time;
    const row = again ? this.#length - 1 : this.#length++;
    if (row === this.#time.length) {
      this.#time = grown(this.#time);
      this.#benchmark = grown(this.#benchmark);
    }
    this.#time[row] = time;
    this.#benchmark[row] = bar.price;
    return row;
  }

  /** Another benchmark than the price of one symbol. */
  setBenchmark(row: number, value: number): void {
    this.#benchmark[row] = value;
  }

  /** The benchmark is a multiple of the first row. */
  columns(rows: number): Pick<EquityColumns, "time" | "benchmark"> {
    this.#scale();
    return {
      time: this.#time.subarray(0, rows),
      benchmark: this.#benchmark.subarray(0, rows),
    };
  }

  #scale(): void {
    if (this.#isScaled) return;
    this.#isScaled = true;
    const values = this.#benchmark;
    const first = values[0]!;
    for (let row = 0; row < this.#length; row++) values[row]! /= first;
  }
}

/** What one account was worth with every bar. */
export class EquityTape {
  #equity: Float64Array;
  #exposure: Float32Array;
  #length = 0;

  constructor(capacity: number) {
    this.#equity = new Float64Array(capacity);
    this.#exposure = new Float32Array(capacity);
  }

  get length(): number {
    return this.#length;
  }

  /** @param exposure worth of the positions as a fraction of the equity */
  write(row: number, equity: number, exposure: number): void {
    if (row === this.#equity.length) this.#grow();
    this.#equity[row] = equity;
    this.#exposure[row] = exposure;
    this.#length = row + 1;
  }

  /** The account is worth what it was worth at the last row written, which may be this one, and holds nothing. */
  repeat(row: number): void {
    if (row < this.#length) return;
    if (row === this.#equity.length) this.#grow();
    this.#equity[row] = this.#equity[row - 1]!;
    this.#exposure[row] = 0;
    this.#length = row + 1;
  }

  columns(): Pick<EquityColumns, "equity" | "exposure"> {
    return {
      equity: this.#equity.subarray(0, this.#length),
      exposure: this.#exposure.subarray(0, this.#length),
    };
  }

  #grow(): void {
    this.#equity = grown(this.#equity);
    const exposure = new Float32Array(grownLength(this.#exposure.length));
    exposure.set(this.#exposure);
    this.#exposure = exposure;
  }
}

function grown(column: Float64Array): Float64Array {
  const longer = new Float64Array(grownLength(column.length));
  longer.set(column);
  return longer;
}

function grownLength(length: number): number {
  return Math.max(1_024, length * 2);
}
