import assert from "node:assert/strict";
import type { Timeframe } from "../../domain/mod.ts";
import { requireInstrument } from "../../market/mod.ts";
import { assertBars, assertInner } from "../../../tests/contracts/row_laws.ts";
import { gzip, tempFile, zipped } from "../../../tests/support/csv.ts";
import { FakeTime } from "../../../tests/support/fake_time.ts";
import { RecordingSink } from "../../../tests/support/recording_sink.ts";
import { testWithData } from "../../../tests/support/shared_data.ts";
import { breathe } from "../breathe.ts";
import type { StreamRequest } from "../feed.ts";
import { createReplayFeed, type ReplayFile } from "./mod.ts";

const START = Date.UTC(2024, 0, 1);
const MINUTE = 60_000;
const MAX_TURNS = 200_000;

/** Minute candles at the given minutes; the close says which. */
function minuteCsv(minutes: Iterable<number>): string {
  const rows = Array.from(minutes, (n) => `${START + n * MINUTE},100,${201 + n},99,${101 + n},2`);
  return ["time,open,high,low,close,volume", ...rows, ""].join("\n");
}

const upTo = (n: number) => Array.from({ length: n }, (_, i) => i);

function setup(files: readonly ReplayFile[], speed: number | "max" = "max") {
  const time = new FakeTime();
  const feed = createReplayFeed({ files, speed, clock: time, timers: time });
  const open = (symbol: string, timeframe: Timeframe, more: Partial<StreamRequest> = {}) => {
    const sink = new RecordingSink();
    const instrument = requireInstrument(symbol);
    feed.open({ instrument, timeframe, historyBars: 9, ...more }, sink);
    return sink;
  };
  return { time, feed, open };
}

async function until(done: () => boolean): Promise<void> {
  for (let turn = 0; turn < MAX_TURNS && !done(); turn++) await breathe();
  assert.ok(done(), "nothing more came");
}

const settled = (sink: RecordingSink) =>
  until(() => sink.statuses.includes("ENDED") || sink.statuses.includes("DOWN"));

async function withFile(
  name: string,
  content: string | Uint8Array,
  run: (path: string) => Promise<void>,
): Promise<void> {
  const { path, remove } = tempFile(name, content);
  try {
    await run(path);
  } finally {
    remove();
  }
}

const fileTest = (
  what: string,
  name: string,
  content: string,
  run: (path: string) => Promise<void>,
) => Deno.test(what, () => withFile(name, content, run));

fileTest(
  "a file is played to its end, the last bar closed",
  "BTCUSDT.csv",
  minuteCsv(upTo(7)),
  async (path) => {
    const sink = setup([{ path }]).open("BTCUSDT", "3m");
    await settled(sink);
    assert.deepEqual(sink.statuses, ["LIVE", "ENDED"]);
    assertBars(sink.rows, 3 * MINUTE);
    assert.equal(assertInner(sink.rows, 3 * MINUTE, MINUTE), 2, "the last one has a minute only");
    assert.deepEqual(
      sink.closes.map((row) => [(row.time - START) / MINUTE, row.close, row.volume]),
      [
        [0, 103, 6],
        [3, 106, 6],
        [6, 107, 2],
      ],
    );
  },
);

fileTest(
  "at speed 1 prices come when they were known",
  "BTCUSDT.csv",
  minuteCsv([0, 1, 5]),
  async (path) => {
    const { time, open } = setup([{ path }], 1);
    const sink = open("BTCUSDT", "1m");
    await until(() => sink.rows.length > 0);
    const seen = () => sink.rows.map((row) => `${row.kind} ${(row.time - START) / MINUTE}`);
    assert.deepEqual(seen(), ["OPEN 0"]);
    time.advance(MINUTE - 1);
    assert.deepEqual(seen(), ["OPEN 0"]);
    time.advance(100);
    assert.deepEqual(seen(), ["OPEN 0", "CLOSE 0", "OPEN 1"]);
    time.advance(MINUTE);
    assert.deepEqual(seen().slice(3), ["CLOSE 1"]);
    time.advance(2 * MINUTE);
    assert.equal(sink.rows.length, 4, "a hole makes no bar");
    time.advance(2 * MINUTE);
    await settled(sink);
    assert.deepEqual(seen().slice(4), ["OPEN 5", "CLOSE 5"]);
    assert.equal(time.timers, 0);
  },
);

fileTest(
  "each stream starts at the file's start",
  "BTCUSDT.csv",
  minuteCsv(upTo(50)),
  async (path) => {
    const { open } = setup([{ path }]);
    const first = open("BTCUSDT", "1m");
    await settled(first);
    const second = open("BTCUSDT", "1m");
    await settled(second);
    assert.deepEqual(second.rows, first.rows);
    assert.equal(first.rows.length, 100);
  },
);

