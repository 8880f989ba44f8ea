import assert from "node:assert/strict";
import { sprintf } from "./format_number.ts";

/** Format, value, and what Python's `%` (which follows C's printf) makes of them. */
const AS_IN_C: readonly (readonly [string, number, string])[] = [
  ["%d", 5, "5"],
  ["%d", -42, "-42"],
  ["%+d", 7, "+7"],
  ["% d", 7, " 7"],
  ["%5d", 42, "   42"],
  ["%-5d|", 42, "42   |"],
  ["%05d", -42, "-0042"],
  ["%.3d", 7, "007"],
  ["%d", 1700000000000, "1700000000000"],
  ["%i", 3, "3"],
  ["%u", 9, "9"],
  ["%x", 255, "ff"],
  ["%X", 48879, "BEEF"],
  ["%#x", 255, "0xff"],
  ["%08x", 48879, "0000beef"],
  ["%o", 8, "10"],
  ["%f", 3.14159265, "3.141593"],
  ["%.2f", 2.675, "2.67"],
  ["%.0f", 0.5, "0"],
  ["%.0f", 1.5, "2"],
  ["%10.4f|", 1.5, "    1.5000|"],
  ["%-10.2f|", 1.5, "1.50      |"],
  ["%010.2f", -1.5, "-000001.50"],
  ["%+.1f", 0.05, "+0.1"],
  ["%.10f", 0.1, "0.1000000000"],
  ["%.3f", 1e+21, "1000000000000000000000.000"],
  ["%.20f", 0.1, "0.10000000000000000555"],
  ["%e", 12345.678, "1.234568e+04"],
  ["%.0e", 12345.678, "1e+04"],
  ["%E", 1e-10, "1.000000E-10"],
  ["%.3e", 0, "0.000e+00"],
  ["%g", 100000, "100000"],
  ["%g", 1000000, "1e+06"],
  ["%g", 0.0001, "0.0001"],
  ["%g", 1e-05, "1e-05"],
  ["%g", 1e+20, "1e+20"],
  ["%g", 1.5, "1.5"],
  ["%.3g", 1234.5, "1.23e+03"],
  ["%.10g", 0.1, "0.1"],
  ["%#g", 1.5, "1.50000"],
  ["%G", 1e-10, "1E-10"],
  ["%.14g", 0.3333333333333333, "0.33333333333333"],
  ["%.14g", 1000000000000000.0, "1e+15"],
  ["%.14g", 123456789012345680, "1.2345678901235e+17"],
  ["%10g|", 1.5, "       1.5|"],
  ["%.0g", 1234, "1e+03"],
  ["%.0f", 2.5, "2"],
  ["%.2f", 0.125, "0.12"],
  ["%.2f", 0.375, "0.38"],
  ["%.1f", 0.25, "0.2"],
  ["%.1f", 9.95, "9.9"],
  ["%.0f", 9.5, "10"],
];

for (const [format, value, expected] of AS_IN_C) {
  Deno.test(`sprintf() writes ${value} with ${format} as C does`, () => {
    assert.equal(sprintf(format, value), expected);
  });
}

Deno.test("sprintf() shows what is no number", () => {
  assert.equal(sprintf("%f", Infinity), "inf");
  assert.equal(sprintf("%5.1f|", -Infinity), " -inf|");
  assert.equal(sprintf("%05.1f", Infinity), "  inf");
  assert.equal(sprintf("%g", NaN), "nan");
  assert.equal(sprintf("%G", NaN), "NAN");
});

Deno.test("sprintf() shows negative numbers in hexadecimal as bits", () => {
  assert.equal(sprintf("%x", -1), "ffffffff");
  assert.equal(sprintf("%X", -(2 ** 31)), "80000000");
  assert.equal(sprintf("%x", -(2 ** 31) - 1), "ffffffff7fffffff");
});
