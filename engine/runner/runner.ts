import type {
  JsonObject,
  Position,
  PriceTicks,
  RiskSettings,
  RunnerId,
  RunnerStatus,
  StrategyState,
  TradingState,
} from "../domain/mod.ts";
import { conflict, InputError, messageOf } from "../domain/mod.ts";
import type { AccountShare, Holding } from "../broker/mod.ts";
import { IndicatorLease } from "../indicators/mod.ts";
import { type Control, nextStatus } from "../machine/mod.ts";
import { annualVolatility } from "../market/mod.ts";
import type { Breach, Denial, RiskRuleStatus } from "../risk/mod.ts";
import {
  type ParameterValues,
  StrategyFault,
  type StrategyInstance,
  type StrategyScope,
} from "../strategy/mod.ts";
import { RunnerCounters } from "./counters.ts";
import { Decisions } from "./decisions.ts";
import { Emitter } from "./emitter.ts";
import { HoldingWatch } from "./holding_watch.ts";
import { MarketSteps } from "./market_steps.ts";
import { Moment } from "./moment.ts";
import { OrderDesk } from "./order_desk.ts";
import type { RunnerData, RunnerSettings, RunnerSink } from "./runner_types.ts";
import type { MarketSeries, SeriesMember } from "./series.ts";

/**
 * One strategy on one symbol: the step from a bar to decisions, orders and events.
 *
 * Pure and synchronous: everything it knows came with the rows, so the same rows give the same
 * events, live, replayed or back-tested.
 */
export class Runner implements SeriesMember {
  readonly settings: RunnerSettings;
  readonly counters = new RunnerCounters();
  readonly desk: OrderDesk;
  /** The indicators that the strategy reads. */
  readonly indicators: IndicatorLease;
  readonly #series: MarketSeries;
  readonly #sink: RunnerSink;
  readonly #emitter: Emitter;
  readonly #moment: Moment;
  readonly #steps: MarketSteps;
  readonly #decisions: Decisions;
  readonly #holdingWatch: HoldingWatch;
  #status: RunnerStatus = "RUNNING";
  /** NaN before the first: a field that is always a number costs no allocation to set. */
  #lastBarTime = NaN;
  /** True after bars that came too late to act on them, until one comes in time. */
  #cutOff = false;
  #closed = false;
  #watchesEquity: boolean;

