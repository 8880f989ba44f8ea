import { deepEqual, equal, match, ok } from "node:assert/strict";
import { fileURLToPath } from "node:url";
import type { CandleColumns, Timeframe } from "../../engine/domain/mod.ts";
import { parseCandles } from "../../engine/feeds/candle_files/mod.ts";
import { openMarketStore, type TimeRange } from "../../engine/store/mod.ts";
import { gzip, zipped } from "../support/csv.ts";
import { type Ended, runProcess } from "../support/service_process.ts";
import { readUnpacked, testWithData } from "../support/shared_data.ts";

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
const START = Date.UTC(2024, 0, 1);

interface Scene {
  readonly folder: string;
  /** Writes a file into the folder and says where it is. */
  readonly file: (name: string, content: string | Uint8Array) => string;
  readonly load: (...args: string[]) => Promise<Ended>;
  readonly stored: (symbol: string, timeframe?: Timeframe) => {
    readonly candles: CandleColumns;
    readonly covered: TimeRange[];
  };
}

async function scene(run: (scene: Scene) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await run({
      folder,
      file(name, content) {
        const path = `${folder}/${name}`;
        if (typeof content === "string") Deno.writeTextFileSync(path, content);
        else Deno.writeFileSync(path, content);
        return path;
      },
      load: (...args) => runProcess(["download", "--data-dir", folder, "--import", ...args]),
      stored(symbol, timeframe = "1m") {
        const store = openMarketStore(`${folder}/market.sqlite`);
        try {
          const series = { source: "BINANCE", symbol, timeframe } as const;
          return {
            candles: store.read(series, { from: 0, to: Infinity }),
            covered: store.covered(series),
          };
        } finally {
          store.close();
        }
      },
    });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** The row of a minute, whose close says which. */
const row = (n: number) => `${START + n * MINUTE},100,${1000 + n},99,${101 + n},2\n`;
const rows = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => row(from + i)).join("");
const HEADER = "time,open,high,low,close,volume\n";
const minutesIn = ({ time }: CandleColumns) => Array.from(time, (at) => (at - START) / MINUTE);

const MONTHS = ["2024-11", "2024-12", "2025-01", "2025-02", "2025-03", "2025-04", "2025-05"];

testWithData(
  "months of dumps, in milliseconds and in microseconds, are joined without a hole",
  MONTHS.map((month) => `klines/vision-spot-1h/BTCUSDT-1h-${month}.csv`),
  async (...paths) => {
    await scene(async ({ load, stored }) => {
      const { code, stdout, stderr } = await load(...paths.toReversed());
      equal(code, 0, stderr);
      match(
        stdout,
        /^BTCUSDT-1h-2025-01\.csv +BTCUSDT 1h +2025-01-01 00:00 +2025-02-01 00:00 +744 +744 +0$/m,
      );
      const { candles, covered } = stored("BTCUSDT", "1h");
      equal(candles.time.length, 5_088);
      deepEqual(covered, [{ from: Date.UTC(2024, 10, 1), to: Date.UTC(2025, 5, 1) }]);
      const january = parseCandles(await readUnpacked(paths[2]!), "x");
      const at = candles.time.indexOf(january.time[0]!);
      deepEqual(candles.close.slice(at, at + 744), january.close);
      match((await load(...paths, "--json")).stdout, /"new":0/);
    });
  },
);

