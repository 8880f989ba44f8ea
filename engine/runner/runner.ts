import type {
  Candle,
  DecideOn,
  EngineEvent,
  EventType,
  ExecutionSettings,
  Instrument,
  JsonObject,
  Position,
  PriceTicks,
  RiskSettings,
  RunnerId,
  RunnerStatus,
  StrategyState,
  TradingState,
} from "../domain/mod.ts";
import { conflict, InputError } from "../domain/mod.ts";
import type { AccountShare, Holding, PricePiece } from "../broker/mod.ts";
import { annualVolatility } from "../market/mod.ts";
import type { Breach, Denial, RiskMonitorData, RiskRuleStatus } from "../risk/mod.ts";
import {
  type Control,
  nextState,
  nextStatus,
  requireNextState,
  type Trigger,
} from "../machine/mod.ts";
import { IndicatorLease, type IndicatorRequest } from "../indicators/mod.ts";
import { StrategyFault, type StrategyInstance, type StrategyScope } from "../strategy/mod.ts";
import type { FilterIntent, ManageIntent, ParameterValues } from "../strategy/mod.ts";
import { BarPieces } from "./bar_pieces.ts";
import { type CounterData, RunnerCounters } from "./counters.ts";
import { Emitter } from "./emitter.ts";
import { HoldingWatch } from "./holding_watch.ts";
import { type DeskData, OrderDesk } from "./order_desk.ts";
import { LiveAccount } from "./live_account.ts";
import { LiveOrders } from "./live_orders.ts";
import { LivePosition } from "./live_position.ts";
import type { MarketSeries, SeriesMember } from "./series.ts";

/** Errors in a row after which a runner is taken out: its strategy is broken, not unlucky. */
export const MAX_ERRORS_IN_ROW = 10;
/** Log lines a strategy may write in one bar; the rest is counted and dropped. */
export const MAX_LOGS_PER_BAR = 20;
/** Longest log line, in characters. */
export const MAX_LOG_LENGTH = 1_000;

/** What a runner is made from. Plain data. */
export interface RunnerSettings {
  readonly id: RunnerId;
  readonly instrument: Instrument;
  /** To start with; of a runner on a shared account 0. */
  readonly cash: number;
  readonly execution: ExecutionSettings;
  readonly risk: RiskSettings;
  readonly decideOn: DecideOn;
}

/** All that a runner is, as plain data; `restore` gives it back. */
export interface RunnerData {
  readonly status: RunnerStatus;
  readonly state: StrategyState;
  readonly context: JsonObject;
  readonly desk: DeskData;
  readonly counters: CounterData;
  readonly errorsInRow: number;
  readonly lastError: string | null;
  /** End of the last closed bar. */
  readonly lastTime: number | null;
  readonly lastBarTime: number | null;
  /** The indicators in use, so that a restart computes them over all the history it gets. */
  readonly indicators: readonly IndicatorRequest[];
  /** What the market looked like, so that a restart shows the same until new data comes. */
  readonly candle: Candle | null;
  /** True after bars that came too late, until one comes in time; left out by older states. */
  readonly cutOff?: boolean;
  readonly monitor: RiskMonitorData;
}

