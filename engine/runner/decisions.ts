import type { JsonObject, StrategyState, TradingState } from "../domain/mod.ts";
import type { IndicatorLease } from "../indicators/mod.ts";
import { nextState, requireNextState, type Trigger } from "../machine/mod.ts";
import {
  type FilterIntent,
  type ManageIntent,
  type ParameterValues,
  StrategyFault,
  type StrategyInstance,
  type StrategyScope,
} from "../strategy/mod.ts";
import type { RunnerCounters } from "./counters.ts";
import type { Emitter } from "./emitter.ts";
import { LiveAccount } from "./live_account.ts";
import { LiveOrders } from "./live_orders.ts";
import { LivePosition } from "./live_position.ts";
import type { Moment } from "./moment.ts";
import type { OrderDesk } from "./order_desk.ts";
import type { DecisionData } from "./runner_types.ts";
import type { MarketSeries } from "./series.ts";

/** Errors in a row after which a runner is taken out: its strategy is broken, not unlucky. */
export const MAX_ERRORS_IN_ROW = 10;
/** Log lines a strategy may write in one bar; the rest is counted and dropped. */
export const MAX_LOGS_PER_BAR = 20;
/** Longest log line, in characters. */
export const MAX_LOG_LENGTH = 1_000;

/** What decisions have to do with. */
export interface DecisionParts {
  readonly series: MarketSeries;
  readonly indicators: IndicatorLease;
  readonly desk: OrderDesk;
  readonly emitter: Emitter;
  readonly counters: RunnerCounters;
  readonly moment: Moment;
  /** The strategy is broken: the runner is to be taken out. */
  failed(reason: string): void;
}

/**
 * What one runner's strategy is asked, and what becomes of its answers: Idle → Analyzing → InPosition.
 */
export class Decisions {
  tradingState: TradingState = "ACTIVE";
  readonly #parts: DecisionParts;
  readonly #moment: Moment;
  readonly #desk: OrderDesk;
  readonly #series: MarketSeries;
  readonly #scope: StrategyScope;
  #strategy: StrategyInstance | null = null;
  /** The context while no strategy is loaded that could hold it. */
  #heldContext: JsonObject = {};
  #state: StrategyState = "IDLE";
  #errorsInRow = 0;
  #lastError: string | null = null;
  #logsThisBar = 0;