  /**
   * @param sequence number of the runner's last event
   * @param share the account it shares with others; left out for one of its own
   */
  constructor(
    settings: RunnerSettings,
    series: MarketSeries,
    sink: RunnerSink,
    sequence: number,
    createdAt: number,
    share?: AccountShare,
  ) {
    this.settings = settings;
    this.#series = series;
    this.#sink = sink;
    this.#moment = new Moment(createdAt);
    this.#emitter = new Emitter(
      settings.id,
      settings.instrument.code,
      sequence,
      (event) => sink.event(event),
      sink.wanted ?? null,
    );
    this.desk = new OrderDesk(settings, {
      emitter: this.#emitter,
      counters: this.counters,
      barMs: series.barMs,
      ...(share ? { share } : {}),
      annualVolatility: (bars) => annualVolatility(series.window, bars, series.barMs),
      settle: (trigger, reason, time) => this.#decisions.settle(trigger, reason, time),
      breached: (breach, time) => this.#breached(breach, time),
    });
    this.#watchesEquity = watchesEquity(settings.risk);
    this.indicators = new IndicatorLease(series.indicators);
    this.#steps = new MarketSteps(settings, series, this.desk, this.#moment);
    this.#decisions = new Decisions({
      series,
      indicators: this.indicators,
      desk: this.desk,
      emitter: this.#emitter,
      counters: this.counters,
      moment: this.#moment,
      failed: (reason) => this.#changeStatus("FAILED", this.#moment.now, reason),
    });
    this.#holdingWatch = new HoldingWatch(this.desk, series);
  }

  get id(): RunnerId {
    return this.settings.id;
  }
  get status(): RunnerStatus {
    return this.#status;
  }
  get state(): StrategyState {
    return this.#decisions.state;
  }
  get sequence(): number {
    return this.#emitter.sequence;
  }
  get lastError(): string | null {
    return this.#decisions.lastError;
  }
  /** Open time of the last closed bar. */
  get lastBarTime(): number | null {
    return Number.isNaN(this.#lastBarTime) ? null : this.#lastBarTime;
  }
  get healthy(): boolean {
    return this.#status !== "FAILED" && this.#decisions.errorsInRow === 0;
  }
  /** True once a strategy is at work. */
  get loaded(): boolean {
    return this.#decisions.loaded;
  }
  get now(): number {
    return this.#moment.now;
  }

  /** What the strategy of this runner may see and do. */
  scope(): StrategyScope {
    return this.#decisions.scope;
  }

  /** Puts a strategy to work, in place of the one before; the context goes over. */
  use(strategy: StrategyInstance): void {
    this.#decisions.use(strategy);
  }

  setParameters(parameters: ParameterValues): void {
    this.#decisions.setParameters(parameters);
  }

  get awaitsOpen(): boolean {
    return !this.#closed && this.#steps.awaitsOpen;
  }

  onOpen(): void {
    if (this.#closed) return;
    try {
      this.#steps.open();
    } catch (error) {
      this.#broken(error);
    }
  }

  onUpdate(): void {
    if (this.#closed) return;
    this.counters.ticks++;
    if (!this.#steps.everyUpdate) return;
    this.#moment.now = this.#series.at;
    try {
      this.#steps.update();
      if (this.#status === "RUNNING") this.#decisions.decide();
    } catch (error) {
      this.#broken(error);
    }
  }

  onInner(): void {
    if (this.#closed) return;
    try {
      this.#steps.inner();
    } catch (error) {
      this.#broken(error);
    }
  }

  onClose(): void {
    if (this.#closed) return;
    this.#beginBar();
    this.#cutOff = false;
    try {
      this.#steps.close();
      if (this.#watchesEquity) this.#watchLosses();
      if (this.#status === "RUNNING") this.#decisions.decide();
      if (this.desk.books.position) this.#sink.positionUpdated?.(this, this.#moment.now);
    } catch (error) {
      this.#broken(error);
    }
  }

  /** Only what would have happened without the strategy happens: levels that were touched trade. */
  onMissed(): void {
    if (this.#closed) return;
    const isUnseen = this.#steps.isUnseen();
    this.#beginBar();
    try {
      this.#warnOfCutOff();
      this.#steps.missed(isUnseen);
      if (this.#watchesEquity) this.#watchLosses();
      if (this.desk.books.position) this.#sink.positionUpdated?.(this, this.#moment.now);
    } catch (error) {
      this.#broken(error);
    }
  }

  onResume(): void {
    if (this.#closed) return;
    const isUnseen = this.#steps.isUnseen();
    this.#moment.now = this.#series.at;
    try {
      this.#steps.resume(isUnseen);
    } catch (error) {
      this.#broken(error);
    }
  }

  /** What the whole engine may do now. */
  setTradingState(state: TradingState): void {
    const time = this.#marketNow();
    const { price } = this.#series;
    this.#decisions.tradingState = state;
    if (this.#status === "STOPPED") return;
    if (state === "HALTED") this.desk.suspend(true, price, time);
    if (state === "HALTED") this.desk.cancels.all("ENGINE_HALTED", HALTED_WHY, time);
    if (state === "REDUCING") this.desk.cancels.opening("ENGINE_REDUCING", REDUCING_WHY, time);
    if (state !== "ACTIVE") {
      this.#decisions.giveUpAnalysis(state === "HALTED" ? HALTED_WHY : REDUCING_WHY);
    }
    // Also of a runner that comes back suspended, and does not know why.
    if (state !== "HALTED") this.desk.suspend(false, price, time);
  }

  /** @throws InputError where the order is not at work */
  cancelOrder(id: string): void {
    this.#requireActive();
    refuse(this.desk.cancel(id, this.#marketNow()));
  }

  /** @throws InputError where the order is not at work, or the change not possible */
  amendOrder(
    id: string,
    change: { price?: number; stopPrice?: number; quantity?: number },
  ): void {
    this.#requireActive();
    refuse(this.desk.amend(id, change, this.#series.price, this.#marketNow()));
  }

  setRisk(risk: RiskSettings): void {
    this.#watchesEquity = watchesEquity(risk);
    this.desk.risk.setSettings(risk);
    this.desk.monitor.setSettings(risk);
  }

  /** Locks of limits on losses go, and what they measure starts anew. */
  releaseRisk(): void {
    this.desk.monitor.release(this.#marketNow(), this.equity());
  }

  /** Where each limit that is set stands. */
  riskStatus(): RiskRuleStatus[] {
    return [
      ...this.desk.monitor.status(this.#moment.now, this.counters.bars, this.equity()),
      ...this.desk.risk.status(this.#markTicks()),
    ];
  }

  /** The status after `control`. @throws InputError CONFLICT where the present one forbids it */
  statusAfter(control: Control): RunnerStatus {
    const next = nextStatus(this.#status, control);
    if (next) return next;
    const was = this.#status.toLowerCase();
    throw conflict(`Runner ${this.id} is ${was}: it cannot ${CONTROL_WORD[control]}`);
  }

  /** @throws InputError CONFLICT where the status does not allow it */
  control(control: Control, time: number, reason: string | null = null): void {
    this.#changeStatus(this.statusAfter(control), time, reason);
    if (control === "RESUME") this.#decisions.forgive();
    if (control === "STOP") {
      this.desk.cancels.all("RUNNER_STOPPED", "The runner was stopped", this.#marketNow());
    } else if (control === "PAUSE") {
      const why = "The runner was paused";
      this.desk.cancels.opening("RUNNER_PAUSED", why, this.#marketNow(), true);
    }
  }

  /** Closes an open position at the last price; nothing happens without one. */
  flatten(): void {
    const { price, bid, ask } = this.#series;
    if (!this.desk.books.position || Number.isNaN(price)) return;
    this.#moment.now = this.#marketNow();
    this.desk.flatten(this.#moment.now, price, bid, ask);
  }

  /** Says that the runner goes on somewhere else; its status stays. */
  announceMove(time: number, reason: string): void {
    const status = this.#status;
    this.#emitter.emit({
      type: "RUNNER_STATUS_CHANGED",
      time,
      from: status,
      to: status,
      reason,
    });
  }

  announce(type: "RUNNER_ADDED", time: number): void {
    this.#emitter.emit({ type, time });
  }

  /** Takes the runner out for a fault that came from outside a step, such as a failed reload. */
  fail(fault: StrategyFault, time: number): void {
    this.#decisions.report(fault, time);
    if (nextStatus(this.#status, "FAIL")) this.control("FAIL", time, fault.message);
  }

  /** What it holds on an account that it shares. */
  holding(): Holding {
    const { price, bid, ask } = this.#series;
    return this.desk.accounts.holding(price, bid, ask);
  }

  /** See {@link HoldingWatch}; for the one account that it is on. */
  holdingHasChanged(): boolean {
    return this.#holdingWatch.hasChanged();
  }

  position(): Position | null {
    const { price, bid, ask } = this.#series;
    return this.desk.accounts.positionView(price, bid, ask);
  }

  context(): JsonObject {
    return this.#decisions.context();
  }

  toData(): RunnerData {
    const { state, context, errorsInRow, lastError } = this.#decisions.toData();
    return {
      status: this.#status,
      state,
      context,
      desk: this.desk.toData(),
      counters: this.counters.toData(),
      errorsInRow,
      lastError,
      lastTime: this.#moment.now,
      lastBarTime: this.lastBarTime,
      indicators: this.indicators.requests(),
      candle: this.#series.candle(),
      cutOff: this.#cutOff,
      monitor: this.desk.monitor.toData(),
    };
  }

  /** Takes up where `data` left off. */
  restore(data: RunnerData): void {
    this.#status = data.status;
    this.desk.restore(data.desk);
    if (data.monitor) this.desk.monitor.restore(data.monitor);
    this.counters.restore(data.counters);
    this.#lastBarTime = data.lastBarTime ?? NaN;
    this.#cutOff = data.cutOff ?? false;
    if (data.lastTime !== null) this.#steps.resumeFrom(data.lastTime);
    this.indicators.remember(data.indicators);
    if (data.candle) this.#series.prime(data.candle, this.#moment.now);
    this.#decisions.restore(data);
  }

  /** Lets go of the strategy; no step does anything any more. */
  close(): void {
    this.#closed = true;
    this.#decisions.close();
  }

  /** Of its account at the last price, in the quote currency. */
  equity(): number {
    const { books } = this.desk;
    // Asked with every bar, and where nothing is held no price counts.
    const mark = books.position === null ? 0 as PriceTicks : this.#markTicks();
    return books.scale.toMoney(books.equity(mark));
  }

  #beginBar(): void {
    this.counters.bars++;
    this.#lastBarTime = this.#series.time;
    this.#moment.now = this.#series.end;
    this.#decisions.beginBar();
  }

  #watchLosses(): void {
    const { now } = this.#moment;
    const breach = this.desk.monitor.onEquity(now, this.equity());
    if (breach) this.#breached(breach, now);
  }

  /** What its position could be closed at now; 0 before the first price. */
  #markTicks(): PriceTicks {
    const { price, bid, ask } = this.#series;
    return Number.isNaN(price) ? 0 as PriceTicks : this.desk.books.markTicks(price, bid, ask);
  }

  /** Market time, also for what a user causes: orders live by it. */
  #marketNow(): number {
    const { at } = this.#series;
    return Number.isNaN(at) ? this.#moment.now : Math.max(this.#moment.now, at);
  }

  #requireActive(): void {
    if (this.#status !== "STOPPED") return;
    throw conflict(`Runner ${this.id} is stopped: it has no orders any more`);
  }

  /** A limit on losses was reached: nothing new is opened, and the position is closed if it says so. */
  #breached(breach: Breach, time: number): void {
    const { rule, code, reason, action } = breach;
    this.#emitter.emit({ type: "RISK_TRIGGERED", time, rule, code, reason });
    this.desk.cancels.opening(code, reason, time);
    this.#decisions.giveUpAnalysis(reason);
    if (action === "FLATTEN" && this.desk.books.position) {
      this.desk.closings.flatten(rule, this.#series.price, time);
    }
  }

  /** Once for all bars in a row that came too late. */
  #warnOfCutOff(): void {
    if (this.#cutOff || this.#status !== "RUNNING") return;
    this.#cutOff = true;
    const from = new Date(this.#series.time).toISOString();
    this.#emitter.emit({
      type: "RISK_TRIGGERED",
      time: this.#moment.now,
      rule: "stale_data",
      code: "FEED_STALE",
      reason: `The feed was cut off: bars from ${from} on came too late, ` +
        "the strategy was not asked",
    });
  }

  #changeStatus(to: RunnerStatus, time: number, reason: string | null): void {
    const from = this.#status;
    this.#status = to;
    this.#emitter.emit({ type: "RUNNER_STATUS_CHANGED", time, from, to, reason });
  }

  /** A fault of our own: this runner stops deciding, the others on the stream go on. */
  #broken(error: unknown): void {
    const detail = messageOf(error);
    this.fail(new StrategyFault("RUNTIME", `Internal error: ${detail}`), this.#moment.now);
  }
}

const HALTED_WHY = "Trading is halted: all orders are canceled, and none is sent";
const REDUCING_WHY = "Positions are only reduced: no order may open one";

const watchesEquity = (risk: RiskSettings): boolean =>
  risk.maxDailyLoss !== null || risk.maxDrawdown !== null || risk.maxConsecutiveLosses !== null;

/** @throws InputError for a denial */
function refuse(denial: Denial | null): void {
  if (denial === null) return;
  const code = denial.code === "ORDER_DONE" ? "CONFLICT" : "BAD_USER_INPUT";
  throw new InputError(code, denial.reason);
}

const CONTROL_WORD: Readonly<Record<Control, string>> = {
  PAUSE: "be paused",
  RESUME: "be resumed",
  STOP: "be stopped",
  FAIL: "fail",
};
