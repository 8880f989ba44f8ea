import { equal } from "node:assert/strict";
import { type Money, Scale } from "../domain/mod.ts";
import { exact, exactCash, inUnits, toDecimal } from "./exact_money.ts";

Deno.test("amounts of different steps add up, and come back without the dust of a float", () => {
  const fine = new Scale(0.01, 0.00001);
  const coarse = new Scale(0.05, 0.1);
  // 0.84 and −57.638 in units of 0.0000001, 1.5 in units of 0.005
  const amounts: [bigint, number][] = [
    [exact(8_400_000 as Money, fine), 0.84],
    [exact(-576_380_000 as Money, fine), -57.638],
    [exact(300 as Money, coarse), 1.5],
    [exact(300 as Money, coarse) + exact(-576_380_000 as Money, fine), -56.138],
    [exactCash(10_000.000000001), 10_000.000000001],
    [0n, 0],
  ];
  for (const [amount, decimal] of amounts) equal(toDecimal(amount), decimal);
});

Deno.test("what does not fit a unit is rounded down, also below zero, or up", () => {
  const scale = new Scale(0.01, 1);
  for (
    const [cash, down, up] of [[0.015, 1, 2], [-0.015, -2, -1], [0.02, 2, 2], [
      -0.02,
      -2,
      -2,
    ]] as const
  ) {
    equal(inUnits(exactCash(cash), scale, false), down);
    equal(inUnits(exactCash(cash), scale, true), up);
  }
});
