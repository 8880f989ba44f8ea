import { exactCash, SharedAccount } from "../broker/mod.ts";
import { accountId, badInput, type EngineEvent, type Trade } from "../domain/mod.ts";
import type { StrategyHost } from "../strategy/mod.ts";
import { EventLog } from "./event_log.ts";
import type { BacktestJob } from "./job.ts";
import { MarketRun } from "./market_run.ts";
import { type EquityColumns, EquityTape } from "./tape.ts";

/** How far a backtest has come. */
export interface BacktestProgress {
  readonly candles: number;
  readonly of: number;
  /** The account's equity so far, in the quote currency. */
  readonly equity: number;
  readonly trades: number;
}

/** What a backtest leaves, before figures are made of it. */
export interface BacktestRecord {
  /** `FAILED`: the strategy was taken out; everything up to there is kept. */
  readonly status: "DONE" | "FAILED" | "CANCELED";
  readonly error: string | null;
  readonly trades: readonly Trade[];
  readonly equity: EquityColumns;
  readonly log: EventLog;
  readonly fees: number;
  readonly funding: number;
  /** Worth of all fills together. */
  readonly traded: number;
  readonly finalEquity: number;
  /** Positions that were still open at the end. */
  readonly openPositions: number;
  readonly bars: number;
  readonly counts: BacktestCounts;
}

/** What the runners counted, over all of them. */
export interface BacktestCounts {
  readonly opportunities: number;
  readonly orders: number;
  readonly rejected: number;
  readonly errors: number;
  /** Log lines beyond what a strategy may write in a bar. */
  readonly droppedLogs: number;
}

/**
 * A strategy over history: the runners that trade live, fed from columns as fast as they go. It takes its
 * way in slices, so that whoever runs it can tell how far it is and end it at any moment.
 */
export class Backtest {
  readonly #job: BacktestJob;
  readonly #markets: readonly MarketRun[];
  readonly #tape = new EquityTape();
  readonly #log = new EventLog();
  readonly #firstCloses: number[];
  readonly #of: number;
  #bars = 0;
  #canceled = false;

  private constructor(job: BacktestJob) {
    this.#job = job;
    const account = job.markets.length > 1 ? sharedAccount(job) : null;
    const event = (e: EngineEvent) => this.#log.take(e);
    this.#markets = job.markets.map((market, i) => {
      const run: MarketRun = new MarketRun(
        job.settings,
        market,
        i + 1,
        account?.shareOf(() => member),
        event,
        () => this.#bar(run),
      );
      const member = {
        scale: run.runner.desk.books.scale,
        holding: () => run.runner.holding(),
      };
      account?.join(member);
      return run;
    });
    this.#firstCloses = job.markets.map(() => NaN);
    this.#of = job.markets.reduce((sum, { columns }) => sum + columns.time.length, 0);
  }

  /** @throws StrategyFault when the strategy does not load */
  static async prepare(job: BacktestJob, host: StrategyHost): Promise<Backtest> {
    const backtest = new Backtest(job);
    for (const market of backtest.#markets) await market.load(host, job.settings);
    return backtest;
  }

  get isDone(): boolean {
    return this.#canceled || this.#markets.every((market) => market.isDone) || this.#isFailed;
  }

  progress(): BacktestProgress {
    return {
      candles: this.#markets.reduce((sum, { position }) => sum + position, 0),
      of: this.#of,
      equity: this.#equity(),
      trades: this.#log.trades.length,
    };
  }

  /** Goes on by about `candles` candles. */
  slice(candles: number): void {
    const until = this.progress().candles + candles;
    const [only, ...others] = this.#markets;
    if (only && others.length === 0) {
      while (!this.isDone && only.position < until) only.advance(Infinity);
    } else {
      while (!this.isDone && this.progress().candles < until) this.#step();
    }
  }

  cancel(): void {
    this.#canceled = true;
  }

  /** Closes what the settings say, lets go of the strategy and hands over what there is. */
  finish(): BacktestRecord {
    const { runners } = this;
    if (this.#job.settings.closeAtEnd && !this.#canceled) {
      for (const runner of runners) runner.flatten();
      for (const market of this.#markets) this.#bar(market);
    }
    const failed = runners.find((runner) => runner.status === "FAILED");
    const status = this.#canceled ? "CANCELED" : failed ? "FAILED" : "DONE";
    const sum = (of: (runner: MarketRun["runner"]) => number) =>
      runners.reduce((total, runner) => total + of(runner), 0);
    const books = (runner: MarketRun["runner"]) => runner.desk.books;
    const record: BacktestRecord = {
      status,
      error: failed?.lastError ?? null,
      trades: this.#log.trades,
      equity: this.#tape.columns(),
      log: this.#log,
      fees: sum((runner) => books(runner).scale.toMoney(books(runner).account.fees)),
      funding: sum((runner) => books(runner).scale.toMoney(books(runner).account.funding)),
      traded: sum((runner) => books(runner).scale.toMoney(books(runner).account.traded)),
      finalEquity: this.#equity(),
      openPositions: sum((runner) => books(runner).position === null ? 0 : 1),
      bars: this.#bars,
      counts: {
        opportunities: sum(({ counters }) => counters.opportunities),
        orders: sum(({ counters }) => counters.orders),
        rejected: sum(({ counters }) => counters.rejected),
        errors: sum(({ counters }) => counters.errors),
        droppedLogs: sum(({ counters }) => counters.droppedLogs),
      },
    };
    for (const market of this.#markets) market.close();
    return record;
  }

  private get runners() {
    return this.#markets.map((market) => market.runner);
  }

  get #isFailed(): boolean {
    for (const market of this.#markets) if (market.runner.status === "FAILED") return true;
    return false;
  }

  /** Several symbols go on together, candle by candle. */
  #step(): void {
    let now = Infinity;
    for (const market of this.#markets) {
      if (!market.isDone && market.nextEnd < now) now = market.nextEnd;
    }
    for (const market of this.#markets) if (!market.isDone) market.advance(now);
  }

  #bar(market: MarketRun): void {
    this.#bars++;
    const i = this.#markets.indexOf(market);
    if (Number.isNaN(this.#firstCloses[i]!)) this.#firstCloses[i] = market.series.price;
    const equity = this.#equity();
    this.#tape.write(market.series.end, equity, this.#benchmark(), this.#exposure(equity));
  }

  /** What the same cash in equal parts, held from the first close on, would be worth as a multiple. */
  #benchmark(): number {
    const markets = this.#markets;
    let sum = 0;
    for (let i = 0; i < markets.length; i++) {
      const first = this.#firstCloses[i]!;
      sum += first === first ? markets[i]!.series.price / first : 1;
    }
    return sum / markets.length;
  }

  #exposure(equity: number): number {
    let worth = 0;
    for (const { runner, series } of this.#markets) {
      const { books } = runner.desk;
      if (books.position !== null) {
        worth += series.price * books.scale.toQuantity(books.position.lots);
      }
    }
    return worth === 0 || equity <= 0 ? 0 : worth / equity;
  }

  #equity(): number {
    return this.#markets[0]!.runner.equity();
  }
}

function sharedAccount({ settings, markets }: BacktestJob): SharedAccount {
  const currencies = new Set(markets.map(({ instrument }) => instrument.quote));
  const [currency = "", other] = currencies;
  if (other !== undefined) {
    throw badInput(
      `Symbols of one portfolio have to have one currency, not ${[...currencies].join(" and ")}`,
      "symbols",
    );
  }
  return new SharedAccount(accountId("backtest"), currency, exactCash(settings.cash));
}
