import assert from "node:assert/strict";
import fc from "fast-check";
import { type CandleColumns, emptyColumns } from "../../domain/mod.ts";
import { toCsv } from "../../../tests/support/csv.ts";
import { readFreqtrade, readUnpacked, testWithData } from "../../../tests/support/shared_data.ts";
import { CandleParser, parseCandles, type RowRules } from "./candle_parser.ts";
import { joinColumns } from "./join_columns.ts";

const parse = (text: string) => parseCandles(new TextEncoder().encode(text), "x.csv");

/** All columns of all rows. */
function rowsOf(text: string): number[][] {
  const { time, open, high, low, close, volume } = parse(text);
  return Array.from(
    time,
    (at, i) => [at, open[i]!, high[i]!, low[i]!, close[i]!, volume[i]!],
  );
}

const HEADER = "time,open,high,low,close,volume\n";
const GOOD = "1700000000000,10,12,9,11,5";
const ROW = [1_700_000_000_000, 10, 12, 9, 11, 5];

Deno.test("plain candles, with and without header", () => {
  assert.deepEqual(rowsOf(HEADER + GOOD + "\n"), [ROW]);
  assert.deepEqual(rowsOf(GOOD + "\n1700000060000,11,12,9,11,5\n").length, 2);
});

Deno.test("the last line needs no line end, and more line ends do no harm", () => {
  for (const end of ["", "\n", "\r\n", "\n\n\n", "\r\n\r\n"]) {
    assert.deepEqual(rowsOf(HEADER + GOOD + end), [ROW], JSON.stringify(end));
  }
});

Deno.test("Windows line ends and a byte order mark", () => {
  const text = `\uFEFF${HEADER}${GOOD}\n1700000060000,11,12,9,11,5\n`.replaceAll("\n", "\r\n");
  assert.deepEqual(rowsOf(text).map((row) => row[5]), [5, 5]);
});

Deno.test("columns are found by name, in any order, others left out", () => {
  const text = "symbol,Close,Low,High,Open,Volume,Open time,note\n" +
    "BTCUSDT,11,9,12,10,5,1700000000000,\n";
  assert.deepEqual(rowsOf(text), [ROW]);
});

Deno.test("every name for the time is known, and a first column without one", () => {
  for (const name of ["time", "Timestamp", "DATE", "date_ms", "datetime", "open_time", '""', ""]) {
    assert.deepEqual(rowsOf(`${name},open,high,low,close,volume\n${GOOD}\n`), [ROW], name);
  }
});

Deno.test("a named time wins over a first column without a name", () => {
  assert.deepEqual(rowsOf(`,date,open,high,low,close,volume\n0,${GOOD}\n`), [ROW]);
});

Deno.test("without a volume column volume is 0", () => {
  assert.deepEqual(rowsOf("time,open,high,low,close\n1700000000000,10,12,9,11\n")[0]![5], 0);
});

Deno.test("a Binance dump of 12 columns, with and without header", () => {
  const header = "open_time,open,high,low,close,volume,close_time,quote_volume,count," +
    "taker_buy_volume,taker_buy_quote_volume,ignore\n";
  const row = "1700000000000,10.00,12.00,9.00,11.00,5.000,1700000059999,55.1,3,2.5,27,0\n";
  assert.deepEqual(rowsOf(header + row), [ROW]);
  assert.deepEqual(rowsOf(row), [ROW]);
});

Deno.test("times: seconds, milliseconds, microseconds by size; ISO 8601", () => {
  const times: [string, number][] = [
    ["1700000000", 1_700_000_000_000],
    ["1700000000123", 1_700_000_000_123],
    ["1735689600000000", 1_735_689_600_000],
    ["2024-02-29", Date.UTC(2024, 1, 29)],
    ["1950-01-03", Date.UTC(1950, 0, 3)],
    ["2024-02-29 13:45", Date.UTC(2024, 1, 29, 13, 45)],
    ["2024-02-29T13:45:10Z", Date.UTC(2024, 1, 29, 13, 45, 10)],
    ["2024-02-29T13:45:10.250Z", Date.UTC(2024, 1, 29, 13, 45, 10, 250)],
    ["2024-02-29 13:45:10+00:00", Date.UTC(2024, 1, 29, 13, 45, 10)],
    ["2019-01-02 09:30:00-05:00", Date.UTC(2019, 0, 2, 14, 30)],
    ["2019-01-02 09:30:00+0530", Date.UTC(2019, 0, 2, 4, 0)],
  ];
  for (const [text, time] of times) {
    assert.equal(parse(`${HEADER}${text},10,12,9,11,5\n`).time[0], time, text);
  }
});