fileTest(
  "`after` the last bar there is only history",
  "BTCUSDT.csv",
  minuteCsv(upTo(5)),
  async (path) => {
    const sink = setup([{ path }]).open("BTCUSDT", "1m", { after: START + 4 * MINUTE });
    await settled(sink);
    assert.equal(sink.histories[0]!.time.length, 5);
    assert.deepEqual([sink.rows.length, sink.statuses], [0, ["LIVE", "ENDED"]]);
  },
);

fileTest(
  "where the past alone is wanted it is all there is",
  "BTCUSDT.csv",
  minuteCsv(upTo(7)),
  async (path) => {
    const sink = setup([{ path }], 1).open("BTCUSDT", "5m", { pastOnly: true });
    await settled(sink);
    assert.deepEqual([...sink.histories[0]!.close], [105, 107]);
    assert.deepEqual([sink.rows.length, sink.statuses], [0, ["LIVE", "ENDED"]]);
  },
);

fileTest("a changed file is read again", "BTCUSDT.csv", minuteCsv(upTo(3)), async (path) => {
  const { open } = setup([{ path }]);
  await settled(open("BTCUSDT", "1m"));
  Deno.writeTextFileSync(path, minuteCsv(upTo(6)));
  const sink = open("BTCUSDT", "1m");
  await settled(sink);
  assert.equal(sink.closes.length, 6);
});

fileTest(
  "a broken row takes the stream down with file and line",
  "BTCUSDT.csv",
  minuteCsv(upTo(3)) + "oops\n",
  async (path) => {
    const { open, feed } = setup([{ path }]);
    const sink = open("BTCUSDT", "1m");
    await settled(sink);
    assert.deepEqual(sink.calls, ["DOWN"]);
    assert.deepEqual(sink.details, ["BTCUSDT.csv:5: 1 columns instead of 6"]);
    await assert.rejects(feed.validate(), { name: "InputError", message: sink.details[0]! });
  },
);

fileTest(
  "a timeframe finer than the file's candles is refused",
  "BTCUSDT-3m.csv",
  minuteCsv([0, 3, 6]),
  async (path) => {
    const { open, feed } = setup([{ path }]);
    const sink = open("BTCUSDT", "1m");
    await settled(sink);
    const message = "Cannot replay BTCUSDT in 1m: its file has candles of 3m, " +
      "which make 3m, 15m, 30m, 1h, 2h, 4h, 6h, 8h, 12h, 1d, 1w";
    assert.deepEqual(sink.details, [message]);
    const bitcoin = requireInstrument("BTCUSDT");
    assert.throws(() => feed.check(bitcoin, "5m"), { name: "InputError", field: "timeframe" });
    feed.check(bitcoin, "15m");
  },
);

fileTest("a single candle is a whole bar", "BTCUSDT.csv", minuteCsv([0]), async (path) => {
  const sink = setup([{ path }]).open("BTCUSDT", "1h");
  await settled(sink);
  assert.deepEqual(sink.rows.map((row) => row.kind), ["OPEN", "CLOSE"]);
});

fileTest(
  "candles off the UTC grid are refused",
  "BTCUSDT.csv",
  "time,open,high,low,close,volume\n" +
    "2024-01-01 00:00:30,1,1,1,1,1\n2024-01-01 00:01:30,1,1,1,1,1\n",
  async (path) => {
    await assert.rejects(setup([{ path }]).feed.validate(), {
      message:
        /row 1, the candle of 2024-01-01T00:00:30.000Z, is off .* candles of 1m have to start/,
    });
  },
);

Deno.test("gzip is known by its bytes; a truncated one says so", async () => {
  const packed = await gzip(minuteCsv(upTo(500)));
  await withFile("BTCUSDT.dat", packed, async (path) => {
    const sink = setup([{ path }]).open("BTCUSDT", "1m");
    await settled(sink);
    assert.equal(sink.closes.length, 500);
  });
  await withFile("BTCUSDT.csv.gz", packed.slice(0, packed.length - 40), async (path) => {
    await assert.rejects(setup([{ path }]).feed.validate(), {
      name: "InputError",
      message: "BTCUSDT.csv.gz: cannot unpack it: the gzip data is cut off or damaged",
    });
  });
});

