import { deepEqual, equal } from "node:assert/strict";
import { type EquityNews, MOST_NEWS, sparkPoints, withNews } from "./equity_so_far.ts";

Deno.test("the curve grows with the run, and old news add nothing", () => {
  const first = withNews([], { progress: 0.1, equity: 100 });
  const second = withNews(first, { progress: 0.2, equity: 90 });
  deepEqual(second.map(({ equity }) => equity), [100, 90]);
  equal(withNews(second, { progress: 0.2, equity: 95 }), second);
});

Deno.test("a long run's curve is thinned, not cut off", () => {
  let curve: readonly EquityNews[] = [];
  for (let i = 1; i <= MOST_NEWS + 1; i++) {
    curve = withNews(curve, { progress: i / 1e4, equity: i });
  }
  equal(curve.length, MOST_NEWS / 2 + 1);
  deepEqual(curve.slice(0, 2).map(({ equity }) => equity), [1, 3]);
  equal(curve.at(-1)?.equity, MOST_NEWS + 1);
});

Deno.test("points are as wide as the run has come, the highest equity on top", () => {
  const curve = [
    { progress: 0, equity: 100 },
    { progress: 0.25, equity: 110 },
    { progress: 0.5, equity: 105 },
  ];
  equal(sparkPoints(curve, 200, 20), "0,20 50,0 100,10");
  equal(
    sparkPoints([{ progress: 0, equity: 5 }, { progress: 1, equity: 5 }], 10, 20),
    "0,10 10,10",
  );
  equal(sparkPoints([], 10, 20), "");
});
