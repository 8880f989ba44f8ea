import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { EngineEvent } from "../domain/mod.ts";
import { KeptRows } from "./kept_rows.ts";
import type { StoreLimits } from "./limits.ts";

/** Under which the events of the engine itself stand in the journal. */
export const ENGINE = "";

/** Writes events, and beside them the orders, trades and transitions they tell of. */
export class Journal {
  readonly #insertEvent: StatementSync;
  readonly #putOrder: StatementSync;
  readonly #insertTrade: StatementSync;
  readonly #insertTransition: StatementSync;
  readonly #events: KeptRows;
  readonly #orders: KeptRows;
  readonly #trades: KeptRows;
  readonly #transitions: KeptRows;

  constructor(db: DatabaseSync, limits: StoreLimits) {
    this.#insertEvent = db.prepare(
      "INSERT INTO events (runner_id, sequence, type, body) VALUES (?, ?, ?, ?) " +
        "ON CONFLICT DO NOTHING",
    );
    this.#putOrder = db.prepare(
      "INSERT INTO orders (runner_id, sequence, order_id, body) VALUES (?, ?, ?, ?) " +
        "ON CONFLICT (runner_id, order_id) DO UPDATE SET body = excluded.body",
    );
    this.#insertTrade = db.prepare(
      "INSERT INTO trades (runner_id, sequence, body) VALUES (?, ?, ?)",
    );
    this.#insertTransition = db.prepare(
      "INSERT INTO transitions (runner_id, sequence, body) VALUES (?, ?, ?)",
    );
    this.#events = new KeptRows(db, "events", limits.eventsPerRunner);
    this.#orders = new KeptRows(db, "orders", limits.recordsPerRunner);
    this.#trades = new KeptRows(db, "trades", limits.recordsPerRunner);
    this.#transitions = new KeptRows(db, "transitions", limits.recordsPerRunner);
  }

  /** @param known true when the event's runner exists, so that its tables may grow */
  write(event: EngineEvent, known: boolean): void {
    const runner = event.runnerId ?? ENGINE;
    const body = JSON.stringify(event);
    const { changes } = this.#insertEvent.run(runner, event.sequence, event.type, body);
    if (changes === 0) return;
    this.#events.added(runner);
    if (known) this.#project(event, runner);
  }

  /** Counts are read anew from the tables; after a transaction was undone. */
  forget(): void {
    for (const rows of [this.#events, this.#orders, this.#trades, this.#transitions]) rows.forget();
  }

  #project(event: EngineEvent, runner: string): void {
    switch (event.type) {
      case "ORDER_SUBMITTED":
      case "ORDER_ACCEPTED":
      case "ORDER_AMENDED":
      case "ORDER_TRIGGERED":
      case "ORDER_PARTIALLY_FILLED":
      case "ORDER_FILLED":
      case "ORDER_CANCELED":
      case "ORDER_EXPIRED":
      case "ORDER_REJECTED": {
        const { order } = event;
        this.#putOrder.run(runner, event.sequence, order.id, JSON.stringify(order));
        this.#orders.added(runner);
        break;
      }
      case "POSITION_CLOSED":
        this.#insertTrade.run(runner, event.sequence, JSON.stringify(event.trade));
        this.#trades.added(runner);
        break;
      case "STATE_TRANSITION":
        this.#insertTransition.run(runner, event.sequence, JSON.stringify(event.transition));
        this.#transitions.added(runner);
    }
  }
}
