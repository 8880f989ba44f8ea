import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { TimeRange } from "../market_store.ts";

/** For which ranges of a series its source was asked. */
export class CoverageTable {
  readonly #backwards: StatementSync;
  readonly #swallow: StatementSync;
  readonly #put: StatementSync;

  constructor(db: DatabaseSync) {
    this.#backwards = db.prepare(
      "SELECT start, stop FROM covered WHERE series = ? AND start <= ? ORDER BY start DESC",
    );
    this.#swallow = db.prepare(
      "DELETE FROM covered WHERE series = ? AND start > ? AND start <= ?",
    );
    this.#put = db.prepare(
      "INSERT INTO covered (series, start, stop) VALUES (?, ?, ?) " +
        "ON CONFLICT (series, start) DO UPDATE SET stop = excluded.stop",
    );
  }

  /** Ranges that overlap `window` or touch it, whole and ascending. */
  touching(series: number, window: TimeRange): TimeRange[] {
    const found: TimeRange[] = [];
    // Backwards, because the ranges are disjoint: the first one that ends too early ends the search.
    for (const { start, stop } of this.#backwards.iterate(series, window.to)) {
      if (Number(stop) < window.from) break;
      found.push({ from: Number(start), to: Number(stop) });
    }
    return found.reverse();
  }

  /** Adds a range; those it overlaps or touches become one with it. */
  add(series: number, range: TimeRange): void {
    const near = this.touching(series, range);
    const from = Math.min(range.from, near[0]?.from ?? range.from);
    const to = Math.max(range.to, near.at(-1)?.to ?? range.to);
    if (near.length === 1 && near[0]?.from === from && near[0].to === to) return;
    this.#swallow.run(series, from, to);
    this.#put.run(series, from, to);
  }
}
