import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { EngineEvent, RunnerId } from "../domain/mod.ts";
import { Journal } from "./journal.ts";
import type { StoreLimits } from "./limits.ts";
import type { RunnerRecord, RunnerState, StoreBatch } from "./store.ts";

/** The writing half: one batch, one transaction. */
export class SqliteWriter {
  readonly #db: DatabaseSync;
  readonly #journal: Journal;
  readonly #putRunner: StatementSync;
  readonly #removeRunner: StatementSync;
  readonly #removeEvents: StatementSync;
  readonly #putState: StatementSync;
  readonly #nextNumber: StatementSync;
  readonly #putAccount: StatementSync;
  readonly #removeAccount: StatementSync;
  readonly #putSetting: StatementSync;
  /** The runners there are: what a late batch says of any other is left out. */
  readonly #known = new Set<string>();

  constructor(db: DatabaseSync, limits: StoreLimits) {
    this.#db = db;
    this.#journal = new Journal(db, limits);
    this.#putRunner = db.prepare(
      "INSERT INTO runners (id, body) VALUES (?, ?) " +
        "ON CONFLICT (id) DO UPDATE SET body = excluded.body",
    );
    this.#removeRunner = db.prepare("DELETE FROM runners WHERE id = ?");
    this.#removeEvents = db.prepare("DELETE FROM events WHERE runner_id = ?");
    this.#putState = db.prepare(
      "INSERT INTO states (runner_id, sequence, last_bar_time, body) VALUES (?, ?, ?, ?) " +
        "ON CONFLICT (runner_id) DO UPDATE SET sequence = excluded.sequence, " +
        "last_bar_time = excluded.last_bar_time, body = excluded.body",
    );
    this.#nextNumber = db.prepare(
      "UPDATE meta SET value = value + 1 WHERE name = ? RETURNING value",
    );
    this.#putAccount = db.prepare(
      "INSERT INTO accounts (id, body) VALUES (?, ?) " +
        "ON CONFLICT (id) DO UPDATE SET body = excluded.body",
    );
    this.#removeAccount = db.prepare("DELETE FROM accounts WHERE id = ?");
    this.#putSetting = db.prepare(
      "INSERT INTO settings (name, body) VALUES (?, ?) " +
        "ON CONFLICT (name) DO UPDATE SET body = excluded.body",
    );
    this.#readKnown();
  }

  commit(batch: StoreBatch): void {
    this.#db.exec("BEGIN IMMEDIATE");
    try {
      for (const [name, value] of Object.entries(batch.settings ?? {})) {
        this.#putSetting.run(name, JSON.stringify(value));
      }
      for (const account of batch.accounts ?? []) {
        this.#putAccount.run(account.id, JSON.stringify(account));
      }
      for (const id of batch.removedAccounts ?? []) this.#removeAccount.run(id);
      for (const record of batch.runners ?? []) this.#writeRunner(record);
      for (const id of batch.removed ?? []) this.#remove(id);
      for (const state of batch.states ?? []) this.#writeState(state);
      for (const event of batch.events ?? []) this.#writeEvent(event);
      this.#db.exec("COMMIT");
    } catch (error) {
      this.#undo();
      throw error;
    }
  }

  nextNumber(name: "runner_number" | "account_number"): number {
    return Number(this.#nextNumber.get(name)?.value);
  }

  #writeRunner(record: RunnerRecord): void {
    this.#putRunner.run(record.id, JSON.stringify(record));
    this.#known.add(record.id);
  }

  #remove(id: RunnerId): void {
    this.#removeRunner.run(id);
    this.#removeEvents.run(id);
    this.#known.delete(id);
    this.#journal.forget();
  }

  #writeState(state: RunnerState): void {
    if (!this.#known.has(state.runnerId)) return;
    const { runnerId, sequence, lastBarTime, data } = state;
    this.#putState.run(runnerId, sequence, lastBarTime, JSON.stringify(data));
  }

  /** A removed runner leaves one event behind: that it was removed. */
  #writeEvent(event: EngineEvent): void {
    const known = event.runnerId !== null && this.#known.has(event.runnerId);
    if (event.runnerId !== null && !known && event.type !== "RUNNER_REMOVED") return;
    this.#journal.write(event, known);
  }

  #undo(): void {
    // SQLite has already rolled back by itself after some errors (a full disk, for one).
    if (this.#db.isTransaction) this.#db.exec("ROLLBACK");
    this.#journal.forget();
    this.#readKnown();
  }

  #readKnown(): void {
    this.#known.clear();
    for (const row of this.#db.prepare("SELECT id FROM runners").all()) {
      this.#known.add(String(row.id));
    }
  }
}
