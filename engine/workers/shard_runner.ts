import type { AccountMember, Holding } from "../broker/mod.ts";
import type {
  AccountId,
  FormerHolding,
  JsonObject,
  RunnerExposure,
  Scale,
  TradingState,
} from "../domain/mod.ts";
import { badInput, conflict } from "../domain/mod.ts";
import {
  formerHolding,
  type MarketSeries,
  type Runner,
  type RunnerSnapshot,
} from "../runner/mod.ts";
import type { RunnerRecord, RunnerState } from "../store/store.ts";
import { StrategyFault, type StrategyHost } from "../strategy/mod.ts";
import type { RunnerFigures, RunnerRequest, RunnerVitals } from "./messages.ts";
import type { ShardStream } from "./shard_stream.ts";
import { indicatorViews, newestCandles, newestValues } from "./shown_series.ts";

/** What a change of the trading state did to a position. */
export type Flattened = "NONE" | "CLOSED" | "LEFT_OPEN";

/** A runner in its shard: answers its owner's questions and carries out its orders. */
export class ShardRunner implements AccountMember {
  readonly runner: Runner;
  readonly series: MarketSeries;
  readonly stream: ShardStream;
  /** Samples of the stream's latency from before this runner began to decide. */
  #latencyMark: number;
  #record: RunnerRecord;
  /** What a stopped runner shows, however its market goes on for others. */
  #last: RunnerSnapshot | null = null;
  #lastHolding: Holding | null = null;
  /** True once the main thread knows that it holds nothing. */
  #wasEmpty = false;
  readonly #host: (language: string) => StrategyHost;

  constructor(
    runner: Runner,
    stream: ShardStream,
    record: RunnerRecord,
    host: (language: string) => StrategyHost,
  ) {
    this.runner = runner;
    this.series = stream.series;
    this.stream = stream;
    this.#latencyMark = stream.latency.total;
    this.#record = record;
    this.#host = host;
  }

  get account(): AccountId | null {
    return this.#record.account ?? null;
  }
  get scale(): Scale {
    return this.runner.desk.books.scale;
  }

  /** What it holds on its account, whether it shares it or not. */
  holding(): Holding {
    return this.#lastHolding ?? this.runner.holding();
  }

  hasChanged(): boolean {
    // What a stopped runner holds stays as it is, and is looked at all the same: it costs nothing.
    return this.#lastHolding !== null || this.runner.holdingHasChanged();
  }