/** What a runner tells its surroundings. */
export interface RunnerSink {
  event(event: EngineEvent): void;
  /** The types of events that `event` is called for; left out for all of them. */
  readonly wanted?: ReadonlySet<EventType>;
  /** A bar closed with the position still open; `position()` shows it. */
  positionUpdated?(runner: Runner, time: number): void;
}

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
  readonly #position: LivePosition;
  readonly #orders: LiveOrders;
  readonly #account: LiveAccount;
  readonly #pieces: BarPieces;
  readonly #holdingWatch: HoldingWatch;
  readonly #everyUpdate: boolean;
  /** True where slippage or partial fills go by the volume of candles. */
  readonly #needsTape: boolean;
  #strategy: StrategyInstance | null = null;
  /** The context while no strategy is loaded that could hold it. */
  #heldContext: JsonObject = {};
  #status: RunnerStatus = "RUNNING";
  #state: StrategyState = "IDLE";
  #errorsInRow = 0;
  #lastError: string | null = null;
  #logsThisBar = 0;
  /** Market time of the step that is running, for log lines. */
  #now = NaN;
  /** NaN before the first: a field that is always a number costs no allocation to set. */
  #lastBarTime = NaN;
  /** True after bars that came too late to act on them, until one comes in time. */
  #cutOff = false;
  #closed = false;
  /** True where the runner was there when the bar began, or was joined by the feed. */
  #sawBeginning = false;
  /** Up to where the bar, if it is told anew after a restart, is in the state already. */
  #doneTo = -Infinity;
  #tradingState: TradingState = "ACTIVE";
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
    this.#now = createdAt;
    this.#pieces = new BarPieces(series);
    this.#everyUpdate = settings.decideOn === "TICK";
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
      settle: (trigger, reason, time) => this.#settle(trigger, reason, time),
      breached: (breach, time) => this.#breached(breach, time),
    });
    const { execution } = settings;
    this.#needsTape = execution.volumeShare !== null || execution.slippage.model !== "NONE";
    this.#watchesEquity = watchesEquity(settings.risk);
    this.indicators = new IndicatorLease(series.indicators);
    this.#position = new LivePosition(this.desk, series);
    this.#orders = new LiveOrders(this.desk, series);
    this.#account = new LiveAccount(this.desk, series);
    this.#holdingWatch = new HoldingWatch(this.desk, series);
  }

  get id(): RunnerId {
    return this.settings.id;
  }
  get status(): RunnerStatus {
    return this.#status;
  }
  get state(): StrategyState {
    return this.#state;
  }
  get sequence(): number {
    return this.#emitter.sequence;
  }
  get lastError(): string | null {
    return this.#lastError;
  }
  /** Open time of the last closed bar. */
  get lastBarTime(): number | null {
    return Number.isNaN(this.#lastBarTime) ? null : this.#lastBarTime;
  }
  get healthy(): boolean {
    return this.#status !== "FAILED" && this.#errorsInRow === 0;
  }
  /** True once a strategy is at work. */
  get loaded(): boolean {
    return this.#strategy !== null;
  }
  get now(): number {
    return this.#now;
  }

  /** What the strategy of this runner may see and do. */
  scope(): StrategyScope {
    return {
      market: this.#series.view,
      indicators: this.indicators,
      position: this.#position,
      orders: this.#orders,
      account: this.#account,
      log: (level, message) => this.#log(level, message),
    };
  }

  /** Puts a strategy to work, in place of the one before; the context goes over. */
  use(strategy: StrategyInstance): void {
    strategy.setContext(this.context());
    // A first strategy takes up what `restore` remembered; a second one starts afresh.
    if (this.#strategy) this.indicators.forget();
    this.#strategy?.close();
    this.#strategy = strategy;
  }

  setParameters(parameters: ParameterValues): void {
    this.#strategy?.setParameters(parameters);
    this.indicators.forget();
  }

  get awaitsOpen(): boolean {
    return !this.#closed &&
      (!this.desk.isCalm || this.#everyUpdate || this.#doneTo !== -Infinity);
  }

  onOpen(): void {
    if (this.#closed) return;
    this.#sawBeginning = true;
    const { time, barMs } = this.#series;
    if (!(this.#doneTo > time && this.#doneTo < time + barMs)) this.#doneTo = -Infinity;
    else if (!this.#everyUpdate) return;
    this.#now = time;
    if (this.desk.isIdle) return;
    try {
      const { open, bid, ask } = this.#series;
      this.desk.accounts.fund(this.#now, open);
      this.desk.arrive(this.#now, open, bid, ask);
      this.desk.sweep(this.#pieces.first(this.#now));
    } catch (error) {
      this.#broken(error);
    }
  }

  onUpdate(): void {
    if (this.#closed) return;
    this.counters.ticks++;
    if (!this.#everyUpdate) return;
    this.#now = this.#series.at;
    try {
      this.#tick();
      if (this.#status === "RUNNING") this.#decide();
    } catch (error) {
      this.#broken(error);
    }
  }

  /** A finer candle tells more of the way the price went than the bar's range will. */
  onInner(): void {
    const { inner } = this.#series;
    if (this.#closed || inner.to <= this.#doneTo) return;
    try {
      if (!this.#everyUpdate) this.#follow(inner);
      if (this.#needsTape) this.desk.finished(inner.volume, inner.high, inner.low);
    } catch (error) {
      this.#broken(error);
    }
  }

  onClose(): void {
    if (this.#closed) return;
    this.counters.bars++;
    this.#lastBarTime = this.#series.time;
    this.#now = this.#series.end;
    this.#logsThisBar = 0;
    this.#cutOff = false;
    try {
      if (!this.desk.isCalm || this.#everyUpdate) this.#trade();
      this.#finishBar();
      if (this.#status === "RUNNING") this.#decide();
      if (this.desk.books.position) this.#sink.positionUpdated?.(this, this.#now);
    } catch (error) {
      this.#broken(error);
    }
  }

  /** Only what would have happened without the strategy happens: levels that were touched trade. */
  onMissed(): void {
    if (this.#closed) return;
    const unseen = this.#isUnseen();
    this.counters.bars++;
    this.#lastBarTime = this.#series.time;
    this.#now = this.#series.end;
    this.#logsThisBar = 0;
    try {
      this.#warnOfCutOff();
      this.desk.refuseStale(this.#now);
      if (!this.desk.isIdle) {
        this.desk.accounts.fund(this.#now, this.#series.price);
        if (!unseen) this.desk.sweep(this.#pieces.new(this.#now));
        else if (!this.#wasTold()) this.desk.sweep(this.#pieces.whole());
      }
      this.#finishBar();
      if (this.desk.books.position) this.#sink.positionUpdated?.(this, this.#now);
    } catch (error) {
      this.#broken(error);
    }
  }

  onResume(): void {
    if (this.#closed) return;
    this.#sawBeginning = true;
    const unseen = this.#isUnseen();
    this.#now = this.#series.at;
    try {
      this.desk.refuseStale(this.#now);
      if (this.desk.isIdle) return;
      const { price, bid, ask } = this.#series;
      this.desk.accounts.fund(this.#now, price);
      // Levels that rested in the market come before an order that could not be sent until now.
      this.desk.sweep(unseen ? this.#pieces.soFar() : this.#pieces.new(this.#now));
      this.desk.arrive(this.#now, price, bid, ask);
    } catch (error) {
      this.#broken(error);
    }
  }

  /** What the whole engine may do now. */
  setTradingState(state: TradingState): void {
    const time = this.#marketNow();
    const { price } = this.#series;
    this.#tradingState = state;
    if (this.#status === "STOPPED") return;
    if (state === "HALTED") this.desk.suspend(true, price, time);
    if (state === "HALTED") this.desk.cancelAll("ENGINE_HALTED", HALTED_WHY, time);
    if (state === "REDUCING") this.desk.cancelOpening("ENGINE_REDUCING", REDUCING_WHY, time);
    if (state !== "ACTIVE") this.#giveUpAnalysis(state === "HALTED" ? HALTED_WHY : REDUCING_WHY);
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
      ...this.desk.monitor.status(this.#now, this.counters.bars, this.equity()),
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
    if (control === "RESUME") this.#errorsInRow = 0;
    if (control === "STOP") {
      this.desk.cancelAll("RUNNER_STOPPED", "The runner was stopped", this.#marketNow());
    } else if (control === "PAUSE") {
      const why = "The runner was paused";
      this.desk.cancelOpening("RUNNER_PAUSED", why, this.#marketNow(), true);
    }
  }

  /** Closes an open position at the last price; nothing happens without one. */
  flatten(): void {
    const { price, bid, ask } = this.#series;
    if (!this.desk.books.position || Number.isNaN(price)) return;
    this.#now = this.#marketNow();
    this.desk.flatten(this.#now, price, bid, ask);
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
    this.#report(fault, time);
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
    return this.#strategy?.context() ?? this.#heldContext;
  }

  toData(): RunnerData {
    return {
      status: this.#status,
      state: this.#state,
      context: this.context(),
      desk: this.desk.toData(),
      counters: this.counters.toData(),
      errorsInRow: this.#errorsInRow,
      lastError: this.#lastError,
      lastTime: this.#now,
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
    this.#state = data.state;
    this.desk.restore(data.desk);
    if (data.monitor) this.desk.monitor.restore(data.monitor);
    this.counters.restore(data.counters);
    this.#errorsInRow = data.errorsInRow;
    this.#lastError = data.lastError;
    this.#lastBarTime = data.lastBarTime ?? NaN;
    this.#cutOff = data.cutOff ?? false;
    if (data.lastTime !== null) this.#doneTo = this.#now = data.lastTime;
    this.indicators.remember(data.indicators);
    if (data.candle) this.#series.prime(data.candle, this.#now);
    this.#heldContext = data.context;
    this.#strategy?.setContext(data.context);
  }

  /** Lets go of the strategy; no step does anything any more. */
  close(): void {
    this.#closed = true;
    this.#heldContext = this.context();
    this.#strategy?.close();
    this.#strategy = null;
    this.indicators.forget();
  }

  /** What the end of a finer candle brings for orders and position. */
  #follow(inner: PricePiece): void {
    this.#now = inner.to;
    if (this.desk.isIdle) return;
    this.desk.sweep(inner);
    this.desk.arrive(inner.to, inner.close, inner.bid, inner.ask);
  }

  /** What the end of a bar brings for orders and position. */
  #trade(): void {
    if (this.desk.isIdle) return;
    if (this.#everyUpdate) return this.#tick();
    const s = this.#series;
    if (!this.#wasTold()) this.desk.sweep(this.#pieces.whole());
    // Only an order that was on its way during the bar has not traded at its open.
    this.desk.arrive(this.#now, s.price, s.bid, s.ask);
  }

  /** Levels and fills inside a bar, where the runner acts on every update. */
  #tick(): void {
    const s = this.#series;
    const part = this.#pieces.new(this.#now);
    this.desk.sweep(part);
    this.#track(part.from, part.low, part.high);
    this.desk.arrive(this.#now, s.price, s.bid, s.ask);
  }

  /** Takes a range into the position's extremes, or only the price now where it opened within. */
  #track(from: number, low: number, high: number): void {
    const { position } = this.desk.books;
    if (position === null) return;
    const { price } = this.#series;
    if (position.entryTime <= from) position.track(low, high);
    else position.track(price, price);
  }

  #finishBar(): void {
    const s = this.#series;
    if (!this.#everyUpdate) this.#track(s.time, s.low, s.high);
    const { position } = this.desk.books;
    if (position !== null) position.barsHeld++;
    if (this.#needsTape && !this.#wasTold()) this.desk.finished(s.volume, s.high, s.low);
    this.#sawBeginning = false;
    if (!this.#watchesEquity) return;
    const breach = this.desk.monitor.onEquity(this.#now, this.equity());
    if (breach) this.#breached(breach, this.#now);
  }

  /** True where finer candles have told this runner the whole way of the bar that is over. */
  #wasTold(): boolean {
    return this.#sawBeginning && this.#series.isInnerComplete;
  }

  /** True while this runner has not looked into the bar: its whole range is new to it. */
  #isUnseen(): boolean {
    return !this.#everyUpdate || this.#now <= this.#series.time;
  }

  /** Of its account at the last price, in the quote currency. */
  equity(): number {
    const { books } = this.desk;
    // Asked with every bar, and where nothing is held no price counts.
    const mark = books.position === null ? 0 as PriceTicks : this.#markTicks();
    return books.scale.toMoney(books.equity(mark));
  }

  /** What its position could be closed at now; 0 before the first price. */
  #markTicks(): PriceTicks {
    const { price, bid, ask } = this.#series;
    return Number.isNaN(price) ? 0 as PriceTicks : this.desk.books.markTicks(price, bid, ask);
  }

  /** Market time, also for what a user causes: orders live by it. */
  #marketNow(): number {
    const { at } = this.#series;
    return Number.isNaN(at) ? this.#now : Math.max(this.#now, at);
  }

  #requireActive(): void {
    if (this.#status !== "STOPPED") return;
    throw conflict(`Runner ${this.id} is stopped: it has no orders any more`);
  }

  /** A limit on losses was reached: nothing new is opened, and the position is closed if it says so. */
  #breached(breach: Breach, time: number): void {
    const { rule, code, reason, action } = breach;
    this.#emitter.emit({ type: "RISK_TRIGGERED", time, rule, code, reason });
    this.desk.cancelOpening(code, reason, time);
    this.#giveUpAnalysis(reason);
    if (action === "FLATTEN" && this.desk.books.position) {
      this.desk.submitFlatten(rule, this.#series.price, time);
    }
  }

  #giveUpAnalysis(reason: string): void {
    if (this.#state === "ANALYZING") this.#transition("CANCELED", reason);
  }

  /** Once for all bars in a row that came too late. */
  #warnOfCutOff(): void {
    if (this.#cutOff || this.#status !== "RUNNING") return;
    this.#cutOff = true;
    const from = new Date(this.#series.time).toISOString();
    this.#emitter.emit({
      type: "RISK_TRIGGERED",
      time: this.#now,
      rule: "stale_data",
      code: "FEED_STALE",
      reason: `The feed was cut off: bars from ${from} on came too late, ` +
        "the strategy was not asked",
    });
  }

  #decide(): void {
    const strategy = this.#strategy;
    if (strategy === null || this.#tradingState === "HALTED" || this.desk.isWaiting) return;
    if (this.#state !== "IN_POSITION" && !this.#mayEnter()) return;
    try {
      if (this.#state === "IDLE") {
        if (strategy.detect()) this.#found(strategy);
      } else if (this.#state === "ANALYZING") {
        this.#act(strategy.filter());
      } else {
        this.#act(strategy.manage());
      }
      this.#errorsInRow = 0;
    } catch (error) {
      this.#fault(error);
    }
  }

  /** False while a limit keeps the runner from opening anything: its strategy is not asked then. */
  #mayEnter(): boolean {
    if (this.#tradingState !== "ACTIVE") return false;
    if (!this.desk.monitor.mayRefuse) return true;
    const locked = this.desk.monitor.entryDenial(this.#now, this.counters.bars);
    if (locked) this.#giveUpAnalysis(locked.denial.reason);
    return locked === null;
  }

  #found(strategy: StrategyInstance): void {
    this.counters.opportunities++;
    if (!this.#emitter.skips("OPPORTUNITY_DETECTED")) {
      const context = strategy.context();
      this.#emitter.emit({ type: "OPPORTUNITY_DETECTED", time: this.#now, context });
    }
    this.#transition("OPPORTUNITY", null);
    this.#act(strategy.filter());
  }

  #act(intent: FilterIntent | ManageIntent | null): void {
    if (intent === null) return;
    const time = this.#now;
    const price = this.#series.price;
    switch (intent.action) {
      case "ENTER":
        if (!this.desk.submitEntry(intent, price, time)) {
          this.#transition("ENTRY_REJECTED", "order rejected");
        }
        break;
      case "CANCEL":
        this.#transition("CANCELED", intent.reason ?? null);
        break;
      case "EXIT":
        this.desk.submitExit(intent, price, time);
        break;
      case "ADD":
        this.desk.submitAdd(intent, price, time);
        break;
      case "CANCEL_ORDERS":
        this.desk.cancelStrategyOrders("STRATEGY", intent.reason ?? "The strategy said so", time);
        break;
      case "REVERSE":
        this.desk.submitReverse(intent, price, time);
        break;
      case "UPDATE_STOPS":
        this.desk.updateStops(intent, price, time);
        break;
    }
  }

  #settle(trigger: Trigger, reason: string | null, time: number): void {
    // The end of an entry says something only to an analysis that waits for it.
    if (this.#state !== "ANALYZING" && endsEntry(trigger)) return;
    this.#now = time;
    this.#transition(trigger, reason);
  }

  #transition(trigger: Trigger, reason: string | null): void {
    const time = this.#now;
    const from = this.#state;
    const to = requireNextState(from, trigger);
    this.#state = to;
    if (!this.#emitter.skips("STATE_TRANSITION")) {
      const transition = { time, from, to, trigger, reason };
      this.#emitter.emit({ type: "STATE_TRANSITION", time, transition });
    }
    if (trigger === "CANCELED") {
      this.desk.cancelOpening("ANALYSIS_CANCELED", reason ?? "The analysis was given up", time);
    }
  }

  #changeStatus(to: RunnerStatus, time: number, reason: string | null): void {
    const from = this.#status;
    this.#status = to;
    this.#emitter.emit({ type: "RUNNER_STATUS_CHANGED", time, from, to, reason });
  }

  #fault(error: unknown): void {
    if (!(error instanceof StrategyFault)) throw error;
    this.#report(error, this.#now);
    this.#errorsInRow++;
    // An opportunity that cannot be weighed is let go, or every further bar would fail again.
    if (this.#state === "ANALYZING" && nextState(this.#state, "CANCELED")) {
      this.#transition("CANCELED", "strategy error");
    }
    if (this.#errorsInRow < MAX_ERRORS_IN_ROW) return;
    const reason = `${MAX_ERRORS_IN_ROW} errors in a row: ${error.message}`;
    this.#changeStatus("FAILED", this.#now, reason);
  }

  /** A fault of our own: this runner stops deciding, the others on the stream go on. */
  #broken(error: unknown): void {
    const detail = error instanceof Error ? error.message : String(error);
    this.fail(new StrategyFault("RUNTIME", `Internal error: ${detail}`), this.#now);
  }

  #report(fault: StrategyFault, time: number): void {
    this.counters.errors++;
    this.#lastError = fault.message;
    const { code, message, file, line, traceback } = fault;
    this.#emitter.emit({ type: "STRATEGY_ERROR", time, code, message, file, line, traceback });
  }

  #log(level: "INFO" | "WARN", message: string): void {
    if (++this.#logsThisBar > MAX_LOGS_PER_BAR) {
      this.counters.droppedLogs++;
      return;
    }
    const text = message.length > MAX_LOG_LENGTH
      ? `${message.slice(0, MAX_LOG_LENGTH)}… (${message.length} characters)`
      : message;
    this.#emitter.emit({ type: "STRATEGY_LOG", time: this.#now, level, message: text });
  }
}

const HALTED_WHY = "Trading is halted: all orders are canceled, and none is sent";
const REDUCING_WHY = "Positions are only reduced: no order may open one";

const endsEntry = (trigger: Trigger): boolean =>
  trigger === "ENTRY_REJECTED" || trigger === "ENTRY_CANCELED" || trigger === "ENTRY_EXPIRED";

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
