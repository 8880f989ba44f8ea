import { deepEqual, ok } from "node:assert/strict";
import { normalCdf, normalQuantile } from "./normal.ts";

const near = (actual: number, expected: number, part: number) =>
  ok(Math.abs(actual - expected) <= part * Math.abs(expected), `${actual} is not ${expected}`);

Deno.test("normalCdf() has the values that C's erfc gives", () => {
  const cases: [number, number][] = [
    [0, 0.5],
    [1, 0.8413447460685429],
    [-1, 0.15865525393145707],
    [1.959963984540054, 0.975],
    [-3, 0.0013498980316300957],
    [-6, 9.865876450377012e-10],
  ];
  for (const [x, p] of cases) near(normalCdf(x), p, 1e-9);
  near(normalCdf(-8), 6.22096057427182e-16, 1e-7);
  deepEqual([normalCdf(-40), normalCdf(40)], [0, 1]);
});

Deno.test("normalQuantile() has the values that AS 241 was published with, and inverts", () => {
  near(normalQuantile(0.25), -0.6744897501960817, 1e-15);
  near(normalQuantile(0.001), -3.090232306167814, 1e-15);
  near(normalQuantile(1e-20), -9.262340089798408, 1e-15);
  near(normalQuantile(0.975), 1.959963984540054, 1e-15);
  deepEqual([0, 0.5, 1].map(normalQuantile), [-Infinity, 0, Infinity]);
  for (const x of [-5, -2.5, -0.3, 0.7, 3, 6]) near(normalQuantile(normalCdf(x)), x, 1e-6);
});