  constructor(parts: DecisionParts) {
    const { series, indicators, desk, moment } = parts;
    this.#parts = parts;
    this.#moment = moment;
    this.#desk = desk;
    this.#series = series;
    this.#scope = {
      market: series.view,
      indicators,
      position: new LivePosition(desk, series),
      orders: new LiveOrders(desk, series),
      account: new LiveAccount(desk, series),
      log: (level, message) => this.#log(level, message),
    };
  }

  get state(): StrategyState {
    return this.#state;
  }
  get lastError(): string | null {
    return this.#lastError;
  }
  get errorsInRow(): number {
    return this.#errorsInRow;
  }
  /** True once a strategy is at work. */
  get loaded(): boolean {
    return this.#strategy !== null;
  }
  /** What the strategy may see and do. */
  get scope(): StrategyScope {
    return this.#scope;
  }

  /** Puts a strategy to work, in place of the one before; the context goes over. */
  use(strategy: StrategyInstance): void {
    strategy.setContext(this.context());
    // A first strategy takes up what `restore` remembered; a second one starts afresh.
    if (this.#strategy) this.#parts.indicators.forget();
    this.#strategy?.close();
    this.#strategy = strategy;
  }

  setParameters(parameters: ParameterValues): void {
    this.#strategy?.setParameters(parameters);
    this.#parts.indicators.forget();
  }

  context(): JsonObject {
    return this.#strategy?.context() ?? this.#heldContext;
  }

  /** Lets go of the strategy; its context is kept. */
  close(): void {
    this.#heldContext = this.context();
    this.#strategy?.close();
    this.#strategy = null;
    this.#parts.indicators.forget();
  }

  /** Errors before do not count any more. */
  forgive(): void {
    this.#errorsInRow = 0;
  }

  toData(): DecisionData {
    return {
      state: this.#state,
      context: this.context(),
      errorsInRow: this.#errorsInRow,
      lastError: this.#lastError,
    };
  }

  restore(data: DecisionData): void {
    this.#state = data.state;
    this.#errorsInRow = data.errorsInRow;
    this.#lastError = data.lastError;
    this.#heldContext = data.context;
    this.#strategy?.setContext(data.context);
  }

  /** A bar has closed: the strategy may log again. */
  beginBar(): void {
    this.#logsThisBar = 0;
  }

  /** Asks the strategy what its state wants to know. */
  decide(): void {
    const strategy = this.#strategy;
    if (strategy === null || this.tradingState === "HALTED" || this.#desk.isWaiting) return;
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

  /** What a fill or the end of an order did to the state. */
  settle(trigger: Trigger, reason: string | null, time: number): void {
    // The end of an entry says something only to an analysis that waits for it.
    if (this.#state !== "ANALYZING" && endsEntry(trigger)) return;
    this.#moment.now = time;
    this.#transition(trigger, reason);
  }

  giveUpAnalysis(reason: string): void {
    if (this.#state === "ANALYZING") this.#transition("CANCELED", reason);
  }

  report(fault: StrategyFault, time: number): void {
    this.#parts.counters.errors++;
    this.#lastError = fault.message;
    const { code, message, file, line, traceback } = fault;
    const type = "STRATEGY_ERROR";
    this.#parts.emitter.emit({ type, time, code, message, file, line, traceback });
  }

  /** False while a limit keeps the runner from opening anything: its strategy is not asked then. */
  #mayEnter(): boolean {
    if (this.tradingState !== "ACTIVE") return false;
    const { monitor } = this.#desk;
    if (!monitor.mayRefuse) return true;
    const locked = monitor.entryDenial(this.#moment.now, this.#parts.counters.bars);
    if (locked) this.giveUpAnalysis(locked.denial.reason);
    return locked === null;
  }

  #found(strategy: StrategyInstance): void {
    const { counters, emitter } = this.#parts;
    counters.opportunities++;
    if (!emitter.skips("OPPORTUNITY_DETECTED")) {
      const time = this.#moment.now;
      emitter.emit({ type: "OPPORTUNITY_DETECTED", time, context: strategy.context() });
    }
    this.#transition("OPPORTUNITY", null);
    this.#act(strategy.filter());
  }

  #act(intent: FilterIntent | ManageIntent | null): void {
    if (intent === null) return;
    const desk = this.#desk;
    const time = this.#moment.now;
    const price = this.#series.price;
    switch (intent.action) {
      case "ENTER":
        if (!desk.openings.enter(intent, price, time)) {
          this.#transition("ENTRY_REJECTED", "order rejected");
        }
        break;
      case "CANCEL":
        this.#transition("CANCELED", intent.reason ?? null);
        break;
      case "EXIT":
        desk.closings.exit(intent, price, time);
        break;
      case "ADD":
        desk.openings.add(intent, price, time);
        break;
      case "CANCEL_ORDERS":
        desk.cancels.ofStrategy("STRATEGY", intent.reason ?? "The strategy said so", time);
        break;
      case "REVERSE":
        desk.openings.reverse(intent, price, time);
        break;
      case "UPDATE_STOPS":
        desk.levels.move(intent, price, time);
        break;
    }
  }

  #transition(trigger: Trigger, reason: string | null): void {
    const { emitter } = this.#parts;
    const time = this.#moment.now;
    const from = this.#state;
    const to = requireNextState(from, trigger);
    this.#state = to;
    if (!emitter.skips("STATE_TRANSITION")) {
      const transition = { time, from, to, trigger, reason };
      emitter.emit({ type: "STATE_TRANSITION", time, transition });
    }
    if (trigger === "CANCELED") {
      const why = reason ?? "The analysis was given up";
      this.#desk.cancels.opening("ANALYSIS_CANCELED", why, time);
    }
  }

  #fault(error: unknown): void {
    if (!(error instanceof StrategyFault)) throw error;
    this.report(error, this.#moment.now);
    this.#errorsInRow++;
    // An opportunity that cannot be weighed is let go, or every further bar would fail again.
    if (this.#state === "ANALYZING" && nextState(this.#state, "CANCELED")) {
      this.#transition("CANCELED", "strategy error");
    }
    if (this.#errorsInRow < MAX_ERRORS_IN_ROW) return;
    this.#parts.failed(`${MAX_ERRORS_IN_ROW} errors in a row: ${error.message}`);
  }

  #log(level: "INFO" | "WARN", message: string): void {
    const { counters, emitter } = this.#parts;
    if (++this.#logsThisBar > MAX_LOGS_PER_BAR) {
      counters.droppedLogs++;
      return;
    }
    const text = message.length > MAX_LOG_LENGTH
      ? `${message.slice(0, MAX_LOG_LENGTH)}… (${message.length} characters)`
      : message;
    emitter.emit({ type: "STRATEGY_LOG", time: this.#moment.now, level, message: text });
  }
}

const endsEntry = (trigger: Trigger): boolean =>
  trigger === "ENTRY_REJECTED" || trigger === "ENTRY_CANCELED" || trigger === "ENTRY_EXPIRED";
