import { exactCash, SharedAccount } from "../broker/mod.ts";
import { accountId, badInput, type EngineEvent, type EventType, runnerId } from "../domain/mod.ts";
import { Runner } from "../runner/mod.ts";
import type { StrategyHost } from "../strategy/mod.ts";
import { EventLog, WANTED_EVENTS } from "./event_log.ts";
import type { BacktestSettings } from "./job.ts";
import type { MarketRun } from "./market_run.ts";
import type { BacktestRecord } from "./record.ts";
import { type AccountTape, type BarTape, SteppedEquity, StretchedEquity } from "./tape/mod.ts";

/** Somebody who looks on, besides the log. */
export interface EventWatch {
  /** Events that are told besides those the log wants. */
  readonly wanted: ReadonlySet<EventType>;
  take(event: EngineEvent): void;
}

/** One account of a backtest: a runner for each market, and what came of it. */
export class Portfolio {
  readonly log = new EventLog();
  readonly #settings: BacktestSettings;
  readonly #markets: readonly MarketRun[];
  readonly #runners: readonly Runner[];
  readonly #tape: AccountTape;
  #bars = 0;
  /** True once the strategy of one of its runners was taken out. */
  #hasFailed = false;
  #hasEnded = false;

  /** @param capacity bars there will be, as far as is known */
  constructor(
    settings: BacktestSettings,
    markets: readonly MarketRun[],
    capacity: number,
    watch: EventWatch | null,
  ) {
    this.#settings = settings;
    this.#markets = markets;
    this.#runners = this.#createRunners(watch);
    this.#tape = this.#createTape(capacity);
    for (const [i, { series }] of markets.entries()) series.join(this.#runners[i]!);
  }

  /** @throws StrategyFault when the strategy does not load */
  async load(host: StrategyHost): Promise<void> {
    const { strategy, parameters } = this.#settings;
    for (const runner of this.#runners) {
      runner.use(await host.load(strategy, parameters, runner.scope()));
    }
  }

  /** True once its strategy was taken out: nothing happens any more. */
  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  get equity(): number {
    return this.#runners[0]!.equity();
  }

  /**
   * One of its markets has closed a bar, and its runner taken the step.
   *
   * @param isLast false where another will close one at the same moment: that one's row is the account's
   */
  onBar(row: number, isLast: boolean): void {
    this.#bars++;
    if (this.#hasFailed) this.#end(row);
    else if (isLast) this.#tape.write(row);
  }

  /** Closes what the settings say, lets go of the strategy and hands over what there is. */
  finish(bars: BarTape, isCanceled: boolean): BacktestRecord {
    if (!this.#hasEnded) this.#close(this.#tape.row, isCanceled);
    const { trades } = this.log;
    const failed = this.#runners.find((runner) => runner.status === "FAILED");
    const { equity, inMarket } = this.#tape.finish();
    const record: BacktestRecord = {
      status: failed ? "FAILED" : isCanceled ? "CANCELED" : "DONE",
      error: failed?.lastError ?? null,
      trades,
      equity: { ...bars.columns(this.#tape.row + 1), equity },
      inMarket,
      log: this.log,
      fees: this.#sum(({ desk: { books } }) => books.scale.toMoney(books.account.fees)),
      funding: this.#sum(({ desk: { books } }) => books.scale.toMoney(books.account.funding)),
      traded: this.#sum(({ desk: { books } }) => books.scale.toMoney(books.account.traded)),
      finalEquity: equity.at(-1) ?? this.equity,
      openPositions: this.#sum(({ desk }) => desk.books.position === null ? 0 : 1),
      bars: this.#bars,
      counts: {
        opportunities: this.#sum(({ counters }) => counters.opportunities),
        orders: this.#sum(({ counters }) => counters.orders),
        rejected: this.#sum(({ counters }) => counters.rejected),
        errors: this.#sum(({ counters }) => counters.errors),
        droppedLogs: this.#sum(({ counters }) => counters.droppedLogs),
      },
    };
    for (const runner of this.#runners) runner.close();
    return record;
  }

  /** Takes it out of the markets; those of others go on. */
  #end(row: number): void {
    this.#close(row, false);
    this.#hasEnded = true;
    for (const [i, { series }] of this.#markets.entries()) series.leave(this.#runners[i]!);
  }

  #close(row: number, isCanceled: boolean): void {
    if (this.#settings.closeAtEnd && !isCanceled) {
      for (const runner of this.#runners) runner.flatten();
    }
    if (row >= 0) this.#tape.write(row);
  }

  #createTape(capacity: number): AccountTape {
    const [market] = this.#markets;
    if (!market?.isDirect) return new SteppedEquity(this.#markets, this.#runners, capacity);
    const { columns: { close }, warmUp = 0 } = market.market;
    return new StretchedEquity(this.#runners[0]!.desk.books, close.subarray(warmUp));
  }

  #sum(of: (runner: Runner) => number): number {
    return this.#runners.reduce((total, runner) => total + of(runner), 0);
  }

  #createRunners(watch: EventWatch | null): Runner[] {
    const account = this.#markets.length > 1 ? this.#sharedAccount() : null;
    const wanted = watch ? new Set([...WANTED_EVENTS, ...watch.wanted]) : WANTED_EVENTS;
    const sink = {
      wanted,
      event: (event: EngineEvent) => {
        this.log.take(event);
        this.#hasFailed ||= event.type === "RUNNER_STATUS_CHANGED" && event.to === "FAILED";
        watch?.take(event);
      },
    };
    return this.#markets.map(({ series, market: { instrument }, begin }, i) => {
      const { cash, execution, risk } = this.#settings;
      const id = runnerId(`b${i + 1}`);
      const settings = { id, instrument, execution, risk, decideOn: "CANDLE" as const };
      const own = { ...settings, cash: account ? 0 : cash };
      const share = account?.shareOf(() => member);
      const runner: Runner = new Runner(own, series, sink, 0, begin || 0, share);
      const { desk } = runner;
      const holding = () => runner.holding();
      const hasChanged = () => runner.holdingHasChanged();
      const member = { scale: desk.books.scale, holding, hasChanged };
      account?.join(member);
      return runner;
    });
  }

  #sharedAccount(): SharedAccount {
    const currencies = new Set(this.#markets.map(({ market }) => market.instrument.quote));
    const [currency = "", other] = currencies;
    if (other === undefined) {
      return new SharedAccount(accountId("backtest"), currency, exactCash(this.#settings.cash));
    }
    throw badInput(
      `Symbols of one portfolio have to have one currency, not ${[...currencies].join(" and ")}`,
      "symbols",
    );
  }
}
