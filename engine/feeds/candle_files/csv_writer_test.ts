import { deepEqual, equal, match } from "node:assert/strict";
import fc from "fast-check";
import { parseCandles } from "./candle_parser.ts";
import { CSV_HEADER, csvRows } from "./csv_writer.ts";

/** One candle whose every number is that one. */
const flat = (value: number) => {
  const column = () => Float64Array.of(value);
  return {
    time: Float64Array.of(1_700_000_000_000),
    open: column(),
    high: column(),
    low: column(),
    close: column(),
    volume: column(),
  };
};

Deno.test("numbers are written in digits and a point", () => {
  const texts: [number, string][] = [
    [42_000.5, "42000.5"],
    [0, "0"],
    [1e-7, "0.0000001"],
    [1.25e-7, "0.000000125"],
    [1e21, "1000000000000000000000"],
    [1.5e22, "15000000000000000000000"],
  ];
  for (const [value, text] of texts) {
    equal(csvRows(flat(value)), `1700000000000,${Array(5).fill(text)}\n`);
  }
});

Deno.test("whatever is written is read again to the last bit", () => {
  fc.assert(fc.property(fc.double({ min: 1e-300, max: 1e300, noNaN: true }), (value) => {
    const text = CSV_HEADER + csvRows(flat(value));
    match(text, /\n\d+(,[\d.]+){5}\n$/);
    deepEqual(parseCandles(new TextEncoder().encode(text), "x.csv"), flat(value));
  }));
});
