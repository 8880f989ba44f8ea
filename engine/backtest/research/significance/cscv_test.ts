import { deepEqual, equal, ok } from "node:assert/strict";
import { Prng } from "../../../kernel/mod.ts";
import { column, near } from "../../statistics/testing.ts";
import { blocksFor, cscv } from "./cscv.ts";
import { halves } from "./halves.ts";

Deno.test("half of 4 blocks can be taken in 6 ways, half of 16 in 12,870", () => {
  deepEqual(Array.from(halves(4), (half) => half.join("")), ["01", "02", "03", "12", "13", "23"]);
  equal([...halves(16)].length, 12_870);
});

Deno.test("two trials that take turns are overfit, one that is always better is not", () => {
  // Means of 2 and −2 with a deviation of √2: what is best in one block is last in the other.
  const up = [1, 3];
  const down = [-1, -3];
  const turns = cscv([column(...up, ...down), column(...down, ...up)], 2);
  deepEqual([turns.probability, turns.probabilityOfLoss, turns.combinations], [1, 1, 2]);
  near(turns.inSample, Math.SQRT2);
  near(turns.outOfSample, -Math.SQRT2);
  const skill = cscv([column(...up, ...up), column(...down, ...down)], 2);
  deepEqual([skill.probability, skill.probabilityOfLoss], [0, 0]);
});

Deno.test("three trials over two blocks by hand", () => {
  // Ratios by block: A √2 and 1/√2 (2 ± 1 and 1 ± 1), B 1/√2 and 3/√2, C −√2 twice.
  // Best of block 1 is A, second of three in block 2: ω = 2/4, logit 0, overfit by the definition.
  // Best of block 2 is B, second in block 1: the same.
  const [a, b, c] = [column(1, 3, 0, 2), column(0, 2, 2, 4), column(-1, -3, -1, -3)];
  const { probability, probabilityOfLoss, inSample, outOfSample } = cscv([a, b, c], 2);
  deepEqual([probability, probabilityOfLoss], [1, 0]);
  near(inSample, (Math.SQRT2 + 3 / Math.SQRT2) / 2);
  near(outOfSample, 1 / Math.SQRT2);
  // With D between C and the others, second is above the middle: ω = 3/5.
  equal(cscv([a, b, c, column(0, -1, 0, -1)], 2).probability, 0);
});

Deno.test("trials that never trade share the middle", () => {
  const flat = column(0, 0, 0, 0);
  equal(cscv([flat, flat, flat], 2).probability, 1);
});

/** Normal returns of one day; the first trial earns `edge` more. */
function trialsOf(count: number, rows: number, edge: number, seed: string): Float64Array[] {
  const random = Prng.from(seed);
  return Array.from(
    { length: count },
    (_, trial) =>
      Float64Array.from({ length: rows }, () => random.normal() + (trial === 0 ? edge : 0)),
  );
}

Deno.test("of noise half is overfit, of skill nothing", () => {
  let sum = 0;
  for (let seed = 0; seed < 20; seed++) sum += cscv(trialsOf(50, 480, 0, `${seed}`), 8).probability;
  // One sample is far off, the mean of 20 is not.
  ok(Math.abs(sum / 20 - 0.5) < 0.15, `${sum / 20}`);
  ok(cscv(trialsOf(50, 480, 0.5, "1"), 8).probability < 0.01);
});

Deno.test("short samples get fewer blocks, and none at all below 16", () => {
  deepEqual([15, 16, 30, 64, 1_000].map((rows) => blocksFor(rows, 100)), [null, 4, 6, 16, 16]);
  equal(blocksFor(1_000, 5_000), 10);
});
