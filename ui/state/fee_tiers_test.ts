import { deepEqual, equal } from "node:assert/strict";
import { tiersFault, tiersOf, tiersText } from "./fee_tiers.ts";

const TIERS = [
  { volume: 1_000_000, makerBps: 8, takerBps: 9 },
  { volume: 5_000_000, makerBps: 0, takerBps: 7.5 },
];

Deno.test("fee tiers are typed as volume, maker and taker, and read back the same", () => {
  equal(tiersText(TIERS), "1000000 8 9; 5000000 0 7.5");
  deepEqual(tiersOf("1000000 8 9; 5000000 0 7.5"), TIERS);
  deepEqual(tiersOf(" "), []);
  equal(tiersText(undefined), null);
});

Deno.test("what is no tier is refused in words", () => {
  equal(tiersFault("1000000 8 9; 5000000 0 7.5"), null);
  equal(tiersFault(""), null);
  for (
    const text of ["1000000", "1000000 8", "a 8 9", "1 2 3 4", "0 8 9", "100 -1 9", "1 8 1001"]
  ) {
    equal(
      tiersFault(text),
      "Has to be volume, maker and taker each: 1000000 8 9; 5000000 6 7",
      text,
    );
  }
  equal(tiersFault("200 1 1; 100 1 1"), "Volumes have to ascend");
  const many = Array.from({ length: 21 }, (_, i) => `${i + 1} 1 1`).join(";");
  equal(tiersFault(many), "Has to be 20 at most");
});