Deno.test("decimals come out as the language reads them, however many digits they have", () => {
  const digits = fc.integer({ min: 1, max: 18 });
  const number = fc.tuple(fc.bigInt({ min: 1n, max: 10n ** 18n }), digits, digits);
  fc.assert(fc.property(number, ([value, whole, decimals]) => {
    const text = `${String(value).slice(0, whole)}.${String(value).slice(-decimals)}`;
    if (Number(text) === 0) return;
    const { close } = parse(`time,open,high,low,close\n1700000000,${Array(4).fill(text)}\n`);
    assert.equal(close[0], Number(text), text);
  }));
});

Deno.test("numbers come out as the language reads them", () => {
  const texts = [
    "0.00001234",
    "42.",
    ".5",
    "1e2",
    "93576.00000000",
    "123456789.123456789",
    "0.1234567890123456789",
    " 7 ",
    "+3",
    "5E-3",
    "00012.50",
    "999999999",
    "9999999999",
    "999999999.999999",
    "999999999.9999999",
    "123456.123456789",
    "1.1234567891",
    "123456789012345.6",
    "4503599627370497.5",
  ];
  for (const text of texts) {
    const { close } = parse(`time,open,high,low,close\n1700000000,${Array(4).fill(text)}\n`);
    assert.equal(close[0], Number(text), text);
  }
});

const FAULTS: [string, RegExp][] = [
  ["1700000060000,10,12,9,11", /^x.csv:3: 5 columns instead of 6$/],
  ["1700000060000,10,12,9,11,5,6", /^x.csv:3: 7 columns instead of 6$/],
  ["1700000060000,10,12,9,abc,5", /^x.csv:3: close "abc" is no price above 0$/],
  ["1700000060000,10,12,9,NaN,5", /^x.csv:3: close "NaN" is no price/],
  ["1700000060000,,12,9,11,5", /^x.csv:3: open "" is no price/],
  ["1700000060000,10,Infinity,9,11,5", /^x.csv:3: high "Infinity" is no price/],
  ["1700000060000,10,1e999,9,11,5", /^x.csv:3: high "1e999" is no price/],
  ["1700000060000,0,12,0,11,5", /^x.csv:3: open "0" is no price/],
  ["1700000060000,10,12,-9,11,5", /^x.csv:3: low "-9" is no price/],
  ["1700000060000,0x10,12,9,11,5", /^x.csv:3: open "0x10" is no price/],
  ["1700000060000,1.2.3,12,9,11,5", /^x.csv:3: open "1.2.3" is no price/],
  ["1700000060000,10,12,9,11,-5", /^x.csv:3: volume "-5" is no number from 0 on/],
  ["1700000060000,10,12,9,11,", /^x.csv:3: volume "" is no number/],
  ["1700000060000,10,8,9,8.5,5", /^x.csv:3: high 8 is below low 9$/],
  ["1700000060000,13,12,9,11,5", /^x.csv:3: open 13 lies outside low 9 to high 12$/],
  ["1700000060000,10,12,9,8,5", /^x.csv:3: close 8 lies outside low 9 to high 12$/],
  ["1700000000000,10,12,9,11,5", /^x.csv:3: time "1700000000000" is that of the row above/],
  ["1699999940000,10,12,9,11,5", /^x.csv:3: time "1699999940000" is before the row above/],
  ["1.70027E+12,10,12,9,11,5", /^x.csv:3: time "1.70027E\+12" is neither an epoch/],
  ["01\/03\/2017,10,12,9,11,5", /^x.csv:3: time "01\/03\/2017" is neither an epoch/],
  ["2023-02-30,10,12,9,11,5", /^x.csv:3: time "2023-02-30" is neither/],
  ["2023-11-15 25:00,10,12,9,11,5", /^x.csv:3: time "2023-11-15 25:00" is neither/],
  ["20231115,10,12,9,11,5", /^x.csv:3: time "20231115" is neither/],
  [`\n1700000060000,10,12,9,11,5`, /^x.csv:3: an empty line between rows$/],
  [`"1700000060000",10,12,9,11,5`, /^x.csv:3: time .* is neither/],
];

