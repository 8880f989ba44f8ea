import assert from "node:assert/strict";
import fc from "fast-check";
import { decimalOf } from "./stream_decimals.ts";

Deno.test("a decimal is the number that its digits say", () => {
  assert.equal(decimalOf("64682.62000000"), 64682.62);
  assert.equal(decimalOf("0.00000638"), 0.00000638);
  assert.equal(decimalOf("1000"), 1000);
  assert.equal(decimalOf("007.50"), 7.5);
  // 2^53 + 1 is between two floats; so many digits are left to the platform.
  assert.equal(decimalOf("9007199254740993"), 9007199254740992);
  assert.equal(decimalOf("0.1234567890123456789012345"), 0.12345678901234568);
  assert.equal(decimalOf("9".repeat(400)), Infinity);
});

Deno.test("all other ways to write a number are refused", () => {
  const texts = ["", ".", "1.", ".5", "-1", "+1", "1e5", "1E5", "NaN", "Infinity", "-Infinity"];
  texts.push("0x10", "1_000", "1,5", "1.2.3", " 1", "1 ", "1n", "1\n", "1\0", "١", "１", "null");
  for (const text of texts) {
    assert.ok(Number.isNaN(decimalOf(text)), JSON.stringify(text));
  }
});

Deno.test("decimals are the same as the platform reads them, to the last bit", () => {
  const digits = (maxLength: number, minLength = 1) =>
    fc.string({ unit: fc.constantFrom(..."0123456789"), minLength, maxLength });
  fc.assert(
    fc.property(digits(20), digits(26, 0), (whole, places) => {
      const text = places === "" ? whole : `${whole}.${places}`;
      assert.equal(decimalOf(text), Number(text));
    }),
    { numRuns: 2_000 },
  );
});
