import assert from "node:assert/strict";
import fc from "fast-check";
import type { CandleColumns } from "../../domain/mod.ts";
import { readUnpacked, testWithData } from "../../../tests/support/shared_data.ts";
import { CandleParser, parseCandles } from "./candle_parser.ts";
import { rowBlocks } from "./row_blocks.ts";

const bytesOf = (text: string) => new TextEncoder().encode(text);
const parse = (text: string) => parseCandles(bytesOf(text), "x.json");

/** All columns of all rows. */
function rowsOf({ time, open, high, low, close, volume }: CandleColumns): number[][] {
  return Array.from(time, (at, i) => [at, open[i]!, high[i]!, low[i]!, close[i]!, volume[i]!]);
}

const FIRST = "[1700000000000,10,12.5,9,11,5]";
const ROWS = [[1_700_000_000_000, 10, 12.5, 9, 11, 5], [1_700_000_060_000, 11, 13, 0.00001, 12, 0]];
const SECOND = "[1700000060000,11.0,13,1e-05,12,0.0]";

Deno.test("an array of candles, however it is spaced", () => {
  const texts = [
    `[${FIRST},${SECOND}]`,
    `\uFEFF [ ${FIRST} , ${SECOND} ]\n`,
    `[\n  ${FIRST},\r\n  ${SECOND}\r\n]`,
    JSON.stringify(ROWS),
    JSON.stringify(ROWS, null, 2),
    JSON.stringify(ROWS).replaceAll(",", ", "),
  ];
  for (const text of texts) assert.deepEqual(rowsOf(parse(text)), ROWS, text);
});

const FAULTS: [string, RegExp][] = [
  ["[1700000060000,10,12,9,11,null]", /^x.json: element 2: volume "null" is no number from 0 on$/],
  ["[1700000060000,10,12,9,11,NaN]", /^x.json: element 2: volume "NaN" is no number from 0 on$/],
  ["[1700000060000,NaN,12,9,11,5]", /^x.json: element 2: open "NaN" is no price above 0$/],
  ["[ 1700000060000, -1, 12, 9, 11, 5]", /^x.json: element 2: open "-1" is no price above 0$/],
  ["[1700000060000,10,8,9,8.5,5]", /^x.json: element 2: high 8 is below low 9$/],
  ["[1700000060000,10,12,9,13,5]", /^x.json: element 2: close 13 lies outside low 9 to high 12$/],
  ["[1700000060000,10,12,9,11]", /^x.json: element 2: 5 values instead of 6: \[ms, open, high/],
  ["[]", /^x.json: element 2: 0 values instead of 6/],
  ["[1700000000000,10,12,9,11,5]", /^x.json: element 2: time "1700000000000" is that of the row/],
  ["[1699999940000,10,12,9,11,5]", /^x.json: element 2: time "1699999940000" is before the row/],
  ['["2023-11-14",10,12,9,11,5]', /^x.json: element 2: time .* is neither an epoch/],
  ['{"open":10}', /^x.json: element 2: "{\\"open\\":10}]": there has to be a candle \[ms, open/],
  ["null", /^x.json: element 2: "null]": there has to be a candle/],
  ["", /^x.json: element 2: "]": there has to be a candle/],
  [`${SECOND} 5`, /^x.json: behind element 2: "5]": there has to be a comma or the closing \]$/],
  [`${SECOND}] [`, /^x.json: behind element 2: "\[]": there has to be nothing behind the closing/],
];

for (const [element, message] of FAULTS) {
  Deno.test(`a broken element is refused by file and number: ${element}`, () => {
    assert.throws(() => parse(`[${FIRST},${element}]`), { name: "InputError", message });
  });
}

Deno.test("an array without candles, or of anything else, is refused", () => {
  const texts: [string, RegExp][] = [
    ["[]", /^x.json: no candles$/],
    ["[", /^x.json: no candles$/],
    ["[1700000000000,10]", /^x.json: element 1: "1700000000000,10]": .* or the closing \]$/],
    ['[{"date":1}]', /^x.json: element 1: "{\\"date\\":1}]": there has to be a candle/],
    ['{"data":[[1]]}', /^x.json: it is a JSON object; candles in JSON are an array/],
  ];
  for (const [text, message] of texts) {
    assert.throws(() => parse(text), { name: "InputError", message }, text);
  }
});