for (const [row, message] of FAULTS) {
  Deno.test(`a broken row is refused by file and line: ${JSON.stringify(row)}`, () => {
    assert.throws(() => parse(`${HEADER}${GOOD}\n${row}\n`), { name: "InputError", message });
  });
}

Deno.test("without a header lines count from the first candle", () => {
  assert.throws(() => parse(`${GOOD}\n${GOOD}\n`), { message: /^x.csv:2: time .* twice$/ });
});

Deno.test("a file without candles is refused", () => {
  for (const text of ["", "\n", HEADER, HEADER.trimEnd(), `${HEADER}\n\n`]) {
    assert.throws(() => parse(text), { message: /^x.csv:\d: no candles/ }, JSON.stringify(text));
  }
});

Deno.test("a first line that is neither header nor candle is refused", () => {
  const first: [string, RegExp][] = [
    ["hello,world", /neither a header \(time,open,high,low,close,volume\) nor a candle/],
    ["1700000000000,10,12,9,11", /neither a header/],
    ["open,high,low,close", /no time column: time, timestamp/],
    ["time,open,high,close", /no column low/],
    [Array(80).fill("a").join(","), /80 columns, more than 64/],
    ["<html>", /neither/],
    ['{"candles":[', /^x.csv: it is a JSON object; candles in JSON are an array, \[\[ms, open/],
  ];
  for (const [text, message] of first) {
    assert.throws(() => parse(`${text}\n${GOOD}\n`), { name: "InputError", message });
  }
});

Deno.test("any candles survive the way to a file and back", () => {
  const price = fc.double({ min: 1e-8, max: 1e9, noNaN: true });
  const candle = fc.record({
    skip: fc.integer({ min: 1, max: 1e9 }),
    prices: fc.array(price, { minLength: 4, maxLength: 4 }),
    volume: fc.double({ min: 0, max: 1e15, noNaN: true }),
  });
  fc.assert(fc.property(fc.array(candle, { minLength: 1, maxLength: 50 }), (candles) => {
    const columns = emptyColumns(candles.length);
    let time = 1_500_000_000_000;
    candles.forEach(({ skip, prices, volume }, i) => {
      columns.time[i] = time += skip;
      columns.open[i] = prices[0]!;
      columns.close[i] = prices[1]!;
      columns.high[i] = Math.max(...prices);
      columns.low[i] = Math.min(...prices);
      columns.volume[i] = volume;
    });
    assert.deepEqual(parse(toCsv(columns)), columns);
  }));
});

Deno.test("any text is parsed or refused with file and line, never more", () => {
  const cell = fc.oneof(fc.string(), fc.double().map(String), fc.constantFrom("open", "time", ""));
  const line = fc.array(cell, { maxLength: 8 }).map((cells) => cells.join(","));
  fc.assert(fc.property(fc.array(line), (lines) => {
    try {
      parse([HEADER.trim(), GOOD, ...lines].join("\n"));
    } catch (error) {
      assert.match(String(error), /^InputError: x.csv:\d+: /);
    }
  }));
});

Deno.test("blocks of whole lines give the same candles, wherever they are cut", () => {
  const rows = Array.from({ length: 25 }, (_, n) => `${1_700_000_000 + n},10,12,9,11,${n}`);
  const lines = [HEADER, ...rows.map((row) => `${row}\n`)];
  const whole = parse(lines.join(""));
  for (const size of [1, 2, 7, 26, 100]) {
    const parser = new CandleParser("x.csv");
    const parts: CandleColumns[] = [];
    for (let at = 0; at < lines.length; at += size) {
      const block = new TextEncoder().encode(lines.slice(at, at + size).join(""));
      parts.push(joinColumns([parser.parse(block)]));
    }
    parser.end();
    assert.deepEqual(joinColumns(parts), whole, `${size} lines a block`);
    assert.equal(parser.rows, 25);
  }
});

Deno.test("lines count on from block to block", () => {
  const parser = new CandleParser("x.csv");
  const block = (text: string) => parser.parse(new TextEncoder().encode(text));
  block(`${HEADER}${GOOD}\n`);
  block("1700000060,10,12,9,11,5\n1700000120,10,12,9,11,5\n");
  assert.throws(() => block("1700000180,10,12,9,110,5\n"), {
    message: "x.csv:5: close 110 lies outside low 9 to high 12",
  });
});

Deno.test("an empty line at the end of a block is a fault only where more follows", () => {
  const parser = new CandleParser("x.csv");
  const block = (text: string) => parser.parse(new TextEncoder().encode(text));
  block(`${HEADER}${GOOD}\n\n`);
  block("\n");
  parser.end();
  assert.throws(() => block("1700000060,10,12,9,11,5\n"), {
    message: "x.csv:3: an empty line between rows",
  });
});

/** What a reader that may leave rows out makes of a text: candles, and faults by line. */
function leniently(text: string, rules: RowRules = {}) {
  const faults: string[] = [];
  const onBad = (fault: string, { message }: Error) =>
    void faults.push(`${/:(\d+):/.exec(message)?.[1]} ${fault}`);
  const parser = new CandleParser("x.csv", { ...rules, onBad });
  const { time } = parser.parse(new TextEncoder().encode(text));
  return { minutes: Array.from(time, (at) => (at - FIRST) / 60_000), faults, parser };
}

const FIRST = 1_700_000_040_000;
const minute = (n: number, rest = "10,12,9,11,5") => `${FIRST + n * 60_000},${rest}\n`;

Deno.test("rows that are no candles can be left out, each named by line and kind", () => {
  const text = HEADER + minute(0) + minute(1, "10,12,9,11") + minute(2, "0,12,9,11,5") +
    minute(3, "10,12,9,11,x") + minute(4, "10,8,9,11,5") + minute(5, "10,12,9,13,5") +
    "noon,10,12,9,11,5\n" + minute(0, "10,12,9,11,6") + minute(-1) + "\n\n" + minute(6);
  const { minutes, faults } = leniently(text);
  assert.deepEqual(minutes, [0, 6]);
  assert.deepEqual(faults, [
    "3 COLUMNS",
    "4 PRICE",
    "5 VOLUME",
    "6 RANGE",
    "7 RANGE",
    "8 TIME",
    "9 DOUBLE",
    "10 ORDER",
    "11 BLANK",
    "12 BLANK",
  ]);
});

Deno.test("a candle off the grid, or not over yet, is no history", () => {
  const text = HEADER + minute(0) + `${FIRST + 90_000},10,12,9,11,5\n` + minute(2) + minute(3);
  const overAt = FIRST + 3.5 * 60_000;
  const { minutes, faults } = leniently(text, { barMs: 60_000, overAt });
  assert.deepEqual(minutes, [0, 2]);
  assert.deepEqual(faults, ["3 GRID", "5 FORMING"]);
  const strict = (rules: RowRules) => () =>
    new CandleParser("x.csv", rules).parse(new TextEncoder().encode(text));
  assert.throws(strict({ barMs: 60_000 }), {
    message: "x.csv:3: the candle of 2023-11-14T22:15:30.000Z is off the grid: " +
      "candles of 1m start on whole multiples of it",
  });
  assert.throws(strict({ barMs: 30_000, overAt: overAt - 1 }), {
    message: "x.csv:5: the candle of 2023-11-14T22:17:00.000Z is not over yet: " +
      "only closed candles of 30s are history",
  });
});

Deno.test("weeks start on Mondays", () => {
  const monday = "2024-01-01,10,12,9,11,5\n";
  const thursday = "2024-01-04,10,12,9,11,5\n";
  const { faults } = leniently(HEADER + monday + thursday, { barMs: 7 * 86_400_000 });
  assert.deepEqual(faults, ["3 GRID"]);
});

Deno.test("a row that repeats the one above it can be no fault", () => {
  const text = HEADER + minute(0) + minute(0, "10,12,9,11.0,5") + minute(1) +
    minute(1, "9,9,9,9,5");
  const { minutes, faults, parser } = leniently(text, { repeats: true });
  assert.deepEqual(minutes, [0, 1]);
  assert.deepEqual(faults, ["5 DOUBLE"]);
  assert.equal(parser.repeated, 1);
});

Deno.test("the limit of rows is named", () => {
  const parser = new CandleParser("x.csv", { maxRows: 2 });
  const text = HEADER + minute(0) + minute(1) + minute(2);
  assert.throws(() => parser.parse(new TextEncoder().encode(text)), {
    message: "x.csv:4: more than 2 rows",
  });
});

testWithData(
  "the derived 1m file is the freqtrade file it was made of",
  ["klines/BTCUSDT-1m-2023.derived.csv.gz", "klines/freqtrade-BTC_USDT-1m-2023.json.gz"],
  async (csv, json) => {
    const columns = parseCandles(await readUnpacked(csv!), "csv");
    assert.equal(columns.time.length, 66_087);
    assert.deepEqual(columns, await readFreqtrade(json!));
  },
);

/** Rows and range as the data's manifest has them. */
const FILES: [string, number, string, string][] = [
  ["klines/BTCUSDT-1h-spot-2017-2024.derived.csv.gz", 58_419, "2017-08-17T04", "2024-04-21T14"],
  ["klines/BTCUSDT-1h-spot-2023-2026-trades.csv.gz", 27_083, "2023-01-01T00", "2026-02-02T1"],
  ["klines/vision-spot-1h/BTCUSDT-1h-2023-03.csv", 743, "2023-03-01T00", "2023-03-31T23"],
  ["klines/vision-spot-1h/BTCUSDT-1h-2024-12.csv", 744, "2024-12-01T00", "2024-12-31T23"],
  ["klines/vision-spot-1h/BTCUSDT-1h-2025-01.csv", 744, "2025-01-01T00", "2025-01-31T23"],
  ["klines/vision-um-1m/FILUSDT-1m-2023-10.csv.gz", 44_640, "2023-10-01T00:00", "2023-10-31T23:59"],
  ["klines/vision-um-5m/BTCUSDT-5m-2025-12.csv.gz", 8928, "2025-12-01T00:00", "2025-12-31T23:55"],
  ["klines/dirty-BTCUSDT-5m-2025.csv.gz", 9118, "2025-08-19T15:10", "2025-09-21T01:30"],
  ["forex/EURUSD-1h-2017-2018.csv", 5000, "2017-04-19T09", "2018-02-07T15"],
  ["forex/nautilus-gbpusd-m1-ask-2012.csv.gz", 30_117, "2012-02-01T00:00", "2012-03-01T00"],
  ["stocks/GOOG.csv", 2148, "2004-08-19", "2013-03-01"],
  ["stocks/skender-default.csv", 502, "2017-01-03", "2018-12-31"],
  ["stocks/skender-intraday.csv", 1564, "2020-12-15T09:30", "2020-12-18T16:00"],
  ["stocks/pandas-ta-SPY_D.csv", 5241, "1999-11-01", "2020-08-28"],
  ["stocks/spectre-AAPL-5min-2019.csv", 1170, "2019-01-02T14:30", "2019-01-23T20"],
  ["stocks/ta4j-AAPL-1d-2013.csv", 252, "2013-01-02", "2013-12-31"],
];

for (const [file, rows, from, to] of FILES) {
  testWithData(`reads ${file}`, [file], async (path) => {
    const { time } = parseCandles(await readUnpacked(path!), file);
    const iso = (at: number) => new Date(at).toISOString();
    assert.equal(time.length, rows);
    assert.ok(iso(time[0]!).startsWith(from), iso(time[0]!));
    assert.ok(iso(time.at(-1)!).startsWith(to), iso(time.at(-1)!));
  });
}

const REFUSED: [string, RegExp][] = [
  ["klines/dirty-bbgo-BTCUSDT-1h-2023-11-18.csv", /:2: time "1.70027E\+12" is neither an epoch/],
  ["klines/gct-BTCUSDT-1d-2019.csv", /:1: high 3701.23 is below low 3797.14/],
  ["klines/gct-BTCUSDT-trades-2020-11-16.csv", /:1: .* is neither a header/],
  ["stocks/skender-bad.csv", /:2: time "01\/03\/2017" is neither/],
  ["stocks/skender-zeros.csv", /:2: time "01\/03\/17" is neither/],
  ["stocks/skender-longest.csv.gz", /:3: time .* is before the row above: times have to ascend/],
  ["stocks/vega-stocks.csv", /:1: .* is neither a header/],
];

for (const [file, message] of REFUSED) {
  testWithData(`refuses ${file} and says why`, [file], async (path) => {
    const bytes = await readUnpacked(path!);
    assert.throws(() => parseCandles(bytes, file), { name: "InputError", message });
  });
}
