/** What every feed has to do, whatever it is made of. Each feed's test file runs this. */
import assert from "node:assert/strict";
import type { Instrument, Timeframe } from "../../engine/domain/mod.ts";
import { timeframeMs } from "../../engine/domain/mod.ts";
import { breathe } from "../../engine/feeds/breathe.ts";
import type { MarketFeed } from "../../engine/feeds/mod.ts";
import { innerMs, resample } from "../../engine/market/mod.ts";
import type { FakeTime } from "../support/fake_time.ts";
import { columnsOf } from "../support/market_rows.ts";
import { RecordingSink } from "../support/recording_sink.ts";
import { assertBars, assertInner, assertSoundCandles } from "./row_laws.ts";

/** One feed as the contract tests it. */
export interface FeedCase {
  readonly name: string;
  readonly instrument: Instrument;
  /** Something the feed has to refuse. */
  readonly unserved: Instrument;
  readonly fine: Timeframe;
  /** A multiple of `fine`. */
  readonly coarse: Timeframe;
  /** True for a feed that has no history without `after` and hands over all of it with one. */
  readonly fromItsBeginning: boolean;
  /** A new feed on `time`; called again it has to give the same market. */
  create(time: FakeTime): MarketFeed;
  newTime(): FakeTime;
}

const HISTORY = 30;
const BARS = 40;
/** Turns of the event loop that a test waits at most, once it has waited this long for a busy disk. */
const MAX_TURNS = 20_000;
const PATIENCE_MS = 20_000;

interface Run {
  readonly sink: RecordingSink;
  readonly feed: MarketFeed;
  readonly time: FakeTime;
  readonly close: () => void;
  /** Lets time pass until `done`. */
  readonly until: (done: () => boolean) => Promise<void>;
}