Deno.test("a zip, a gzip and a plain file are taken in one go, each told of", async () => {
  await scene(async ({ file, load, stored }) => {
    const { code, stderr, stdout } = await load(
      file(
        "month.zip",
        await zipped({
          "BTCUSDT-1m-2024-01-01.csv": rows(0, 10),
          "ETHUSDT-1m-2024-01-01.csv": HEADER + rows(0, 3),
        }),
      ),
      file("BTCUSDT-1m-2024-01-02.csv.gz", await gzip(rows(10, 20))),
      file("BTCUSDT-1m-2024-01-03.csv", HEADER + rows(30, 40)),
      file(
        "BTCUSDT-1m-2024-01-04.zip",
        await zipped({ "BTCUSDT-1m-2024-01-04.csv": rows(40, 45) }),
      ),
    );
    equal(code, 0, stderr);
    const table = stdout.split("\n").slice(2, 7).map((line) => line.split(/ {2,}/));
    deepEqual(table.map(([name, series, , , candles]) => [name, series, candles]), [
      ["month.zip/BTCUSDT-1m-2024-01-01.csv", "BTCUSDT 1m", "10"],
      ["month.zip/ETHUSDT-1m-2024-01-01.csv", "ETHUSDT 1m", "3"],
      ["BTCUSDT-1m-2024-01-02.csv.gz", "BTCUSDT 1m", "10"],
      ["BTCUSDT-1m-2024-01-03.csv", "BTCUSDT 1m", "10"],
      ["BTCUSDT-1m-2024-01-04.zip", "BTCUSDT 1m", "5"],
    ]);
    match(stdout, /BTCUSDT 1m: 10 candles that are not there yet, in 1 gap:\n {2}2024-01-01 00:20/);
    equal(stored("BTCUSDT").candles.time.length, 35);
    equal(stored("ETHUSDT").candles.time.length, 3);
  });
});

Deno.test("a broken row keeps its file out, and no other", async () => {
  await scene(async ({ file, load, stored }) => {
    // Behind the first block, so that something could have been stored already.
    const broken = file("BTCUSDT-1m-a.csv", rows(0, 40_000) + `${START},1,2,3,4,5\n`);
    const { code, stdout, stderr } = await load(
      broken,
      file("BTCUSDT-1m-b.csv", rows(50_000, 50_010)),
    );
    equal(code, 1);
    equal(
      stderr,
      'trading-simulator: BTCUSDT-1m-a.csv:40001: time "1704067200000" is before the row above: ' +
        "times have to ascend\n",
    );
    match(stdout, /1 file refused, see above: nothing of it is stored\. --skip-bad leaves broken/);
    equal(stored("BTCUSDT").candles.time.length, 10);
  });
});

Deno.test("--skip-bad leaves broken rows out, counts them by kind and takes the rest", async () => {
  await scene(async ({ file, load, stored }) => {
    const text = HEADER + row(0) + row(0) + row(0).replace(",2\n", ",3\n") + row(1) +
      `${START + 90_000},100,1000,99,101,2\n` + row(2).replace("99", "n/a") + row(0) + row(3) +
      row(4).replace("1004", "50") + "\n" + row(5) + row(6).replace(",2\n", "\n") +
      `${START + 100 * 365 * DAY},100,1000,99,101,2\n` + rows(7, 12);
    const path = file("BTCUSDT-1m.csv", text);
    equal((await load(path)).code, 1);
    const { code, stdout, stderr } = await load(path, "--skip-bad");
    equal(code, 0, stderr);
    match(
      stdout,
      /BTCUSDT-1m\.csv: left out 1 time there twice, with other values, 1 off the grid, 1 price that is no number above 0, 1 out of order, 1 outside low to high, 1 empty line between rows, 1 wrong number of columns, 1 not over yet; the first of each kind:\n {2}BTCUSDT-1m\.csv:4: /,
    );
    match(stdout, /BTCUSDT-1m\.csv: 1 row said the same as the row above\.\n/);
    deepEqual(minutesIn(stored("BTCUSDT").candles), [0, 1, 3, 5, 7, 8, 9, 10, 11]);
    const { imported: [found] } = JSON.parse((await load(path, "--skip-bad", "--json")).stdout);
    deepEqual(found.bad, {
      DOUBLE: 1,
      GRID: 1,
      PRICE: 1,
      ORDER: 1,
      RANGE: 1,
      BLANK: 1,
      COLUMNS: 1,
      FORMING: 1,
    });
  });
});

