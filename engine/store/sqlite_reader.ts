import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { EngineEvent, Order, StateTransition, Trade } from "../domain/mod.ts";
import { presentEvent, presentOrder } from "./older_bodies.ts";
import type {
  AccountRecord,
  EngineSettings,
  EventQuery,
  RunnerRecord,
  RunnerState,
} from "./store.ts";

/**
 * The reading half. Rows hold what this program wrote as JSON, so they are not checked again; what older
 * versions of it left out is filled in.
 */
export class SqliteReader {
  readonly #runners: StatementSync;
  readonly #accounts: StatementSync;
  readonly #settings: StatementSync;
  readonly #state: StatementSync;
  readonly #orders: StatementSync;
  readonly #trades: StatementSync;
  readonly #transitions: StatementSync;
  readonly #events: StatementSync;
  readonly #eventsOfRunner: StatementSync;
  readonly #check: StatementSync;

  constructor(db: DatabaseSync) {
    const newest = (table: string) =>
      db.prepare(`SELECT body FROM ${table} WHERE runner_id = ? ORDER BY sequence DESC LIMIT ?`);
    // The types come as one JSON list, so that one statement serves any number of them.
    const types = "(?1 IS NULL OR type IN (SELECT value FROM json_each(?1)))";
    this.#runners = db.prepare("SELECT body FROM runners ORDER BY number DESC");
    this.#accounts = db.prepare("SELECT body FROM accounts ORDER BY number DESC");
    this.#settings = db.prepare("SELECT name, body FROM settings");
    this.#state = db.prepare(
      "SELECT sequence, last_bar_time AS lastBarTime, body FROM states WHERE runner_id = ?",
    );
    this.#orders = newest("orders");
    this.#trades = newest("trades");
    this.#transitions = newest("transitions");
    this.#events = db.prepare(
      `SELECT body FROM events WHERE ${types} ORDER BY number DESC LIMIT ?2`,
    );
    this.#eventsOfRunner = db.prepare(
      `SELECT body FROM events WHERE ${types} AND runner_id = ?3 ORDER BY sequence DESC LIMIT ?2`,
    );
    this.#check = db.prepare("SELECT value FROM meta WHERE name = 'runner_number'");
  }

  runners(): RunnerRecord[] {
    return this.#runners.all().map(parseBody<RunnerRecord>);
  }

  accounts(): AccountRecord[] {
    return this.#accounts.all().map(parseBody<AccountRecord>);
  }

  settings(): Partial<EngineSettings> {
    return Object.fromEntries(
      this.#settings.all().map((row) => [String(row.name), parseBody(row)]),
    );
  }

  state(runnerId: RunnerState["runnerId"]): RunnerState | undefined {
    const row = this.#state.get(runnerId);
    if (row === undefined) return undefined;
    return {
      runnerId,
      sequence: Number(row.sequence),
      lastBarTime: row.lastBarTime === null ? null : Number(row.lastBarTime),
      data: parseBody(row),
    };
  }

  events({ runnerId, types, limit }: EventQuery): EngineEvent[] {
    const list = types === undefined ? null : JSON.stringify(types);
    const rows = runnerId === undefined
      ? this.#events.all(list, limit)
      : this.#eventsOfRunner.all(list, limit, runnerId);
    return rows.map((row) => presentEvent(parseBody<EngineEvent>(row)));
  }

  orders(runnerId: string, limit: number): Order[] {
    return this.#orders.all(runnerId, limit).map((row) => presentOrder(parseBody<Order>(row)));
  }
  trades(runnerId: string, limit: number): Trade[] {
    return this.#trades.all(runnerId, limit).map(parseBody<Trade>);
  }
  transitions(runnerId: string, limit: number): StateTransition[] {
    return this.#transitions.all(runnerId, limit).map(parseBody<StateTransition>);
  }

  check(): void {
    if (this.#check.get() === undefined) throw new Error("database disk image is malformed");
  }
}

function parseBody<T>(row: Record<string, unknown>): T {
  return JSON.parse(String(row.body));
}
