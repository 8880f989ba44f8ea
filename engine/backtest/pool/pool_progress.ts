import type { EvaluationProgress } from "../evaluation/mod.ts";

/** Adds up what the workers of a pool say. */
export class PoolProgress {
  readonly #of: number;
  readonly #tell: (progress: EvaluationProgress) => void;
  readonly #running = new Map<number, { accounts: number; share: number; candles: number }>();
  #done = 0;
  #candles = 0;

  /** @param of accounts in all */
  constructor(of: number, tell: (progress: EvaluationProgress) => void) {
    this.#of = of;
    this.#tell = tell;
  }

  /** How far the batch that begins with account `first` is. */
  running(first: number, accounts: number, share: number, candles: number): void {
    this.#running.set(first, { accounts, share, candles });
    this.#say();
  }

  finished(first: number, accounts: number, candles: number): void {
    this.#running.delete(first);
    this.#done += accounts;
    this.#candles += candles;
    this.#say();
  }

  #say(): void {
    let accounts = this.#done;
    let candles = this.#candles;
    for (const one of this.#running.values()) {
      accounts += one.share * one.accounts;
      candles += one.candles;
    }
    this.#tell({ share: accounts / this.#of, done: this.#done, of: this.#of, candles });
  }
}
