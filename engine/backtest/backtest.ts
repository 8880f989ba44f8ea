import type { StrategyHost } from "../strategy/mod.ts";
import { BacktestBatch } from "./batch.ts";
import type { BacktestJob } from "./job.ts";
import type { Portfolio } from "./portfolio.ts";
import type { BacktestProgress, BacktestRecord } from "./record.ts";

export type { BacktestCounts, BacktestProgress, BacktestRecord } from "./record.ts";

/**
 * A strategy over history: the runners that trade live, fed from columns as fast as they go. It takes its
 * way in slices, so that whoever runs it can tell how far it is and end it at any moment.
 */
export class Backtest {
  readonly #batch: BacktestBatch;
  readonly #account: Portfolio;

  private constructor(batch: BacktestBatch) {
    this.#batch = batch;
    this.#account = batch.portfolios[0]!;
  }

  /** @throws StrategyFault when the strategy does not load */
  static async prepare({ settings, markets }: BacktestJob, host: StrategyHost): Promise<Backtest> {
    return new Backtest(await BacktestBatch.prepare(markets, [settings], host));
  }

  get isDone(): boolean {
    return this.#batch.isDone;
  }

  progress(): BacktestProgress {
    const { candles, of } = this.#batch;
    const { equity, log: { trades } } = this.#account;
    return { candles, of, equity, trades: trades.length };
  }

  /** Goes on by about `candles` candles. */
  slice(candles: number): void {
    this.#batch.slice(candles);
  }

  cancel(): void {
    this.#batch.cancel();
  }

  /** Closes what the settings say, lets go of the strategy and hands over what there is. */
  finish(): BacktestRecord {
    return this.#batch.finish()[0]!;
  }
}
