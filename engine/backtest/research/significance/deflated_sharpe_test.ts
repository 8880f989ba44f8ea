import { deepEqual, equal } from "node:assert/strict";
import { column, near, printed } from "../../statistics/testing.ts";
import {
  deflatedSharpe,
  expectedBestSharpe,
  independentTrials,
  meanCorrelation,
  probabilisticSharpe,
} from "./deflated_sharpe.ts";
import { shapeOf } from "./moments.ts";

/**
 * "The Deflated Sharpe Ratio", 2014, section "A numerical example": a yearly ratio of 2.5 from 1,250 days
 * (250 a year) with skewness −3 and kurtosis 10 is the best of 100 trials whose yearly ratios vary by 1/2.
 */
const EXAMPLE = { sharpe: 2.5 / Math.sqrt(250), count: 1_250, skewness: -3, kurtosis: 10 };
const VARIANCE = 0.5 / 250;

Deno.test("the example of the paper: 0.1132 is what luck gives, 0.9004 what is left", () => {
  printed(expectedBestSharpe(VARIANCE, 100), 0.1132, 4);
  printed(deflatedSharpe(EXAMPLE, VARIANCE, 100), 0.9004, 4);
});

Deno.test("the example of the paper: after 46 trials it would have passed at 95 %", () => {
  printed(deflatedSharpe(EXAMPLE, VARIANCE, 46), 0.9505, 4);
});

Deno.test("one trial is held against nothing", () => {
  equal(expectedBestSharpe(VARIANCE, 1), 0);
  // Ratio 0.1 of 101 normal returns: 0.1 × 10 / √(1 + 0.005) = 0.99751; Φ of it is 0.84074.
  const shape = { sharpe: 0.1, count: 101, skewness: 0, kurtosis: 3 };
  near(probabilisticSharpe(shape, 0), 0.84074, 1e-5);
  equal(deflatedSharpe(shape, VARIANCE, 1), probabilisticSharpe(shape, 0));
});

Deno.test("the shape of 1, 2, 3 and 10 by hand", () => {
  // Mean 4; distances −3 −2 −1 6: squares 50, cubes 180, fourth powers 1394.
  const { count, sharpe, skewness, kurtosis } = shapeOf(column(1, 2, 3, 10));
  equal(count, 4);
  near(sharpe, 4 / Math.sqrt(50 / 3));
  near(skewness, 45 / 12.5 ** 1.5);
  near(kurtosis, 348.5 / 12.5 ** 2);
  deepEqual(shapeOf(column(2, 2)), { count: 2, sharpe: 0, skewness: 0, kurtosis: 3 });
});

Deno.test("correlated trials count for fewer", () => {
  // Pairs: the same 1, opposite −1 twice: their mean is −1/3.
  near(meanCorrelation([column(1, 2, 3), column(2, 4, 6), column(3, 2, 1)]), -1 / 3);
  near(meanCorrelation([column(1, 2, 3), column(5, 5, 5), column(3, 1, 2)]), -0.5);
  equal(meanCorrelation([column(1, 2, 3)]), 0);
  near(independentTrials(0.9, 101), 11);
  equal(independentTrials(-0.2, 100), 100);
});