  /** For the main thread; null where there is no more to say than that it still holds nothing. */
  figures(): RunnerFigures | null {
    const { id, desk } = this.runner;
    const isEmpty = desk.isIdle && this.account === null;
    if (isEmpty && this.#wasEmpty) return null;
    this.#wasEmpty = isEmpty;
    return { runnerId: id, holding: this.holding(), openOrders: desk.book.size };
  }

  /** As limits over the whole engine count it: what a stopped runner holds nobody trades any more. */
  exposure(): RunnerExposure {
    const { id, status, settings } = this.runner;
    const { exposure, isOpen } = this.holding();
    return {
      runnerId: id,
      symbol: settings.instrument.code,
      currency: settings.instrument.quote,
      account: this.account,
      notional: this.scale.toMoney(exposure),
      isOpen: isOpen && status !== "STOPPED",
    };
  }

  /** @param flatten closes an open position at the last price first */
  setTradingState(state: TradingState, flatten: boolean): Flattened {
    const { runner } = this;
    const held = flatten && runner.desk.books.position !== null;
    if (held) runner.flatten();
    const left = runner.desk.books.position !== null;
    runner.setTradingState(state);
    if (!held) return "NONE";
    return left ? "LEFT_OPEN" : "CLOSED";
  }

  /** @throws InputError for what a caller did wrong */
  async handle(request: RunnerRequest): Promise<unknown> {
    switch (request.op) {
      case "snapshot":
        return this.snapshot();
      case "history":
        return newestCandles(this.series, this.#rows(request.limit));
      case "indicators":
        return indicatorViews(this.runner.indicators.list(), this.#rows(request.limit));
      case "pause":
        this.runner.control("PAUSE", request.now);
        break;
      case "resume":
        await this.#resume(request.now);
        break;
      case "stop":
        this.#stop(request.now, request.flatten);
        break;
      case "cancel-order":
        this.runner.cancelOrder(request.order);
        break;
      case "amend-order":
        this.runner.amendOrder(request.order, request.change);
        break;
      case "risk":
        this.#requireActive("its limits");
        this.runner.setRisk(request.risk);
        break;
      case "release-risk":
        this.#requireActive("its limits");
        this.runner.releaseRisk();
        this.runner.announceMove(request.now, "limits on losses are released");
        break;
      case "parameters":
        this.runner.setParameters(request.parameters);
        this.#record = { ...this.#record, parameters: request.parameters };
        break;
      case "reload":
        await this.#reload(request);
        break;
      case "remove": {
        const left = this.former();
        this.close();
        return left;
      }
    }
    return null;
  }

  /** Puts the strategy to work. @returns why that failed, or null */
  async load(source = this.#record.source, parameters = this.#record.parameters) {
    try {
      const host = this.#host(source.language);
      this.runner.use(await host.load(source, parameters, this.runner.scope()));
      return null;
    } catch (error) {
      if (error instanceof StrategyFault) return error;
      return new StrategyFault("RUNTIME", `Internal error: ${String(error)}`);
    }
  }

  /** Takes no part in its stream any more, and shows what it is now from now on. */
  rest(): void {
    this.series.leave(this.runner);
    this.stream.runners.delete(this);
    this.#last = this.snapshot();
    this.#lastHolding = this.runner.holding();
  }

  /** What it would leave on its account if it were removed now. */
  former(): FormerHolding {
    return formerHolding(this.runner.desk.books, this.holding());
  }

  close(): void {
    this.series.leave(this.runner);
    this.runner.close();
  }

  state(): RunnerState {
    const { runner } = this;
    return {
      runnerId: runner.id,
      sequence: runner.sequence,
      lastBarTime: runner.lastBarTime,
      // `RunnerData` is plain data by construction; its interfaces only lack an index signature.
      data: runner.toData() as unknown as JsonObject,
    };
  }

  vitals(): RunnerVitals {
    const { runner } = this;
    return {
      id: runner.id,
      healthy: runner.healthy,
      errors: runner.counters.errors,
      lastError: runner.lastError,
      ...this.stream.latency.spreadSince(this.#latencyMark),
    };
  }

  snapshot(): RunnerSnapshot {
    if (this.#last) return this.#last;
    const { runner, series } = this;
    const { price, bid, ask } = series;
    return {
      asOf: Number.isNaN(series.at) ? runner.now : series.at,
      stale: false,
      status: runner.status,
      state: runner.state,
      candle: series.candle(),
      position: runner.position(),
      account: runner.desk.accounts.accountView(price, bid, ask),
      context: runner.context(),
      indicators: newestValues(runner.indicators.list()),
      stats: runner.counters.view(),
      pendingOrder: runner.desk.pendingView(),
      orders: runner.desk.orderViews(),
      risk: runner.riskStatus(),
    };
  }

  #requireActive(what: string): void {
    if (this.runner.status !== "STOPPED") return;
    throw conflict(`Runner ${this.runner.id} is stopped: ${what} cannot be changed any more`);
  }

  #stop(now: number, flatten: boolean): void {
    // A stop that is refused must not trade either.
    this.runner.statusAfter("STOP");
    if (flatten) this.runner.flatten();
    this.runner.control("STOP", now);
    this.rest();
  }

  async #resume(now: number): Promise<void> {
    this.runner.statusAfter("RESUME");
    if (!this.runner.loaded) {
      const fault = await this.load();
      if (fault) throw badInput(fault.message);
    }
    this.runner.control("RESUME", now);
    // Rows that came meanwhile were not decided on.
    this.#latencyMark = this.stream.latency.total;
  }

  async #reload(request: RunnerRequest & { op: "reload" }): Promise<void> {
    const fault = await this.load(request.source, request.parameters);
    if (fault) throw badInput(fault.message);
    this.#record = { ...this.#record, source: request.source, parameters: request.parameters };
  }

  /** No more rows than the runner looks back on. */
  #rows(limit: number): number {
    return Math.min(limit, this.#record.windowSize);
  }
}