Deno.test("a zip is played as the files in it, one behind the other", async () => {
  const packed = await zipped({
    "BTCUSDT-1m-b.csv": minuteCsv([10, 11]),
    "BTCUSDT-1m-a.csv": minuteCsv([0, 1, 2]),
  });
  await withFile("BTCUSDT-1m.zip", packed, async (path) => {
    const sink = setup([{ path }]).open("BTCUSDT", "1m");
    await settled(sink);
    const minutes = sink.closes.map((row) => (row.time - START) / MINUTE);
    assert.deepEqual(minutes, [0, 1, 2, 10, 11]);
  });
});

Deno.test("a file that is not there, or is a folder, is refused by name", async () => {
  await assert.rejects(setup([{ path: "/no/such.csv" }]).feed.validate(), {
    name: "InputError",
    message: "Cannot read /no/such.csv: there is no such file",
  });
  await assert.rejects(setup([{ path: Deno.cwd() }]).feed.validate(), { message: /it is no file/ });
});

Deno.test("files serve the symbol they are given for, or named after, or any", () => {
  const check = (files: ReplayFile[], symbol: string) =>
    setup(files).feed.check(requireInstrument(symbol), "1m");
  check([{ path: "/data/btcusdt-1m-2023.csv.gz" }], "BTCUSDT");
  check([{ path: "GOOG.csv" }], "GOOG");
  check([{ symbol: "ETHUSDT", path: "BTCUSDT-1m.csv" }], "ETHUSDT");
  check([{ path: "export.csv" }], "SPY");
  check([{ path: "binance/BTC_USDT-1h.json" }, { path: "ETH_USDT-1h.json" }], "ETHUSDT");
  check([{ path: "SPYGLASS.csv" }], "AAPL");
  assert.throws(() => check([{ path: "GOOG.csv" }, { path: "SPY_D.csv" }], "BTCUSDT"), {
    name: "InputError",
    message: "No file to replay for BTCUSDT: there are files for GOOG, SPY",
  });
  assert.throws(() => check([], "BTCUSDT"), { message: /none was given/ });
  assert.throws(() => check([{ symbol: "NOPE", path: "x.csv" }], "BTCUSDT"), {
    message: /Unknown symbol "NOPE"/,
  });
});

Deno.test("several files of a symbol follow one another, whatever their order", async () => {
  await withFile("BTCUSDT-a.csv", minuteCsv([10, 11, 12]), async (later) => {
    await withFile("BTCUSDT-b.csv", minuteCsv([0, 1, 2]), async (earlier) => {
      const sink = setup([{ path: later }, { path: earlier }]).open("BTCUSDT", "1m");
      await settled(sink);
      const minutes = sink.closes.map((row) => (row.time - START) / MINUTE);
      assert.deepEqual(minutes, [0, 1, 2, 10, 11, 12]);
    });
    await withFile("BTCUSDT-c.csv", minuteCsv([8, 9, 10]), async (overlapping) => {
      await assert.rejects(setup([{ path: later }, { path: overlapping }]).feed.validate(), {
        message: "BTCUSDT-c.csv and BTCUSDT-a.csv overlap in time",
      });
    });
  });
});

Deno.test("a speed that cannot be is refused", () => {
  assert.throws(() => setup([], 0), { message: /Cannot replay at speed 0: it has to be max or/ });
});

testWithData(
  "two months of real minutes are joined and made into hours",
  [
    "klines/vision-um-1m/FILUSDT-1m-2023-10.csv.gz",
    "klines/vision-um-1m/FILUSDT-1m-2023-11.csv.gz",
  ],
  async (october, november) => {
    const sink = setup([{ path: november! }, { path: october! }]).open("SOLUSDT", "1h");
    await settled(sink);
    assert.deepEqual(sink.details, []);
    assert.equal(sink.closes.length, 61 * 24);
    assertBars(sink.rows, 60 * MINUTE);
    assert.equal(assertInner(sink.rows, 60 * MINUTE, MINUTE), 61 * 24);
  },
);

testWithData(
  "real history replayed twice gives the same bytes, and its outage makes no bar",
  ["klines/BTCUSDT-1m-2023.derived.csv.gz"],
  async (path) => {
    const { open } = setup([{ path: path! }]);
    const [one, two] = [open("BTCUSDT", "5m"), open("BTCUSDT", "5m")];
    await settled(one);
    await settled(two);
    assert.deepEqual(one.rows, two.rows);
    // The manifest: no minutes from 12:40 to 13:59 on 24 March 2023.
    const hole = one.closes.filter((row) =>
      row.time >= Date.UTC(2023, 2, 24, 12, 40) && row.time < Date.UTC(2023, 2, 24, 14)
    );
    assert.deepEqual(hole, []);
    // 13,217 bars are stored as 5m; the minute file goes on into one more, 21:00.
    assert.equal(one.closes.length, 13_218);
  },
);