testWithData(
  "files that were damaged or are none are refused with what is wrong with them",
  [
    "klines/dirty-bbgo-BTCUSDT-1h-2023-11-18.csv",
    "klines/gct-BTCUSDT-1d-2019.csv",
    "klines/dirty-BTCUSDT-5m-2025.csv.gz",
  ],
  async (spreadsheet, columns, appended) => {
    await scene(async ({ load }) => {
      const strict = await load(spreadsheet!, columns!, appended!);
      equal(strict.code, 1);
      match(
        strict.stderr,
        /dirty-bbgo-BTCUSDT-1h-2023-11-18\.csv:2: time "1\.70027E\+12" is neither/,
      );
      match(strict.stderr, /gct-BTCUSDT-1d-2019\.csv:1: high 3701\.23 is below low 3797\.14\n/);
      match(strict.stdout, /dirty-BTCUSDT-5m-2025\.csv\.gz +BTCUSDT 5m .* 9,118 +9,118 +0\n/);
      match(
        strict.stdout,
        /223 candles that are not there yet, in 1 gap:\n {2}2025-09-20 05:30 to/,
      );
      const lenient = await load(spreadsheet!, columns!, "--skip-bad");
      equal(lenient.code, 1);
      match(
        lenient.stderr,
        /bbgo.*: 25 of 25 rows are no candles \(25 no time\), so it is taken for/,
      );
      match(
        lenient.stderr,
        /gct.*: 365 of 365 rows are no candles .*without a header are time, open, high, low, close/,
      );
    });
  },
);

Deno.test("the series is told by the name, the options or the candles, which have to agree", async () => {
  await scene(async ({ file, load, stored }) => {
    const plain = file("export.csv", rows(0, 5));
    match(
      (await load(plain)).stderr,
      /export\.csv: cannot tell its symbol: name it like BTCUSDT-1m/,
    );
    equal((await load(plain, "--symbol", "ETHUSDT")).code, 0);
    equal(stored("ETHUSDT").candles.time.length, 5);
    const named = file("BTCUSDT-1m-x.csv", rows(0, 5));
    match(
      (await load(named, "--symbol", "ETHUSDT")).stderr,
      /BTCUSDT-1m-x\.csv: its name says BTCUSDT, --symbol says ETHUSDT\n/,
    );
    match(
      (await load(plain, "--symbol", "ETHUSDT", "--timeframe", "5m")).stderr,
      /export\.csv: its candles are 1m apart, --timeframe says 5m\n/,
    );
    match(
      (await load(file("BTCUSDT-1h.csv", rows(0, 5)))).stderr,
      /BTCUSDT-1h\.csv: its candles are 1m apart, its name says 1h\n/,
    );
    const single = file("one.csv", rows(0, 1));
    match(
      (await load(single, "--symbol", "ETHUSDT")).stderr,
      /one\.csv: cannot tell its timeframe: add --timeframe\n/,
    );
    equal((await load(single, "--symbol", "ETHUSDT", "--timeframe", "5m")).code, 0);
    equal(stored("ETHUSDT", "5m").candles.time.length, 1);
  });
});

Deno.test("candles of freqtrade are taken, told by their names, bad ones left out where asked", async () => {
  await scene(async ({ file, load, stored }) => {
    const json = (from: number, to: number) =>
      `[${rows(from, to).trim().split("\n").map((line) => `[${line}]`)}]`;
    const whole = file("BTC_USDT-1m.json", json(0, 40_000));
    const futures = file("ETH_USDT_USDT-1m-futures.json.gz", await gzip(json(0, 3)));
    const { code, stderr } = await load(whole, futures);
    equal(code, 0, stderr);
    deepEqual(minutesIn(stored("BTCUSDT").candles), Array.from({ length: 40_000 }, (_, n) => n));
    deepEqual(minutesIn(stored("ETHUSDT").candles), [0, 1, 2]);
    const bad = json(40_000, 40_005).replace("99,40104,2", "99,40104,null");
    const cut = file("BTC_USDT-1m-later.json", bad.slice(0, -1));
    match(
      (await load(cut)).stderr,
      /BTC_USDT-1m-later\.json: element 4: volume "null" is no number from 0 on\n$/,
    );
    equal(stored("BTCUSDT").candles.time.length, 40_000);
    const { stdout } = await load(cut, "--skip-bad", "--json");
    const { imported: [found] } = JSON.parse(stdout);
    deepEqual([found.candles, found.bad], [4, { VOLUME: 1, CUT: 1 }]);
  });
});

