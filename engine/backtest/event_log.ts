import type { EngineEvent, EventType, StrategyErrorEvent, Trade } from "../domain/mod.ts";

/** Events of a kind that a result keeps; further ones are counted. */
export const MAX_KEPT_NOTES = 100;

/** What a strategy logged, or a limit that was reached. */
export interface BacktestNote {
  readonly time: number;
  readonly symbol: string | null;
  readonly kind: "LOG" | "WARNING" | "RISK";
  readonly text: string;
}

/** What a backtest keeps of its runners' events. */
export class EventLog {
  readonly trades: Trade[] = [];
  readonly errors: StrategyErrorEvent[] = [];
  readonly notes: BacktestNote[] = [];
  /** Money traded in the quote currency, over all fills. */
  turnover = 0;
  /** Orders that were refused, by code. */
  readonly rejections: Record<string, number> = {};
  readonly #counts = new Map<EventType, number>();

  /** How many events of each type there were. */
  counts(): Partial<Record<EventType, number>> {
    return Object.fromEntries(this.#counts);
  }

  take(event: EngineEvent): void {
    this.#counts.set(event.type, (this.#counts.get(event.type) ?? 0) + 1);
    switch (event.type) {
      case "POSITION_CLOSED":
        this.trades.push(event.trade);
        break;
      case "ORDER_FILLED":
      case "ORDER_PARTIALLY_FILLED":
        this.turnover += event.fill.quantity * event.fill.price;
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
    if (this.notes.length < MAX_KEPT_NOTES) this.notes.push({ time, symbol, kind, text });
  }
}
