/** Sums of returns by block and trial, so that the Sharpe ratio of any blocks together costs a few additions. */
export class BlockSums {
  readonly #trials: number;
  readonly #blocks: number;
  /** Block by block, one value a trial. */
  readonly #sums: Float64Array;
  readonly #squares: Float64Array;
  readonly #rows: Float64Array;
  readonly #allSums: Float64Array;
  readonly #allSquares: Float64Array;
  readonly #allRows: number;

  constructor(trials: readonly Float64Array[], blocks: number) {
    this.#trials = trials.length;
    this.#blocks = blocks;
    this.#sums = new Float64Array(blocks * trials.length);
    this.#squares = new Float64Array(blocks * trials.length);
    this.#rows = new Float64Array(blocks);
    this.#allSums = new Float64Array(trials.length);
    this.#allSquares = new Float64Array(trials.length);
    this.#allRows = trials[0]?.length ?? 0;
    for (const [trial, returns] of trials.entries()) this.#add(trial, returns);
  }

  /** Ratios of one period in these blocks and in all the others; 0 where nothing changes. */
  ratios(blocks: readonly number[], inside: Float64Array, outside: Float64Array): void {
    let rows = 0;
    for (const block of blocks) rows += this.#rows[block]!;
    for (let trial = 0; trial < this.#trials; trial++) {
      let sum = 0;
      let squares = 0;
      for (let k = 0; k < blocks.length; k++) {
        const at = blocks[k]! * this.#trials + trial;
        sum += this.#sums[at]!;
        squares += this.#squares[at]!;
      }
      inside[trial] = ratio(sum, squares, rows);
      outside[trial] = ratio(
        this.#allSums[trial]! - sum,
        this.#allSquares[trial]! - squares,
        this.#allRows - rows,
      );
    }
  }

  #add(trial: number, returns: Float64Array): void {
    for (let block = 0; block < this.#blocks; block++) {
      const from = Math.floor(block * returns.length / this.#blocks);
      const to = Math.floor((block + 1) * returns.length / this.#blocks);
      const at = block * this.#trials + trial;
      this.#rows[block] = to - from;
      for (let i = from; i < to; i++) {
        const value = returns[i]!;
        this.#sums[at]! += value;
        this.#squares[at]! += value * value;
      }
      this.#allSums[trial]! += this.#sums[at]!;
      this.#allSquares[trial]! += this.#squares[at]!;
    }
  }
}

/** Below this part of the squares a deviation is rounding. */
const NOISE = 1e-12;

function ratio(sum: number, squares: number, rows: number): number {
  const distances = squares - sum * sum / rows;
  return distances > NOISE * squares ? sum / rows / Math.sqrt(distances / (rows - 1)) : 0;
}