Deno.test("a file that was cut off is refused, wherever that is", () => {
  const whole = `[${FIRST},${SECOND}]`;
  const firstEnd = 1 + FIRST.length;
  const fault = (length: number) => {
    if (length < firstEnd) return "element 1: the file ends within it: it is cut off";
    const element = length <= firstEnd + 1 ? 1 : 2;
    return element === 2 && length < whole.length - 1
      ? "element 2: the file ends within it: it is cut off"
      : `element ${element}: the file ends behind it, without the closing ]: it is cut off`;
  };
  for (let length = 2; length < whole.length; length++) {
    const message = `x.json: ${fault(length)}`;
    assert.throws(() => parse(whole.slice(0, length)), { name: "InputError", message });
  }
});

/** What a reader that may leave rows out makes of a text: candles, and faults by element. */
function leniently(text: string) {
  const faults: string[] = [];
  const parser = new CandleParser("x.json", {
    repeats: true,
    onBad: (fault, { message }) =>
      void faults.push(`${/element (\d+)/.exec(message)?.[1]} ${fault}`),
  });
  const closes = [...parser.parse(bytesOf(text)).close];
  parser.end();
  return { closes, faults, repeated: parser.repeated };
}

Deno.test("bad elements can be left out, each named by number and kind", () => {
  const row = (minute: number, rest: string) => `[${1_700_000_040_000 + minute * 60_000},${rest}]`;
  const elements = [
    row(0, "10,12,9,10,5"),
    row(0, "10,12,9,10,5"),
    row(1, "10,12,9,11,null"),
    row(2, "10,12,9,null,5"),
    row(0, "10,12,9,12,5"),
    row(-1, "10,12,9,12,5"),
    "[]",
    row(3, "10,12,9,11.5,5"),
  ];
  const text = `[${elements.join()}`;
  const faults = ["3 VOLUME", "4 PRICE", "5 DOUBLE", "6 ORDER", "7 COLUMNS"];
  const closes = [10, 11.5];
  assert.deepEqual(leniently(`${text}]`), { closes, faults, repeated: 1 });
  assert.deepEqual(leniently(text), { closes, faults: [...faults, "8 CUT"], repeated: 1 });
  const cut = `${text},${row(4, "10,12,9,11,5").slice(0, -1)}`;
  assert.deepEqual(leniently(cut), { closes, faults: [...faults, "9 CUT"], repeated: 1 });
});

async function* inPieces(bytes: Uint8Array) {
  for (let at = 0; at < bytes.length; at += 10_007) yield bytes.subarray(at, at + 10_007);
}

Deno.test("a long file comes in blocks of whole elements, on one line or on many", async () => {
  const rows = Array.from({ length: 60_000 }, (_, n) => [1_700_000_000_000 + n, 10, 12, 9, 11, n]);
  for (const space of [0, 1]) {
    const chunks = inPieces(bytesOf(JSON.stringify(rows, null, space)));
    const parser = new CandleParser("x.json");
    const volumes: number[] = [];
    let blocks = 0;
    for await (const block of rowBlocks(chunks, "x.json")) {
      volumes.push(...parser.parse(block).volume);
      blocks++;
    }
    parser.end();
    assert.ok(blocks > 1);
    assert.deepEqual(volumes, rows.map((row) => row[5]));
  }
});

Deno.test("any array is parsed or refused with file and place, never more", () => {
  const part = fc.constantFrom("[", "]", ",", "{", " ", "\n", "null", '"a"', FIRST, SECOND, "1.5");
  fc.assert(fc.property(fc.array(part), (parts) => {
    try {
      parse(`[${parts.join("")}`);
    } catch (error) {
      assert.match(String(error), /^InputError: x.json: /);
    }
  }));
});

