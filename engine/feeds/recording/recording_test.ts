import assert from "node:assert/strict";
import { FakeTime } from "../../../tests/support/fake_time.ts";
import { LiveBench, type LiveOptions, type Watched } from "../../../tests/support/live_bench.ts";
import { playedBack } from "../../../tests/support/played_back.ts";
import { columnsOf, type Row } from "../../../tests/support/market_rows.ts";
import { RecordingSink } from "../../../tests/support/recording_sink.ts";
import { requireInstrument } from "../../market/mod.ts";
import { joined } from "../binance/columns.ts";
import { breathe } from "../breathe.ts";
import { createReplayFeed } from "../replay/mod.ts";
import { readLine } from "./format.ts";
import { createFileRecorder } from "./mod.ts";

const MINUTE = 60_000;
const NO_TIMERS = { every: () => () => {}, after: () => () => {} };

async function inFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await use(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Runs `live` on a feed that is recorded into `path`. */
async function record<T>(
  path: string,
  live: (bench: LiveBench) => Promise<T>,
  options: LiveOptions = {},
): Promise<T> {
  const warn = (text: string) => assert.fail(text);
  const recorder = createFileRecorder({ path, timers: NO_TIMERS, warn });
  const bench = new LiveBench({ ...options, feed: { recorder, ...options.feed } });
  const result = await live(bench);
  bench.close();
  await recorder.close();
  return result;
}

const watchFor = (ms: number, ...what: Parameters<LiveBench["watch"]>) =>
async (
  bench: LiveBench,
): Promise<Watched> => {
  const watched = bench.watch(...what);
  await bench.run(ms);
  return watched;
};

const finished = (rows: readonly Row[]) =>
  columnsOf(rows.filter(({ kind }) => kind === "CLOSE" || kind === "MISSED"));

Deno.test("what a symbol was asked for after it had fallen silent plays the same", () =>
  inFolder(async (folder) => {
    const live = await record(`${folder}/live.rec`, async (bench) => {
      const { faults } = bench.exchange;
      const { sink } = bench.watch();
      bench.watch("ETHUSDT");
      await bench.until(() => sink.closes.length >= 2);
      for (const topic of ["kline_1m", "aggTrade", "bookTicker"]) {
        faults.next("LOSE", { stream: `btcusdt@${topic}`, times: 500 });
      }
      // Trades come again while the exchange keeps the answer to itself.
      faults.next("REST_HANG", { path: "klines" });
      await bench.until(() => sink.statuses.includes("STALE"));
      await bench.run(1_000);
      faults.calm();
      faults.next("LOSE", { stream: "btcusdt@kline_1m", times: 5 });
      await bench.run(3 * MINUTE);
      return sink;
    }, { feed: { staleMs: 20_000 } });
    const { rows, histories } = await playedBack(`${folder}/live.rec`, "BTCUSDT", "1m");
    assert.deepEqual(histories, live.histories);
    assert.deepEqual(rows, live.rows);
  }));

Deno.test("a replay trades in the steps that the recorded runners had", () =>
  inFolder(async (folder) => {
    const path = `${folder}/live.rec`;
    const own = { priceStep: 0.5, quantityStep: 0.25, minQuantity: 0.5, minNotional: 7 };
    const instrument = { ...requireInstrument("BTCUSDT"), ...own };
    await record(path, watchFor(MINUTE, "BTCUSDT", "1m", { instrument }));
    const time = new FakeTime();
    const feed = createReplayFeed({ files: [{ path }], speed: "max", clock: time, timers: time });
    await feed.prepare?.();
    assert.deepEqual(feed.terms?.(requireInstrument("BTCUSDT")), instrument);
    const other = requireInstrument("ETHUSDT");
    assert.deepEqual(feed.terms?.(other), other, "which was not recorded");
    feed.close();
  }));

Deno.test("a file for a symbol that was recorded is refused, one for all others is not", () =>
  inFolder(async (folder) => {
    const path = `${folder}/live.rec`;
    await record(path, watchFor(MINUTE));
    const candles = `${folder}/candles.csv`;
    await Deno.writeTextFile(candles, "1700000040000,1,2,1,2,1\n1700000100000,2,2,1,2,1\n");
    const time = new FakeTime();
    const options = { speed: "max", clock: time, timers: time } as const;
    const own = { symbol: "BTCUSDT", path: candles };
    await assert.rejects(createReplayFeed({ ...options, files: [{ path }, own] }).validate(), {
      name: "InputError",
      message: /candles\.csv: there is a recording of BTCUSDT, leave one of them out/,
    });
    await createReplayFeed({ ...options, files: [{ path }, { path: candles }] }).validate();
  }));

Deno.test("of several windows on one market each plays with its own", () =>
  inFolder(async (folder) => {
    const path = `${folder}/live.rec`;
    const live = await record(path, async (bench) => {
      const narrow = bench.watch();
      await bench.until(() => narrow.sink.closes.length >= 2);
      const wide = bench.watch("BTCUSDT", "1m", { historyBars: 50 });
      await bench.until(() => wide.sink.closes.length >= 2);
      return { narrow, wide };
    });
    for (const [bars, { sink }] of [[20, live.narrow], [50, live.wide]] as const) {
      const { histories, rows } = await playedBack(path, "BTCUSDT", "1m", { historyBars: bars });
      assert.equal(histories[0]!.time.length, bars);
      assert.deepEqual(histories, sink.histories);
      assert.deepEqual(rows, sink.rows);
    }
    const { histories } = await playedBack(path, "BTCUSDT", "1m", { historyBars: 64 });
    assert.deepEqual(histories, live.narrow.sink.histories, "no stream had that one: the first");
  }));

Deno.test("at any speed a recording gives the same rows, none before its time", () =>
  inFolder(async (folder) => {
    const path = `${folder}/live.rec`;
    const { sink: live } = await record(path, watchFor(3 * MINUTE));
    const time = new FakeTime();
    const feed = createReplayFeed({ files: [{ path }], speed: 60, clock: time, timers: time });
    const sink = new RecordingSink();
    const arrivals: number[] = [];
    sink.onPush = (rows) => void arrivals.push(...rows.map(() => time.now()));
    feed.open({ instrument: requireInstrument("BTCUSDT"), timeframe: "1m", historyBars: 20 }, sink);
    while (sink.statuses.at(-1) !== "ENDED") {
      // Only while the player waits for the clock, and not for the disk.
      if (time.timers > 0) time.advance(10);
      await breathe();
    }
    assert.deepEqual(sink.rows, live.rows);
    const [first, last] = [sink.rows[0]!, sink.rows.at(-1)!];
    const played = arrivals.at(-1)! - arrivals[0]!;
    assert.ok(Math.abs(played - (last.at - first.at) / 60) < 100, `${played} ms`);
    feed.close();
  }));

Deno.test("a timeframe that nobody watched is made of what was recorded", () =>
  inFolder(async (folder) => {
    const path = `${folder}/live.rec`;
    const truth = await record(path, async (bench) => {
      await watchFor(12 * MINUTE)(bench);
      return bench.exchange.model.truth(
        "BTCUSDT",
        "5m",
        Date.UTC(2024, 0, 15),
        bench.time.now() - 5 * MINUTE,
      );
    });
    const { rows } = await playedBack(path, "BTCUSDT", "5m");
    const bars = finished(rows);
    const whole = bars.time.filter((time) => truth.time.includes(time));
    assert.ok(whole.length >= 1);
    for (const time of whole) {
      const [i, j] = [bars.time.indexOf(time), truth.time.indexOf(time)];
      assert.deepEqual([bars.open[i], bars.close[i]], [truth.open[j], truth.close[j]]);
    }
  }));

Deno.test("after a restart all up to the last bar seen is history", () =>
  inFolder(async (folder) => {
    const path = `${folder}/live.rec`;
    const { sink: live } = await record(path, watchFor(6 * MINUTE));
    const after = live.closes[2]!.time;
    const { histories, rows } = await playedBack(path, "BTCUSDT", "1m", { after });
    assert.equal(histories[0]!.time.at(-1), after);
    assert.ok(rows.every(({ time }) => time > after));
    const all = joined([histories[0]!, finished(rows)]);
    assert.deepEqual(all, joined([live.histories[0]!, finished(live.rows)]));
  }));

Deno.test("where the past alone is wanted it is all that was recorded", () =>
  inFolder(async (folder) => {
    const path = `${folder}/live.rec`;
    const { sink: live } = await record(path, watchFor(6 * MINUTE));
    const { histories, rows } = await playedBack(path, "BTCUSDT", "1m", { pastOnly: true });
    assert.deepEqual(histories, [joined([live.histories[0]!, finished(live.rows)])]);
    assert.deepEqual(rows, []);
  }));

Deno.test("what a killed process has left of a line is left out", () =>
  inFolder(async (folder) => {
    const path = `${folder}/live.rec`;
    const { sink: live } = await record(path, watchFor(3 * MINUTE));
    const bytes = await Deno.readFile(path);
    await Deno.writeFile(path, bytes.subarray(0, bytes.length - 40));
    const { rows, statuses } = await playedBack(path, "BTCUSDT", "1m");
    assert.deepEqual(statuses, ["LIVE", "ENDED"]);
    assert.ok(rows.length > 100);
    assert.deepEqual(rows, live.rows.slice(0, rows.length));
  }));

Deno.test("a recording of a newer version is refused", () =>
  inFolder(async (folder) => {
    const path = `${folder}/live.rec`;
    await Deno.writeTextFile(path, '1705320030000 {"simulator":"begin","version":9}\n');
    const { statuses, details } = await playedBack(path, "BTCUSDT", "1m");
    assert.deepEqual(statuses, ["DOWN"]);
    assert.match(details.join(), /live\.rec is a recording of version 9: this program reads/);
  }));

Deno.test("a recording never goes into a file that is there, and ends when it is full", () =>
  inFolder(async (folder) => {
    const path = `${folder}/live.rec`;
    const warnings: string[] = [];
    const create = (maxBytes: number) =>
      createFileRecorder({
        path,
        timers: NO_TIMERS,
        warn: (text) => void warnings.push(text),
        maxBytes,
      });
    const [one, two] = [create(1_000), create(1_000)];
    assert.deepEqual([one.path, two.path], [path, `${path}.1`]);
    one.message("{}", 1);
    two.message("x".repeat(1_000), 1);
    await one.close();
    await two.close();
    assert.equal(await Deno.readTextFile(path), "1 {}\n");
    assert.equal(await Deno.readTextFile(`${path}.1`), "");
    assert.deepEqual(warnings, [
      `recording into ${path}.1 has ended: it has reached 1000 bytes`,
    ]);
    assert.throws(
      () => createFileRecorder({ path: `${folder}/no/live.rec`, timers: NO_TIMERS, warn() {} }),
      /Cannot record into .*no\/live\.rec: No such file/,
    );
  }));

Deno.test("a message that is no line, or looks like a note, comes back as it was", () =>
  inFolder(async (folder) => {
    const path = `${folder}/live.rec`;
    const texts = ["no JSON", '{"a":\n1}', '{"simulator":"lost"}', "", "\r", "ü€😀"];
    const recorder = createFileRecorder({ path, timers: NO_TIMERS, warn() {} });
    for (const [i, text] of texts.entries()) recorder.message(text, i);
    await recorder.close();
    const lines = (await Deno.readTextFile(path)).split("\n").slice(0, -1);
    assert.equal(lines.length, texts.length);
    assert.deepEqual(lines.map((line) => readLine(line)?.message), texts);
  }));
