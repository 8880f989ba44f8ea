import type { EngineEvent, EventType, StrategyErrorEvent, Trade } from "../domain/mod.ts";

/** Errors, and notes of each kind, that a result keeps; further ones are counted. */
export const MAX_KEPT_NOTES = 100;

/** What a strategy logged, or a limit that was reached. */
export interface BacktestNote {
  readonly time: number;
  readonly symbol: string | null;
  readonly kind: "LOG" | "WARNING" | "RISK";
  readonly text: string;
}

/** What a backtest listens to: nothing else is made, which is most of what a trade costs. */
export const WANTED_EVENTS: ReadonlySet<EventType> = new Set<EventType>([
  "POSITION_CLOSED",
  "ORDER_REJECTED",
  "STRATEGY_ERROR",
  "STRATEGY_LOG",
  "RISK_TRIGGERED",
  "RUNNER_STATUS_CHANGED",
]);

/** What a backtest keeps of its runners' events. */
export class EventLog {
  readonly trades: Trade[] = [];
  readonly errors: StrategyErrorEvent[] = [];
  readonly notes: BacktestNote[] = [];
  readonly #kept = { LOG: 0, WARNING: 0, RISK: 0 };
  /** Notes beyond those that are kept. */
  notesLeftOut = 0;
  /** Orders that were refused, by code. */
  readonly rejections: Record<string, number> = {};

  take(event: EngineEvent): void {
    switch (event.type) {
      case "POSITION_CLOSED":
        this.trades.push(event.trade);
        break;
      case "ORDER_REJECTED":
        this.rejections[event.code] = (this.rejections[event.code] ?? 0) + 1;
        break;
      case "STRATEGY_ERROR":
        if (this.errors.length < MAX_KEPT_NOTES) this.errors.push(event);
        break;
      case "STRATEGY_LOG":
        this.#note(event, event.level === "WARN" ? "WARNING" : "LOG", event.message);
        break;
      case "RISK_TRIGGERED":
        this.#note(event, "RISK", event.reason);
        break;
    }
  }

  #note({ time, symbol }: EngineEvent, kind: BacktestNote["kind"], text: string): void {
    // Each kind for itself: a limit that is reached at every bar must not push out what was logged.
    if (this.#kept[kind]++ < MAX_KEPT_NOTES) this.notes.push({ time, symbol, kind, text });
    else this.notesLeftOut++;
  }
}