Deno.test("what was imported can be exported at once, and is the same", async () => {
  await scene(async ({ folder, file, load }) => {
    const path = file("BTCUSDT-1m.csv", HEADER + rows(0, 20_000));
    const out = `${folder}/out.csv`;
    const { code, stderr, stdout } = await load(path, "--out", out);
    equal(code, 0, stderr);
    match(stdout, /Wrote 20,000 candles to .*out\.csv\.\n$/);
    equal(await Deno.readTextFile(out), await Deno.readTextFile(path));
    const other = file("ETHUSDT-1m.csv", HEADER + rows(0, 5));
    const both = await load(path, other, "--out", `${folder}/both.csv`);
    equal(both.code, 2);
    match(
      both.stderr,
      /both\.csv is one file for several series: put \{symbol\} and \{timeframe\}/,
    );
  });
});

/** Runs the command line and says how much memory its process had at most, in MB. */
const MEASURED = `
  import { runCommandLine } from ${JSON.stringify(import.meta.resolve("../../scripts/cli/mod.ts"))};
  const code = await runCommandLine(Deno.args, new URL(${
  JSON.stringify(import.meta.resolve("../../"))
}));
  const [, peak] = /VmHWM:\\s+(\\d+) kB/.exec(Deno.readTextFileSync("/proc/self/status"));
  console.log(JSON.stringify({ code, peak: peak / 1_000 }));
  Deno.exit(code);
`;

async function peakOf(script: string, args: readonly string[]): Promise<number> {
  const root = fileURLToPath(new URL("../../", import.meta.url));
  const { stdout, stderr } = await runProcess(args, {
    program: [Deno.execPath(), "run", "-A", "--no-check", `--config=${root}deno.json`, script],
    cwd: root,
  });
  const { code, peak } = JSON.parse(stdout);
  equal(code, 0, stderr);
  return peak;
}

/** Rows of 12 columns as in dumps: 130 bytes each. */
function dump(count: number): string {
  const lines: string[] = [];
  for (let n = 0; n < count; n++) {
    const time = START - (count - n) * MINUTE;
    const price = (40_000 + n % 977).toFixed(8);
    lines.push(
      `${time},${price},${price},${price},${price},1.50000000,${time + 59_999},` +
        "60123.45678900,117,0.75000000,30061.72839450,0\n",
    );
  }
  return lines.join("");
}

Deno.test({
  name: "a file five times as long takes no more memory",
  // Only Linux tells a process how much it had at most.
  ignore: Deno.build.os !== "linux",
  fn: async () => {
    await scene(async ({ folder, file }) => {
      const script = file("measured.ts", MEASURED);
      const peaks: number[] = [];
      for (const count of [200_000, 1_000_000]) {
        const path = file("BTCUSDT-1m.zip", await zipped({ "BTCUSDT-1m.csv": dump(count) }));
        const data = `${folder}/${count}`;
        peaks.push(
          await peakOf(script, ["download", "--data-dir", data, "--quiet", "--import", path]),
        );
        const store = openMarketStore(`${data}/market.sqlite`);
        equal(store.series()[0]?.bars, count);
        store.close();
      }
      // The candles alone are 38 MB more, and the text is 104 MB more.
      ok(peaks[1]! - peaks[0]! < 75, `${peaks} MB`);
    });
  },
});
