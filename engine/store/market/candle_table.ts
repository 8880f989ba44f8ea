import type { DatabaseSync, StatementSync } from "node:sqlite";
import { type CandleColumns, emptyColumns } from "../../domain/mod.ts";
import type { TimeRange } from "../market_store.ts";
import { CandleChunk, CHUNK_BARS } from "./candle_chunk.ts";
import { CandleCollector } from "./candle_collector.ts";
import type { CandleGrid } from "./candle_grid.ts";
import { appendRange } from "./time_ranges.ts";

/** A chunk and what is wanted of it: slots `from` to `to` (exclusive). */
interface Part {
  readonly number: number;
  readonly chunk: CandleChunk;
  readonly from: number;
  readonly to: number;
}

/** The candles, a chunk a row. Ranges are made of bars of the grid. */
export class CandleTable {
  readonly #get: StatementSync;
  readonly #put: StatementSync;
  readonly #count: StatementSync;
  readonly #forwards: StatementSync;
  readonly #backwards: StatementSync;

  constructor(db: DatabaseSync) {
    const between = "FROM chunks WHERE series = ? AND number BETWEEN ? AND ?";
    this.#get = db.prepare("SELECT data FROM chunks WHERE series = ? AND number = ?");
    this.#put = db.prepare(
      "INSERT INTO chunks (series, number, data) VALUES (?, ?, ?) " +
        "ON CONFLICT (series, number) DO UPDATE SET data = excluded.data",
    );
    this.#count = db.prepare(`SELECT count(*) AS chunks ${between}`);
    this.#forwards = db.prepare(`SELECT number, data ${between} ORDER BY number`);
    this.#backwards = db.prepare(`SELECT number, data ${between} ORDER BY number DESC`);
  }

  /**
   * Puts candles into their slots, chunk by chunk.
   *
   * @param rows which of them, ascending by time
   * @returns how many slots were empty before
   */
  merge(series: number, grid: CandleGrid, candles: CandleColumns, rows: Uint32Array): number {
    let added = 0;
    for (let next = 0; next < rows.length;) {
      const number = grid.chunkOf(candles.time[rows[next]!]!);
      const end = grid.chunkStart(number + 1);
      const chunk = this.#chunk(series, number);
      for (; next < rows.length; next++) {
        const row = rows[next]!;
        const time = candles.time[row]!;
        if (time >= end) break;
        const slot = grid.slotFrom(number, time);
        if (!chunk.has(slot)) added++;
        chunk.set(slot, candles, row);
      }
      this.#put.run(series, number, chunk.bytes());
    }
    return added;
  }

  read(series: number, grid: CandleGrid, range: TimeRange): CandleColumns {
    const bars = (range.to - range.from) / grid.barMs;
    const chunks = this.#count.get(series, ...chunksOf(grid, range))?.chunks;
    const candles = new CandleCollector(grid, Math.min(bars, Number(chunks) * CHUNK_BARS));
    for (const { number, chunk, from, to } of this.#parts(this.#forwards, series, grid, range)) {
      candles.add(number, chunk, from, to);
    }
    return candles.take();
  }

  /** The last `limit` candles of `range`; reads no more chunks than they lie in. */
  tail(series: number, grid: CandleGrid, range: TimeRange, limit: number): CandleColumns {
    const parts: Part[] = [];
    let found = 0;
    if (!(limit > 0)) return emptyColumns(0);
    for (const part of this.#parts(this.#backwards, series, grid, range)) {
      parts.push(part);
      for (const [from, to] of part.chunk.runs(part.from, part.to)) found += to - from;
      if (found >= limit) break;
    }
    const candles = new CandleCollector(grid, found);
    for (const { number, chunk, from, to } of parts.reverse()) candles.add(number, chunk, from, to);
    return candles.take(limit);
  }

  /** Where there are candles. */
  present(series: number, grid: CandleGrid, range: TimeRange): TimeRange[] {
    const found: TimeRange[] = [];
    for (const part of this.#parts(this.#forwards, series, grid, range)) {
      const start = grid.chunkStart(part.number);
      for (const [from, to] of part.chunk.runs(part.from, part.to)) {
        appendRange(found, { from: start + from * grid.barMs, to: start + to * grid.barMs });
      }
    }
    return found;
  }

  *#parts(
    statement: StatementSync,
    series: number,
    grid: CandleGrid,
    range: TimeRange,
  ): Generator<Part> {
    for (const row of statement.iterate(series, ...chunksOf(grid, range))) {
      const number = Number(row.number);
      yield {
        number,
        chunk: chunkOf(row.data),
        from: grid.slotFrom(number, range.from),
        to: grid.slotFrom(number, range.to),
      };
    }
  }

  #chunk(series: number, number: number): CandleChunk {
    const row = this.#get.get(series, number);
    return row === undefined ? CandleChunk.empty() : chunkOf(row.data);
  }
}

/** The first and the last chunk that bars of `range` lie in. */
function chunksOf(grid: CandleGrid, range: TimeRange): [first: number, last: number] {
  return [grid.chunkOf(range.from), grid.chunkOf(range.to - 1)];
}

function chunkOf(data: unknown): CandleChunk {
  if (data instanceof Uint8Array) return CandleChunk.fromBytes(data);
  throw new Error("malformed chunk of candles: no bytes");
}
