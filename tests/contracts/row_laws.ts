/** What holds for the rows of every feed. */
import assert from "node:assert/strict";
import type { CandleColumns } from "../../engine/domain/mod.ts";
import { invariant } from "../../engine/domain/mod.ts";
import { resample } from "../../engine/market/mod.ts";
import { columnsOf, type Row } from "../support/market_rows.ts";

export function assertCandles({ open, high, low, close, volume }: CandleColumns): void {
  for (let i = 0; i < open.length; i++) {
    assert.ok(low[i]! > 0 && volume[i]! >= 0);
    assert.ok(high[i]! >= Math.max(open[i]!, close[i]!));
    assert.ok(low[i]! <= Math.min(open[i]!, close[i]!));
  }
}

/** The rows that make bars: all but those that tell the way within one. */
export const withoutInner = (rows: readonly Row[]): Row[] =>
  rows.filter(({ kind }) => kind !== "INNER");

/** Checks the grammar of rows other than INNER, and that each bar only grows. */
export function assertBars(rows: readonly Row[], barMs: number): void {
  let bar: Row | undefined;
  let past = -Infinity;
  let at = -Infinity;
  for (const row of rows) {
    assert.ok(row.at >= at, "rows go back in time");
    assert.ok(row.at >= row.time && row.at <= row.time + barMs, "a row outside its bar");
    assert.equal(row.time % barMs, 0);
    assert.ok(Number.isNaN(row.bid) === Number.isNaN(row.ask));
    if (!Number.isNaN(row.bid)) {
      assert.ok(row.bid < row.ask && row.bid <= row.close && row.close <= row.ask);
    }
    assertCandles(columnsOf([row]));
    if (row.kind === "OPEN") {
      assert.equal(bar, undefined, "a bar opened inside another");
      assert.ok(row.time > past);
      assert.deepEqual([row.high, row.low, row.close], [row.open, row.open, row.open]);
    } else {
      invariant(bar, `${row.kind} comes after OPEN`);
      assert.deepEqual([row.time, row.open], [bar.time, bar.open]);
      assert.ok(row.high >= bar.high && row.low <= bar.low && row.volume >= bar.volume);
    }
    if (row.kind === "CLOSE") assert.equal(row.at, row.time + barMs);
    at = row.at;
    past = row.time;
    bar = row.kind === "CLOSE" ? undefined : row;
  }
}

/**
 * Checks that INNER rows are the finer candles of `ms` milliseconds of the bar they stand in, one after
 * another, and that together they make a bar that was seen from its first price on.
 *
 * @returns how many bars were told without a hole, from the first price to the end
 */
export function assertInner(rows: readonly Row[], barMs: number, ms: number): number {
  let whole = 0;
  let begun: Row | null = null;
  let told: Row[] = [];
  let at = -Infinity;
  for (const row of rows) {
    assert.ok(row.at >= at, "rows go back in time");
    at = row.at;
    if (row.kind === "INNER") {
      invariant(begun, "INNER comes after OPEN or RESUME");
      assert.equal(row.at, row.time + ms);
      assert.equal(row.time % ms, 0);
      assert.ok(row.time >= (told.at(-1)?.at ?? begun.time), "told twice, or out of order");
      assert.ok(row.at > begun.at && row.at <= begun.time + barMs, "told outside its bar");
      assertCandles(columnsOf([row]));
      told.push(row);
    } else if (row.kind === "OPEN" || row.kind === "RESUME") {
      begun = row;
    } else if (row.kind !== "UPDATE") {
      if (begun?.kind === "OPEN" && told.length > 0) {
        assertMake(told, row);
        if (isWhole(begun, told, row)) whole++;
      }
      begun = null;
      told = [];
    }
  }
  return whole;
}

function isWhole(first: Row, told: readonly Row[], bar: Row): boolean {
  const follows = told.every(({ time }, i) => time <= (i === 0 ? first.at : told[i - 1]!.at));
  return follows && told.at(-1)!.at === bar.at;
}

function assertMake(told: readonly Row[], bar: Row): void {
  const made = resample(columnsOf(told), bar.at - bar.time);
  for (const field of ["time", "open", "high", "low", "close"] as const) {
    assert.deepEqual([...made[field]], [bar[field]], `${field} of ${bar.time}`);
  }
  const off = Math.abs(made.volume[0]! - bar.volume);
  assert.ok(off <= 1e-9 * bar.volume, `volume of ${bar.time} off by ${off}`);
}
