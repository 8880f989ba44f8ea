import type { DatabaseSync } from "node:sqlite";
import type { CandleColumns, FeedKind, SymbolTerms } from "../domain/mod.ts";
import { checkCandles, checkRange } from "./market/candle_check.ts";
import { CandleGrid } from "./market/candle_grid.ts";
import { barRanges, rowsByTime } from "./market/candle_rows.ts";
import { CandleTable } from "./market/candle_table.ts";
import { CoverageTable } from "./market/coverage_table.ts";
import { openDatabase } from "./market/database.ts";
import { SeriesTable } from "./market/series_table.ts";
import { checkTerms, TermsTable } from "./market/terms_table.ts";
import { clip, joined, subtract } from "./market/time_ranges.ts";
import type { CandleSeries, MarketStore, StoredSeries, TimeRange } from "./market_store.ts";
import { storeError } from "./store_error.ts";

const EVERYTHING: TimeRange = { from: 0, to: Infinity };
/** Series are numbered from 1: nothing is found under this one. */
const NO_SERIES = 0;

/**
 * Opens the store of candles in a file, made where missing, or in memory. Other processes may have
 * it open, too.
 *
 * @param path a file, or `":memory:"`
 * @throws StoreError when the file is damaged, newer or not writable
 */
export function openMarketStore(path: string): MarketStore {
  return new SqliteMarketStore(path);
}

class SqliteMarketStore implements MarketStore {
  readonly #path: string;
  readonly #db: DatabaseSync;
  readonly #series: SeriesTable;
  readonly #candles: CandleTable;
  readonly #coverage: CoverageTable;
  readonly #terms: TermsTable;
  #closed = false;

  constructor(path: string) {
    let db: DatabaseSync | undefined;
    try {
      db = openDatabase(path);
      this.#series = new SeriesTable(db);
      this.#candles = new CandleTable(db);
      this.#coverage = new CoverageTable(db);
      this.#terms = new TermsTable(db);
    } catch (error) {
      db?.close();
      throw storeError("open", path, error);
    }
    this.#path = path;
    this.#db = db;
  }

  put(series: CandleSeries, candles: CandleColumns, covered?: TimeRange): void {
    const grid = new CandleGrid(series.timeframe);
    checkCandles(series, grid, candles);
    if (covered) checkRange(series, grid, covered);
    const rows = rowsByTime(candles.time);
    const ranges = barRanges(candles.time, rows, grid.barMs);
    if (covered && covered.from < covered.to) ranges.push(covered);
    if (ranges.length === 0) return;
    this.#write(() => {
      const id = this.#series.findOrAdd(series);
      const added = this.#candles.merge(id, grid, candles, rows);
      if (added > 0) {
        this.#series.grow(id, added, candles.time[rows[0]!]!, candles.time[rows.at(-1)!]!);
      }
      for (const range of joined(ranges)) this.#coverage.add(id, range);
    });
  }

  read(series: CandleSeries, range: TimeRange): CandleColumns {
    return this.#readBars(series, range, (id, bars, grid) => this.#candles.read(id, grid, bars));
  }

  tail(series: CandleSeries, before: number, limit: number): CandleColumns {
    return this.#readBars(
      series,
      { from: 0, to: before },
      (id, bars, grid) => this.#candles.tail(id, grid, bars, limit),
    );
  }

  covered(series: CandleSeries): TimeRange[] {
    return this.#readBars(series, EVERYTHING, (id, bars) => this.#coverage.touching(id, bars));
  }

  uncovered(series: CandleSeries, range: TimeRange): TimeRange[] {
    return this.#readBars(
      series,
      range,
      (id, bars) => subtract([bars], this.#coverage.touching(id, bars)),
    );
  }

  holes(series: CandleSeries, range: TimeRange): TimeRange[] {
    return this.#readBars(series, range, (id, bars, grid) => {
      const asked = clip(this.#coverage.touching(id, bars), bars);
      return subtract(asked, this.#candles.present(id, grid, bars));
    });
  }

  series(): StoredSeries[] {
    return this.#read(() => this.#series.all());
  }

  remove(series: CandleSeries): void {
    this.#write(() => this.#series.remove(series));
  }

  putTerms(source: FeedKind, terms: ReadonlyMap<string, SymbolTerms>, at: number): void {
    checkTerms(source, terms, at);
    this.#write(() => this.#terms.put(source, terms, at));
  }

  terms(source: FeedKind) {
    return this.#read(() => this.#terms.get(source));
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#db.close();
  }

  #readBars<T>(
    series: CandleSeries,
    range: TimeRange,
    read: (id: number, bars: TimeRange, grid: CandleGrid) => T,
  ): T {
    const grid = new CandleGrid(series.timeframe);
    const bars = grid.within(range);
    return this.#read(() => read(this.#series.find(series) ?? NO_SERIES, bars, grid));
  }

  /** One transaction, so that all of it is of one moment, whatever others write meanwhile. */
  #read<T>(read: () => T): T {
    return this.#transaction("read", "BEGIN", read);
  }

  /** Takes the right to write at once: what is read before it is changed cannot change between. */
  #write<T>(write: () => T): T {
    return this.#transaction("write", "BEGIN IMMEDIATE", write);
  }

  #transaction<T>(action: "read" | "write", begin: string, run: () => T): T {
    try {
      this.#db.exec(begin);
      const result = run();
      this.#db.exec("COMMIT");
      return result;
    } catch (error) {
      this.#undo();
      throw storeError(action, this.#path, error);
    }
  }

  #undo(): void {
    // SQLite has already rolled back by itself after some errors (a full disk, for one).
    if (this.#db.isOpen && this.#db.isTransaction) this.#db.exec("ROLLBACK");
  }
}