/** Ascending candles, their prices of any size and length. */
const someCandles = fc.array(
  fc.record({
    step: fc.integer({ min: 1, max: 1e9 }),
    prices: fc.tuple(...Array.from({ length: 4 }, () => anyNumber(Number.MIN_VALUE))),
    volume: anyNumber(0),
  }),
  { minLength: 1, maxLength: 8 },
).map((rows) => {
  let time = 1_700_000_000_000;
  return rows.map(({ step, prices, volume }) => {
    const [low, open, close, high] = prices.toSorted((a, b) => a - b);
    return [time += step, open!, high!, low!, close!, volume];
  });
});

function anyNumber(min: number) {
  return fc.oneof(
    fc.double({ min, max: Number.MAX_VALUE, noNaN: true }),
    fc.double({ min: Math.max(min, 0.01), max: 100_000, noNaN: true }),
    fc.integer({ min: 1, max: 1_000_000 }),
    // As exchanges write them.
    fc.integer({ min: 1, max: 1e10 }).map((n) => n / 1e8),
  );
}

const someSpaces = fc.array(fc.constantFrom("", "", " ", "   ", "\n", "\t", "\r\n"), {
  minLength: 1,
  maxLength: 40,
});

/** Rows as JSON with the given spaces, over and over, around everything. */
function spaced(rows: readonly (readonly number[])[], spaces: readonly string[]): string {
  let n = 0;
  return JSON.stringify(rows).replace(/[[\],]/g, (mark) => {
    const [before, behind] = [spaces[n++ % spaces.length], spaces[n++ % spaces.length]];
    return `${before}${mark}${behind}`;
  });
}

/** All columns of a text that comes in blocks that end with the closing brackets of these numbers. */
function rowsInBlocks(text: string, brackets: ReadonlySet<number>): number[][] {
  const parser = new CandleParser("x.json");
  const blocks = [""];
  text.split(/(?<=])/).forEach((piece, n) => {
    blocks.push(`${blocks.pop()}${piece}`);
    if (brackets.has(n)) blocks.push("");
  });
  const rows = blocks.filter((block) => block !== "").flatMap((block) =>
    rowsOf(parser.parse(bytesOf(block)))
  );
  parser.end();
  return rows;
}

const someBrackets = fc.uniqueArray(fc.nat(9)).map((numbers) => new Set(numbers));
/** Always the same cases, so that a run that fails can be run again. */
const SEEDED = { seed: 1, numRuns: 1_000 };

Deno.test("any candles are read as the language's own parser does, wherever blocks end", () => {
  fc.assert(
    fc.property(someCandles, someSpaces, someBrackets, (rows, spaces, brackets) => {
      const text = spaced(rows, spaces);
      assert.deepEqual(rowsInBlocks(text, brackets), JSON.parse(text));
    }),
    SEEDED,
  );
});

Deno.test("any candles that are cut off anywhere are refused, with the element that is the last", () => {
  fc.assert(
    fc.property(someCandles, someSpaces, someBrackets, fc.nat(), (rows, spaces, brackets, at) => {
      const text = spaced(rows, spaces).trim();
      const cut = text.slice(0, at % text.length);
      // The first bracket is that of the outer array.
      const element = cut.split("[").length - 2;
      const message = element > 0
        ? new RegExp(`^x.json: element ${element}: the file ends (within|behind) it`)
        : /^x.json(:1)?: no candles/;
      assert.throws(() => rowsInBlocks(cut, brackets), { name: "InputError", message });
    }),
    SEEDED,
  );
});

for (const name of ["1m-2023.json.gz", "5m-2023.json.gz", "15m-2023.json", "1h-2023.json"]) {
  testWithData(
    `a file of freqtrade is read as the language's own parser does: ${name}`,
    [`klines/freqtrade-BTC_USDT-${name}`],
    async (path) => {
      const text = new TextDecoder().decode(await readUnpacked(path!));
      assert.deepEqual(rowsOf(parse(text)), JSON.parse(text));
    },
  );
}
