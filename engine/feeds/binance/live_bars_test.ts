import assert from "node:assert/strict";
import fc from "fast-check";
import { assertInner } from "../../../tests/contracts/row_laws.ts";
import { readRows, type Row } from "../../../tests/support/market_rows.ts";
import { RowWriter } from "../../domain/mod.ts";
import { Aggregator, innerMs } from "../../market/mod.ts";
import { columnsOf } from "./columns.ts";
import { type FinalBar, LATE_MS, LiveBars } from "./live_bars.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = Date.UTC(2024, 0, 15);

type Prices = readonly [open: number, high: number, low: number, close: number];

const minute = (n: number, [open, high, low, close]: Prices, volume = 3): FinalBar => ({
  time: DAY + n * MINUTE,
  open,
  high,
  low,
  close,
  volume,
});

const quiet = (n: number, price: number): FinalBar => minute(n, [price, price, price, price], 0);

/** A stream of one timeframe, told of minutes as its market would. */
class Told {
  readonly bars: LiveBars;

  constructor(barMs: number) {
    this.bars = new LiveBars(barMs, MINUTE);
  }

  /** The first word of a minute, some seconds into it. */
  begins(bar: FinalBar, seconds = 5, seen = true): this {
    const at = bar.time + seconds * 1_000;
    this.bars.begin({ ...bar, at }, NaN, NaN, seen, at);
    return this;
  }

  /** A minute is over; `late` says how many milliseconds after its end that is heard of. */
  ends(bar: FinalBar, late = 20, quote: readonly [number, number] = [NaN, NaN]): this {
    this.bars.close(bar, ...quote, bar.time + MINUTE + late);
    return this;
  }

  passes(...minutes: readonly FinalBar[]): this {
    for (const bar of minutes) this.begins(bar).ends(bar);
    return this;
  }

  rows(): Row[] {
    return readRows(this.bars.rows.take());
  }

  brief(): string[] {
    return this.rows().map(({ kind, at, time, open, high, low, close, volume }) => {
      const [from, to] = [(time - DAY) / MINUTE, (at - DAY) / MINUTE];
      return `${kind} ${from} @${+to.toFixed(2)} ${open} ${high} ${low} ${close} v${volume}`;
    });
  }
}

const LOST = 10 * LATE_MS;

Deno.test("each minute of a bar is told when it is over, the last one right before CLOSE", () => {
  const told = new Told(3 * MINUTE);
  told.passes(
    minute(0, [100, 102, 99, 101]),
    minute(1, [101, 105, 101, 104]),
    minute(2, [104, 104, 97, 98]),
  );
  assert.deepEqual(told.brief(), [
    "OPEN 0 @0.08 100 100 100 100 v0",
    "UPDATE 0 @0.08 100 102 99 101 v3",
    "INNER 0 @1 100 102 99 101 v3",
    "UPDATE 0 @1.08 100 105 99 104 v6",
    "INNER 1 @2 101 105 101 104 v3",
    "UPDATE 0 @2.08 100 105 97 98 v9",
    "INNER 2 @3 104 104 97 98 v3",
    "CLOSE 0 @3 100 105 97 98 v9",
  ]);
});

Deno.test("bars of a minute have nothing finer", () => {
  const told = new Told(MINUTE).passes(minute(0, [100, 102, 99, 101]));
  assert.deepEqual(told.rows().map(({ kind }) => kind), ["OPEN", "UPDATE", "CLOSE"]);
});

Deno.test("finer candles carry the quote of their end", () => {
  const told = new Told(3 * MINUTE);
  told.begins(minute(0, [100, 102, 99, 101])).ends(minute(0, [100, 102, 99, 101]), 20, [100, 102]);
  const [inner] = told.rows().filter(({ kind }) => kind === "INNER");
  assert.deepEqual([inner!.bid, inner!.ask], [100, 102]);
});

Deno.test("a bar that was missed as a whole has no way to tell", () => {
  const told = new Told(3 * MINUTE);
  for (const n of [0, 1, 2]) told.ends(minute(n, [100, 102, 99, 101]), LOST);
  assert.deepEqual(told.brief(), ["MISSED 0 @3 100 102 99 101 v9"]);
});

Deno.test("minutes of a running bar that come late are told in their turn", () => {
  const told = new Told(3 * MINUTE).passes(minute(0, [100, 102, 99, 101]));
  told.ends(minute(1, [101, 105, 101, 104]), LOST).ends(minute(2, [104, 104, 97, 98]), LOST);
  assert.deepEqual(told.brief().slice(2), [
    "INNER 0 @1 100 102 99 101 v3",
    "INNER 1 @2 101 105 101 104 v3",
    "INNER 2 @3 104 104 97 98 v3",
    "MISSED 0 @3 100 105 97 98 v9",
  ]);
});

Deno.test("a minute that the exchange does not have leaves a hole in the way", () => {
  const told = new Told(3 * MINUTE);
  told.passes(minute(0, [100, 102, 99, 101]), minute(2, [104, 104, 97, 98]));
  const rows = told.rows();
  assert.equal(assertInner(rows, 3 * MINUTE, MINUTE), 0);
  const inner = rows.filter(({ kind }) => kind === "INNER");
  assert.deepEqual(inner.map(({ time }) => (time - DAY) / MINUTE), [0, 2]);
});

Deno.test("after RESUME the minutes are told that end from then on", () => {
  const told = new Told(3 * MINUTE);
  told.ends(minute(0, [100, 102, 99, 101]), LOST);
  told.begins(minute(1, [101, 105, 101, 104]), 30, false).ends(minute(1, [101, 106, 101, 104]));
  told.passes(minute(2, [104, 104, 97, 98]));
  assert.deepEqual(told.brief(), [
    "RESUME 0 @1.5 100 105 99 104 v6",
    "INNER 1 @2 101 106 101 104 v3",
    "UPDATE 0 @2.08 100 106 97 98 v9",
    "INNER 2 @3 104 104 97 98 v3",
    "CLOSE 0 @3 100 106 97 98 v9",
  ]);
});

