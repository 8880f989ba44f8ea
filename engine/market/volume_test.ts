import assert from "node:assert/strict";
import fc from "fast-check";
import { addVolumes } from "./volume.ts";

/** A whole number of units of 10^-places as the decimal it is, read by the platform. */
function decimal(units: number, places: number): number {
  const text = String(units).padStart(places + 1, "0");
  return Number(`${text.slice(0, text.length - places)}.${text.slice(text.length - places)}`);
}

Deno.test("volumes add up without dust", () => {
  assert.notEqual(0.1 + 0.2, 0.3);
  assert.equal(addVolumes(0.1, 0.2), 0.3);
  // Of a bot's issue list: 57.638000000000005 of 57.638.
  assert.equal(57.63 + 0.008, 57.638000000000005);
  assert.equal(addVolumes(57.63, 0.008), 57.638);
  assert.equal(addVolumes(0, 0), 0);
  assert.equal(addVolumes(4e11, 0.5), 400_000_000_000.5);
  assert.equal(addVolumes(1e-8, 2e-8), 3e-8);
});

for (
  const { places, most } of [
    // A coin of 0.00001 dollars, of which billions are traded, in whole units and hundredths.
    { places: 2, most: 1e12 },
    { places: 4, most: 1e14 },
    { places: 5, most: 1e11 },
    { places: 8, most: 1e14 },
  ]
) {
  Deno.test(`any volumes with ${places} decimals add up to the decimal of their sum`, () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(most), { minLength: 1, maxLength: 2_000, size: "max" }),
        (parts) => {
          const bounded = parts.map((units) => Math.floor(units / parts.length));
          const sum = bounded.reduce(
            (whole, units) => addVolumes(whole, decimal(units, places)),
            0,
          );
          assert.equal(sum, decimal(bounded.reduce((a, b) => a + b, 0), places));
        },
      ),
      { numRuns: 200 },
    );
  });
}
