/** What holds for the rows of every feed. */
import assert from "node:assert/strict";
import { barOpenTime, type CandleColumns, invariant } from "../../engine/domain/mod.ts";
import { resample } from "../../engine/market/mod.ts";
import { columnsOf, type Row } from "../support/market_rows.ts";

/** Every number is one that can be traded on. */
export function assertSoundCandles({ open, high, low, close, volume }: CandleColumns): void {
  for (let i = 0; i < open.length; i++) {
    const prices = [open[i]!, high[i]!, low[i]!, close[i]!];
    assert.ok(prices.every((price) => price > 0 && price < Infinity), `prices ${prices}`);
    assert.ok(high[i]! >= Math.max(open[i]!, close[i]!));
    assert.ok(low[i]! <= Math.min(open[i]!, close[i]!));
    assert.ok(volume[i]! >= 0 && volume[i]! < Infinity, `volume ${volume[i]}`);
  }
}

/**
 * What holds of any stream, whatever it went through: each bar is OPEN|RESUME UPDATE* CLOSE|MISSED, or
 * MISSED alone; bars and rows never go back in time. Where INNER rows stand is `assertInner`'s matter.
 */
export function assertSoundRows(rows: readonly Row[], barMs: number): void {
  let open = NaN;
  let past = -Infinity;
  let at = -Infinity;
  for (const row of rows) {
    assert.ok(row.at >= at, "rows go back in time");
    at = row.at;
    if (row.kind === "INNER") continue;
    assertSoundRow(row, barMs);
    if (row.kind === "OPEN" || row.kind === "RESUME") {
      assert.ok(Number.isNaN(open) && row.time > past, `${row.kind} inside a bar, or again`);
      open = row.time;
      continue;
    }
    assert.ok(row.kind === "MISSED" || row.time === open, `${row.kind} without a beginning`);
    if (row.kind === "UPDATE") continue;
    assert.ok(row.time > past, "a bar twice");
    past = row.time;
    open = NaN;
  }
}

function assertSoundRow(row: Row, barMs: number): void {
  const { at, time, bid, ask } = row;
  assert.ok(at >= time && at <= time + barMs, "a row outside its bar");
  assert.equal(barOpenTime(time, barMs), time, "a bar that is not aligned");
  assertSoundCandles(columnsOf([row]));
  const hasNoQuote = Number.isNaN(bid) && Number.isNaN(ask);
  assert.ok(hasNoQuote || (bid > 0 && ask > bid && ask < Infinity), `half a quote: ${bid}, ${ask}`);
}

/** The same where a feed sees every bar from its first price to its end: bars then only grow. */
export function assertBars(rows: readonly Row[], barMs: number): void {
  assertSoundRows(rows, barMs);
  let bar: Row | undefined;
  for (const row of rows) {
    if (row.kind === "INNER") continue;
    assert.ok(!(row.bid > row.close || row.ask < row.close), "a price outside its quote");
    if (row.kind === "OPEN") {
      assert.deepEqual([row.high, row.low, row.close], [row.open, row.open, row.open]);
    } else {
      invariant(bar, `${row.kind} comes after OPEN`);
      assert.deepEqual([row.time, row.open], [bar.time, bar.open]);
      assert.ok(row.high >= bar.high && row.low <= bar.low && row.volume >= bar.volume);
    }
    if (row.kind === "CLOSE") assert.equal(row.at, row.time + barMs);
    else assert.ok(row.kind === "OPEN" || row.kind === "UPDATE", `${row.kind} of a bar seen whole`);
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
      assertSoundCandles(columnsOf([row]));
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
  for (const field of ["time", "open", "high", "low", "close", "volume"] as const) {
    assert.deepEqual([...made[field]], [bar[field]], `${field} of ${bar.time}`);
  }
}
