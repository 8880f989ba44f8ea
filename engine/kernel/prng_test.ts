import assert from "node:assert/strict";
import fc from "fast-check";
import { hash32, Prng } from "./prng.ts";

// Reference implementation's output for the state 1, 2, 3, 4, as rand_xoshiro 0.7.0 lists it.
const REFERENCE = [
  11520,
  0,
  5927040,
  70819200,
  2031721883,
  1637235492,
  1287239034,
  3734860849,
  3729100597,
  4258142804,
];

Deno.test("next() gives the published xoshiro128** numbers", () => {
  const prng = new Prng([1, 2, 3, 4]);
  assert.deepEqual(REFERENCE.map(() => prng.next()), REFERENCE);
});

Deno.test("fill() gives the published numbers and goes on where it stopped", () => {
  const prng = new Prng([1, 2, 3, 4]);
  const first = new Uint32Array(7);
  const rest = new Uint32Array(3);
  prng.fill(first);
  prng.fill(rest);
  assert.deepEqual([...first, ...rest], REFERENCE);
});

Deno.test("next() and fill() can be mixed", () => {
  const prng = new Prng([1, 2, 3, 4]);
  const middle = new Uint32Array(4);
  const start = [prng.next(), prng.next(), prng.next()];
  prng.fill(middle);
  assert.deepEqual([...start, ...middle, prng.next()], REFERENCE.slice(0, 8));
});

Deno.test("hash32() gives the published MurmurHash3 values", () => {
  const hash = (text: string, seed: number) => hash32(new TextEncoder().encode(text), seed);
  // Table in Wikipedia's article on MurmurHash.
  assert.equal(hash("", 0), 0);
  assert.equal(hash("", 1), 0x514e28b7);
  assert.equal(hash("", 0xffffffff), 0x81f16f39);
  assert.equal(hash("test", 0), 0xba6bd213);
  assert.equal(hash("test", 0x9747b28c), 0x704b81dc);
  assert.equal(hash("Hello, world!", 0), 0xc0363e43);
  assert.equal(hash("The quick brown fox jumps over the lazy dog", 0), 0x2e4ff723);
});

Deno.test("a seed repeats its stream, another seed does not", () => {
  const take = (seed: string) => {
    const prng = Prng.from(seed);
    return Array.from({ length: 8 }, () => prng.next());
  };
  assert.deepEqual(take("42/BTCUSDT/1"), take("42/BTCUSDT/1"));
  assert.notDeepEqual(take("42/BTCUSDT/1"), take("42/BTCUSDT/2"));
  assert.notDeepEqual(take(""), [0, 0, 0, 0, 0, 0, 0, 0]);
});

Deno.test("uniform() stays in [0, 1) for every seed", () => {
  fc.assert(fc.property(fc.string(), (seed) => {
    const prng = Prng.from(seed);
    for (let i = 0; i < 50; i++) {
      const u = prng.uniform();
      assert.ok(u >= 0 && u < 1);
    }
  }));
});

Deno.test("uniform() and normal() have the moments they should", () => {
  const n = 200_000;
  const prng = Prng.from("moments");
  let [mean, square, fourth, uniform] = [0, 0, 0, 0];
  for (let i = 0; i < n; i++) {
    const z = prng.normal();
    mean += z / n;
    square += z * z / n;
    fourth += z ** 4 / n;
    uniform += prng.uniform() / n;
  }
  // Four standard errors: 1/√n, √(2/n), √(96/n), √(1/12n).
  assert.ok(Math.abs(mean) < 0.009, `mean ${mean}`);
  assert.ok(Math.abs(square - 1) < 0.0127, `variance ${square}`);
  assert.ok(Math.abs(fourth - 3) < 0.088, `kurtosis ${fourth}`);
  assert.ok(Math.abs(uniform - 0.5) < 0.0026, `uniform mean ${uniform}`);
});
