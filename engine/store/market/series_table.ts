import type { DatabaseSync, StatementSync } from "node:sqlite";
import { FEED_KINDS, isTimeframe, timeframeMs } from "../../domain/mod.ts";
import type { CandleSeries, StoredSeries } from "../market_store.ts";

/** Names of the series, each with a number for the other tables and what its candles add up to. */
export class SeriesTable {
  readonly #find: StatementSync;
  readonly #add: StatementSync;
  readonly #grow: StatementSync;
  readonly #all: StatementSync;
  readonly #remove: StatementSync;

  constructor(db: DatabaseSync) {
    const which = "source = ? AND symbol = ? AND timeframe = ?";
    this.#find = db.prepare(`SELECT id FROM series WHERE ${which}`);
    this.#add = db.prepare(
      "INSERT INTO series (source, symbol, timeframe) VALUES (?, ?, ?) RETURNING id",
    );
    this.#grow = db.prepare(
      "UPDATE series SET bars = bars + ?2, first = min(ifnull(first, ?3), ?3), " +
        "last = max(ifnull(last, ?4), ?4) WHERE id = ?1",
    );
    this.#all = db.prepare(
      "SELECT source, symbol, timeframe, bars, first, last FROM series WHERE bars > 0 " +
        "ORDER BY source, symbol",
    );
    this.#remove = db.prepare(`DELETE FROM series WHERE ${which}`);
  }

  /** Never kept: another process may remove the series, and its number goes to the next one. */
  find({ source, symbol, timeframe }: CandleSeries): number | undefined {
    const row = this.#find.get(source, symbol, timeframe);
    return row === undefined ? undefined : Number(row.id);
  }

  findOrAdd(series: CandleSeries): number {
    const { source, symbol, timeframe } = series;
    return this.find(series) ?? Number(this.#add.get(source, symbol, timeframe)?.id);
  }

  /** Counts candles that are new, the first and the last of them. */
  grow(id: number, bars: number, first: number, last: number): void {
    this.#grow.run(id, bars, first, last);
  }

  all(): StoredSeries[] {
    return this.#all.all().map(toStoredSeries).sort((a, b) =>
      // Stable: within a source and symbol the shortest timeframe comes first.
      a.source === b.source && a.symbol === b.symbol
        ? timeframeMs(a.timeframe) - timeframeMs(b.timeframe)
        : 0
    );
  }

  remove({ source, symbol, timeframe }: CandleSeries): void {
    this.#remove.run(source, symbol, timeframe);
  }
}

function toStoredSeries(row: ReturnType<StatementSync["all"]>[number]): StoredSeries {
  const source = FEED_KINDS.find((kind) => kind === row.source);
  const timeframe = String(row.timeframe);
  if (source === undefined || !isTimeframe(timeframe)) {
    throw new Error(`malformed series of source ${row.source} and timeframe ${row.timeframe}`);
  }
  return {
    source,
    symbol: String(row.symbol),
    timeframe,
    bars: Number(row.bars),
    from: Number(row.first),
    to: Number(row.last) + timeframeMs(timeframe),
  };
}