export function feedContract(feedCase: FeedCase): void {
  const { name, instrument, fine, coarse } = feedCase;

  function start(
    timeframe: Timeframe,
    options: { after?: number; stepMs?: number; onPush?: RecordingSink["onPush"] } = {},
  ): Run {
    const time = feedCase.newTime();
    const feed = feedCase.create(time);
    const sink = new RecordingSink();
    sink.onPush = options.onPush;
    const after = options.after === undefined ? {} : { after: options.after };
    const stream = feed.open({ instrument, timeframe, historyBars: HISTORY, ...after }, sink);
    const until = async (done: () => boolean) => {
      const until = performance.now() + PATIENCE_MS;
      for (let turn = 0; !done() && (turn < MAX_TURNS || performance.now() < until); turn++) {
        time.advance(options.stepMs ?? 700);
        await breathe();
      }
      assert.ok(done(), `nothing more came; calls so far: ${sink.calls.slice(-5)}`);
    };
    return { sink, feed, time, close: () => stream.close(), until };
  }

  /** The first bars of a stream. */
  async function record(
    timeframe: Timeframe,
    options: Parameters<typeof start>[1] & { bars?: number } = {},
  ): Promise<RecordingSink> {
    const run = start(timeframe, options);
    await run.until(() => run.sink.closes.length >= (options.bars ?? BARS));
    run.feed.close();
    return run.sink;
  }

  Deno.test(`${name}: history comes once and first, then LIVE, then rows`, async () => {
    const { calls, histories } = await record(fine);
    assert.deepEqual(calls.slice(0, 3), ["history", "LIVE", "push"]);
    assert.equal(histories.length, 1);
    assert.equal(histories[0]!.time.length, feedCase.fromItsBeginning ? 0 : HISTORY);
  });

  Deno.test(`${name}: history ascends bar by bar up to the first row's bar`, async () => {
    const { histories, rows } = await record(coarse);
    const { time } = histories[0]!;
    const barMs = timeframeMs(coarse);
    for (let i = 1; i < time.length; i++) assert.ok(time[i]! >= time[i - 1]! + barMs);
    if (time.length > 0) assert.equal(time[time.length - 1]! + barMs, rows[0]!.time);
    assertSoundCandles(histories[0]!);
  });

  Deno.test(`${name}: every bar is OPEN, UPDATEs, CLOSE, and the next is later`, async () => {
    const { rows } = await record(coarse);
    assertBars(rows, timeframeMs(coarse));
  });

  Deno.test(`${name}: INNER rows are the candles of a finer stream, and make the bar`, async () => {
    const barMs = timeframeMs(coarse);
    const ms = innerMs(barMs, timeframeMs(fine));
    const { rows } = await record(coarse);
    const told = rows.filter(({ kind }) => kind === "INNER");
    if (ms === null) return assert.deepEqual(told, []);
    assert.equal(ms, timeframeMs(fine), "the case has what it takes to compare them");
    assert.ok(assertInner(rows, barMs, ms) >= BARS / 2);
    const { closes } = await record(fine, { bars: told.length + barMs / ms });
    const finer = new Map(closes.map((row) => [row.time, row]));
    for (const row of told) assert.deepEqual({ ...row, kind: "CLOSE" }, finer.get(row.time));
  });

  Deno.test(`${name}: a coarse bar is exactly what its fine bars make`, async () => {
    const ratio = timeframeMs(coarse) / timeframeMs(fine);
    const made = (await record(coarse, { bars: 6 })).closes;
    const parts = (await record(fine, { bars: 8 * ratio })).closes;
    const expected = resample(columnsOf(parts), timeframeMs(coarse));
    let compared = 0;
    for (const bar of made) {
      const i = expected.time.indexOf(bar.time);
      const inside = parts.filter((part) =>
        part.time - part.time % timeframeMs(coarse) === bar.time
      );
      if (i < 0 || inside.length < ratio) continue;
      compared++;
      for (const field of ["open", "high", "low", "close", "volume"] as const) {
        assert.equal(bar[field], expected[field][i], `${field} of ${bar.time}`);
      }
    }
    assert.ok(compared >= 4, `only ${compared} bars to compare`);
  });

  Deno.test(`${name}: the same market gives the same bytes`, async () => {
    const [one, two] = [await record(fine), await record(fine)];
    assert.deepEqual(one.rows, two.rows);
    assert.deepEqual(one.histories, two.histories);
  });

  Deno.test(`${name}: OPEN, INNER and CLOSE do not depend on how time passes`, async () => {
    const sinks = [await record(coarse)];
    for (const stepMs of [300, 61_000]) sinks.push(await record(coarse, { stepMs }));
    const [first, ...others] = sinks.map((sink) => sink.firm.slice(0, 2 * BARS));
    for (const other of others) assert.deepEqual(other, first);
  });

  Deno.test(`${name}: a full sink gets nothing until it has room, and then misses no bar`, async () => {
    const expected = (await record(fine)).firm.slice(0, 2 * BARS);
    let pushing = 0;
    const run = start(fine, {
      onPush: async () => {
        assert.equal(++pushing, 1, "pushed into a full sink");
        for (let turn = 0; turn < 20; turn++) await breathe();
        pushing--;
      },
    });
    await run.until(() => run.sink.closes.length >= BARS);
    run.feed.close();
    assert.deepEqual(run.sink.firm.slice(0, 2 * BARS), expected);
  });

  Deno.test(`${name}: nothing comes after close(), which can be called twice`, async () => {
    const run = start(fine);
    await run.until(() => run.sink.closes.length >= 3);
    run.close();
    run.close();
    await assertSilent(run);
  });

  Deno.test(`${name}: close() before the history stops everything`, async () => {
    const run = start(fine);
    run.close();
    await assertSilent(run);
    assert.deepEqual(run.sink.calls, []);
  });

  Deno.test(`${name}: close() from inside a push is heard at once`, async () => {
    const run = start(fine, { onPush: () => run.close() });
    await run.until(() => run.sink.rows.length > 0);
    await assertSilent(run);
  });

  Deno.test(`${name}: close() while the sink is full leaves other streams going`, async () => {
    const run = start(fine, { onPush: () => new Promise(() => {}) });
    const other = new RecordingSink();
    run.feed.open({ instrument, timeframe: fine, historyBars: 0 }, other);
    await run.until(() => run.sink.rows.length > 0);
    run.close();
    const seen = other.closes.length;
    await run.until(() => other.closes.length > seen);
    run.feed.close();
  });

  Deno.test(`${name}: the feed's close() ends every stream and timer`, async () => {
    const run = start(fine);
    const other = new RecordingSink();
    run.feed.open({ instrument, timeframe: coarse, historyBars: 5 }, other);
    await run.until(() => run.sink.closes.length > 0 && other.rows.length > 0);
    run.feed.close();
    const seen = other.calls.length;
    await assertSilent(run);
    assert.equal(other.calls.length, seen);
    assert.equal(run.time.timers, 0);
  });

  Deno.test(`${name}: a sink that throws is told so and closed`, async () => {
    const run = start(fine, {
      onPush: () => {
        throw new Error("no more disk");
      },
    });
    await run.until(() => run.sink.statuses.includes("DOWN"));
    assert.deepEqual(run.sink.details, ["no more disk"]);
    await assertSilent(run);
  });

  Deno.test(`${name}: with \`after\` it goes on behind that bar`, async () => {
    const before = await record(fine);
    const last = before.closes[9]!;
    const { histories, rows } = await record(fine, { after: last.time });
    assert.ok(rows[0]!.time > last.time);
    assert.equal(rows[0]!.kind, "OPEN");
    if (!feedCase.fromItsBeginning) return;
    assert.deepEqual(histories[0], columnsOf(before.closes.slice(0, 10)));
    assert.deepEqual(
      rows.slice(0, 40),
      before.rows.slice(before.rows.indexOf(last) + 1).slice(0, 40),
    );
  });

  Deno.test(`${name}: check() refuses what the feed does not have`, () => {
    const feed = feedCase.create(feedCase.newTime());
    feed.check(instrument, fine);
    assert.throws(() => feed.check(feedCase.unserved, fine), {
      name: "InputError",
      message: new RegExp(feedCase.unserved.code),
    });
    feed.close();
  });

  async function assertSilent(run: Run): Promise<void> {
    const seen = run.sink.calls.length;
    for (let turn = 0; turn < 50; turn++) {
      run.time.advance(1000);
      await breathe();
    }
    assert.equal(run.sink.calls.length, seen);
    run.feed.close();
  }
}