Deno.test("minutes without trades are told from the first trade on; a bar of such alone has no way", () => {
  const told = new Told(3 * MINUTE).ends(quiet(0, 99)).passes(minute(1, [100, 102, 99, 101]));
  told.ends(quiet(2, 101)).ends(quiet(3, 101)).ends(quiet(4, 101)).ends(quiet(5, 101));
  assert.deepEqual(told.brief().filter((row) => !row.startsWith("UPDATE")), [
    "OPEN 0 @1.08 100 100 100 100 v0",
    "INNER 1 @2 100 102 99 101 v3",
    "INNER 2 @3 101 101 101 101 v0",
    "CLOSE 0 @3 100 102 99 101 v3",
    "OPEN 3 @5 101 101 101 101 v0",
    "CLOSE 3 @6 101 101 101 101 v0",
  ]);
});

Deno.test("long bars are told in coarser candles, whole although the stream began within one", () => {
  // 4h bars are told in 3m; the stream begins in the second minute of one.
  const past = [minute(0, [100, 102, 99, 101]), minute(1, [101, 120, 101, 104])];
  const told = new Told(4 * HOUR);
  assert.deepEqual(told.bars.warm(columnsOf(past), MINUTE), []);
  told.begins(minute(2, [104, 104, 97, 98]), 30, false).ends(minute(2, [104, 104, 97, 98]));
  told.passes(minute(3, [98, 99, 98, 99]), minute(4, [99, 99, 98, 98]));
  told.passes(minute(5, [98, 98, 90, 91]));
  assert.deepEqual(told.brief().filter((row) => !row.startsWith("UPDATE")), [
    "RESUME 0 @2.5 100 120 97 98 v9",
    "INNER 0 @3 100 120 97 98 v9",
    "INNER 3 @6 98 99 90 91 v9",
  ]);
});

Deno.test("what a stream began with makes the same rows in another", () => {
  const past = [minute(0, [100, 102, 99, 101]), minute(1, [101, 120, 101, 104])];
  const [one, two] = [new Told(4 * HOUR), new Told(4 * HOUR)];
  one.bars.warm(columnsOf(past), MINUTE);
  two.bars.restore(one.bars.partial!, one.bars.partialInner);
  for (const told of [one, two]) {
    told.passes(minute(2, [104, 104, 97, 98]), minute(3, [98, 99, 98, 99]));
  }
  const rows = one.rows();
  assert.deepEqual(two.rows(), rows);
  assert.equal(rows.filter(({ kind }) => kind === "INNER").length, 1);
});

Deno.test("a coarser candle that ends in a hole is told before what comes after it", () => {
  const told = new Told(4 * HOUR).passes(minute(0, [100, 102, 99, 101]));
  told.begins(minute(4, [99, 99, 98, 98]));
  assert.deepEqual(told.brief().slice(2), [
    "INNER 0 @3 100 102 99 101 v3",
    "UPDATE 0 @4.08 100 102 98 98 v6",
  ]);
});

Deno.test("the last word on a minute that comes after its end does not go beyond it", () => {
  const told = new Told(3 * MINUTE).begins(minute(0, [100, 102, 99, 101]));
  const bar = minute(0, [100, 103, 99, 101]);
  told.bars.update({ ...bar, at: bar.time + MINUTE + 7 }, NaN, NaN);
  told.ends(bar);
  assert.deepEqual(told.brief().slice(2), [
    "UPDATE 0 @1 100 103 99 101 v3",
    "INNER 0 @1 100 103 99 101 v3",
  ]);
});

Deno.test("live and from a file the same minutes make the same INNER and CLOSE rows", () => {
  const candle = fc.record({
    skip: fc.constantFrom(0, 0, 0, 0, 1, 7),
    quiet: fc.constantFrom(false, false, true),
    prices: fc.array(fc.integer({ min: 50, max: 150 }), { minLength: 4, maxLength: 4 }),
  });
  fc.assert(fc.property(
    fc.array(candle, { minLength: 1, maxLength: 90 }),
    fc.constantFrom(3 * MINUTE, 15 * MINUTE, 4 * HOUR, 24 * HOUR),
    (candles, barMs) => {
      const told = new Told(barMs);
      const out = new RowWriter();
      const file = new Aggregator(barMs, out, innerMs(barMs, MINUTE));
      let n = 23 * 60;
      let last = 100;
      for (const { skip, quiet: isQuiet, prices } of candles) {
        n += 1 + skip;
        const bar = isQuiet ? quiet(n, last) : minute(n, sorted(prices));
        last = bar.close;
        if (!isQuiet) told.begins(bar);
        told.ends(bar);
        const { time, open, high, low, close, volume } = bar;
        file.candle(time, MINUTE, open, high, low, close, volume);
      }
      // A minute two days on closes whatever is open.
      const end = minute(n + 2 * 1_440, [1, 1, 1, 1]);
      told.begins(end);
      file.begin(end.time, end.open);
      const firm = (rows: readonly Row[]) =>
        rows.filter(({ kind }) => kind === "INNER" || kind === "CLOSE" || kind === "MISSED")
          .map((row) => ({ ...row, kind: row.kind === "INNER" ? "INNER" : "CLOSE" }));
      assert.deepEqual(firm(told.rows()), firm(readRows(out.take())));
    },
  ));
});

function sorted([open, high, low, close]: readonly number[]): Prices {
  const all = [open!, high!, low!, close!];
  return [open!, Math.max(...all), Math.min(...all), close!];
}
