import type { EngineEvent, EventType, Position, RunnerId, Trade } from "../domain/mod.ts";

type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/** An event before it is numbered and signed. */
export type EventBody = Without<EngineEvent, "sequence" | "runnerId" | "symbol">;

/** Numbers a runner's events without a hole and hands them on. */
export class Emitter {
  readonly runnerId: RunnerId;
  readonly symbol: string;
  /** Number of the last event. */
  sequence: number;
  readonly #sink: (event: EngineEvent) => void;
  readonly #wanted: ReadonlySet<EventType> | null;

  /** @param wanted the types that somebody listens to; null for all of them */
  constructor(
    runnerId: RunnerId,
    symbol: string,
    sequence: number,
    sink: (event: EngineEvent) => void,
    wanted: ReadonlySet<EventType> | null = null,
  ) {
    this.runnerId = runnerId;
    this.symbol = symbol;
    this.sequence = sequence;
    this.#sink = sink;
    this.#wanted = wanted;
  }

  /** True for an event that nobody listens to: it is numbered, and need not be made. */
  skips(type: EventType): boolean {
    if (this.#wanted === null || this.#wanted.has(type)) return false;
    this.sequence++;
    return true;
  }

  /** The same as `emit`, for the one event that a backtest makes of each trade: copying it would cost as much. */
  positionClosed(
    time: number,
    trade: Trade,
    reason: string,
    position: Position | null,
  ): void {
    const { runnerId, symbol } = this;
    const sequence = ++this.sequence;
    const type = "POSITION_CLOSED";
    this.#sink({ type, sequence, time, runnerId, symbol, trade, reason, position });
  }

  emit(body: EventBody): void {
    this.sequence++;
    const { runnerId, symbol, sequence } = this;
    const head = { type: body.type, sequence, time: body.time, runnerId, symbol };
    this.#sink(Object.assign(head, body) as EngineEvent);
  }
}
